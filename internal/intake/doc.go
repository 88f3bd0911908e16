// Package intake finds the files of a batch and tells by their content what
// they are. It opens no document.
//
// # What counts as a file
//
// Every regular file reached from the paths given counts as one file. It is
// reached under its own name; and once more under the name of a symbolic link
// that leads to it, if that stays inside the given folder. Links out of the
// given folder are not followed, so that a box of documents cannot bring in
// what lies beside it.
//
// What is no document by its name (Thumbs.db, .DS_Store, ~$letter.docx), and
// what is no regular file, is reported as ignored and counts nowhere. A path
// that cannot be read counts and carries its problem: nothing is passed over in
// silence.
//
// An archive of this program inside the given folder is ignored: `vanthu import
// .` with the archive in ./archive must not take in its own originals.
package intake
