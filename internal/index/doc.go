// Package index makes an archive searchable in Bleve, and is the only importer
// of it. It reads no files but its own: records and pages come from a [Source].
//
// # What a document is in the index
//
// One document is one hit. Nothing is stored but the identifier; what a hit
// shows is looked up in the catalogue, and snippets are made from the pages of
// just the hits shown ([Searcher.Search]). The fields, and what they cost on
// 11 MB of real texts (mean 30 KB), as part of the text's size:
//
//	w    words as vntext.Term, with positions      0.42
//	f    words as vntext.Fold, with positions      0.40
//	s,sf the same of the subject                   0.01
//	n    keys of the own number                    small
//	c    keys of the cited numbers                 small
//	t,i,d,y type, issuer, date, year               small
//
// Bleve's own positions would be 1.7 for w alone. Here all occurrences of a
// word in a document are one location (see analyzer.positions). Two fields
// with positions were chosen over pairs of words: pairs are half as big, but
// three times as slow to write, and a phrase of three words still needs its
// positions read.
//
// # Words
//
// A query typed with marks is strict: "đổi" is not "đói", but hoá is hóa. One
// typed without any mark matches with and without: "doi moi" finds "đổi mới".
// A strict query that finds nothing is asked again without marks, and the
// result says so. Pages follow each other without a gap, so that a phrase cut
// by a page break is found.
//
// # Numbers
//
// A number in a query ([query.Number]) finds, in this order: the documents
// that bear it ("is"), those whose subject names it ("about"), those that cite
// it ("cites"), and those that hold its words ("contains"). Without a number,
// documents whose subject holds all words are "about". The score, BM25, orders
// within a group only.
//
// # Generations
//
//	index/CURRENT        the name of the live generation
//	index/gen-000007/    finished, never written again
//	    vanthu.json      its form, the last change it holds, its documents
//	    bleve/           the index
//
// [Publish] grows a clone of the live generation (segments are hard links) by
// what changed and switches CURRENT by a rename; [Rebuild] does the same from
// nothing. A reader opens what CURRENT names and keeps it, removed or not,
// until it asks [Searcher.Refresh]. A killed publication leaves gen-*.tmp,
// which the next one removes.
//
// # Traps of Bleve v2.6.3 met here
//
//   - An index of which a segment file is missing opens as an empty one.
//   - ForceMerge returns before the merge is on the disk, and leaves the old
//     segments lying when the index is closed at once.
//   - Writing to an index opened read-only, and opening one that another
//     process writes, wait for ever without bolt_timeout.
package index
