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
// Of a container (a zip, a mail, a message of Outlook) the members count and not
// the container, each under the container's name joined with its own; a member
// that is a container is opened in turn, up to a depth. Members are litter by
// the same names. A container that cannot be read, or not to its end, or that
// holds nothing, counts besides, with its problem. An office document is no
// container, though it is a zip.
//
// Members lie in a folder on the disk until they are done with. The process
// holds a lock on it: one that a killed process left is known by its lock being
// free, and the next walk removes it.
//
// An archive of this program inside the given folder is ignored: `vanthu import
// .` with the archive in ./archive must not take in its own originals.
package intake
