// Package eval measures records against gold: what a careful reader found in
// the same documents. It reads the gold of a folder, compares by a fixed rule
// and counts; it extracts nothing itself. Load finds the gold, the caller runs
// the line over [Set.Files], Score compares, [Report] prints itself as a table
// or as JSON, and [Compare] tells two reports apart item by item.
//
// # Gold
//
// Three kinds lie beside the documents, several of them in one folder if need be:
//
//   - NAME.gold.json: a document read whole: header, signers, recipients, dates
//     and every cited instrument with every mention. null means: the document
//     does not say, so a value found there is wrong.
//   - metadata.jsonl: one line a document with what a catalogue knows of it
//     (number, type, effective dd/mm/yyyy, signer). null means unknown and is
//     not counted.
//   - scans.gold.jsonl: one line a scan: header fields read from the image, and
//     which of them are handwritten. Printed and handwritten fields are counted
//     apart; null means unreadable and is not counted.
//
// # The rule
//
//   - Texts are equal in NFC with white space folded, case ignored and the two
//     tone styles one ("hoá", "hóa").
//   - Numbers are equal with spaces removed, look-alike letters mended
//     (Cyrillic, ETH, U+2044, dashes) and case ignored. Leading zeros count.
//   - An issuer may be longer than gold (a place added), not shorter. A subject
//     may drop "Về việc", "Về", "V/v". Of the signers the first one's name
//     counts, without rank. A whole header is type, number, issued, issuer,
//     subject and signer right.
//   - An instrument matches when the numbers are equal and the dates do not
//     contradict each other or, where neither has a number, when type and title are
//     equal; a Hiến pháp by its type alone. Each gold entry matches once, so a
//     second prediction of it is an error.
//   - A mention matches one of the matched instrument's when they share at least
//     60 % of the words of the longer. Mentions marked short are not counted.
//     Mentions of instruments that did not match are misses, or errors.
//   - Relation (gold may list alternates) and date are counted among the matched
//     instruments; a date is right when equal, and when missing where gold has none.
//   - A span is right when the page's text from start to end is raw, or the
//     mention's text, byte for byte and on rune borders; pieces over several
//     pages are joined, white space between them folded.
//   - A value of confidence 0.7 or more is asserted; below that the record is
//     silent. 0.9 or more is sure.
//   - What metadata.jsonl says of a document need not stand in it. Beside the
//     figure over all values, a figure over the printed ones leaves out those
//     that stand in the document's text in no spelling (and, for a day of force,
//     where the text does not count it from another day).
package eval
