// Package store keeps the archive on disk: originals under their SHA-256, and
// a SQLite catalogue of documents, sources, raw pages, records, citations, and
// of the ledger of runs, jobs and problems. It knows nothing of readers, of the
// line or of the index.
//
//	ARCHIVE/catalogue.db     SQLite in WAL mode (with -wal and -shm beside it)
//	ARCHIVE/originals/ab/... one file per content, named by its 64 digits, 0444
//	ARCHIVE/originals/tmp-*  staged: put, and not yet admitted
//	ARCHIVE/lock             flock for publications, creation and migration
//
// # Schema
//
//	files      one row per original held: sha, bytes, media type
//	documents  what is read from a file (today one each): state, seq, and the head of its record
//	sources    every path a document came from
//	pages      the reader's raw output, text and geometry apart, zstd
//	records    the record's JSON, zstd
//	forms      one row per form in which instruments are cited: number, title, date, issuer
//	citations  one row per instrument that a document cites, in one of the forms
//	jobs       per document and stage: state, who answers for it, lease, tries
//	runs       who ran, in which process, and the account of its files
//	problems   what was set aside and why; resolved when it was read after all
//	labels     the boxes, files and fonds that documents are filed under
//	removals   the log of what was removed: when, by which run, why
//	sketches   128 bytes of each text, to find rescans: see package near
//	watched    files of watched folders that were taken and left where they lie
//	works      how far the making of all records anew has come
//	counters   the last change sequence number
//
// A document is pending (its job is open), done (it has a record), aside (its
// open problem says why not) or withdrawn (its original is all that is kept, and
// where it was removed, not even that).
// migrations/ holds the whole definition; user_version is the number of the
// last migration applied. Migrations are numbered and forward only.
//
// # Instruments
//
// The catalogue holds every cited or held instrument once, as what its forms and
// documents say together; which of them are one is the business of package
// instrument, and is asked when it is needed ([Archive.Instruments],
// [Archive.Missing], [Archive.Resolve]). Nothing about targets is stored, so
// nothing is stale when a document arrives or goes.
//
// # Processes
//
// Any number of processes may use one archive at the same time. Writes are
// short transactions; SQLite lets one at a time in and makes the others wait.
// [Archive.Lock] is for work beside the catalogue (a publication); nobody needs
// it to write.
//
// Where a process may not write in the folder, or the disk is full, the archive is
// opened to be read, each question on a connection of its own (readonly.go); what
// would write gives [ErrReadOnly], or ENOSPC.
//
// # Kill and power cut
//
// What is admitted, kept or set aside is on the disk when the call returns;
// leases and single saved pages survive a kill, the last of them not a power
// cut, after which they are taken again. The bytes of an original are on the
// disk before the row that names it; its staged file is removed after that row.
// So a kill at any moment leaves a staged file at worst, and the next
// [Archive.BeginRun] removes it.
//
// # Runs and their account
//
// A run answers for every file that it admitted or set aside. At any moment,
// for every run, living or dead:
//
//	files = documents + duplicates + set aside + unchanged + passed on + open
//
// where open are its documents whose job is not finished. An orphan is an open
// job whose run has ended or whose process is gone. An orphan ends in one of
// two ways, and in both it is "passed on" in the account of the dead run: it is
// given again to a new run (it counts as a file of that one, [Pending]), or a
// new run finishes it by itself ([Job.Resumed]; counted there under resumed,
// not under files). To count what is given again as documents of the new run,
// lease orphans only after the last file was admitted.
package store
