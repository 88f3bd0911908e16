package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vanthu/internal/store"
)

func backupCommand() command {
	return command{
		name:    "backup",
		summary: "copy the archive to a folder, while others use it",
		usage: `usage: vanthu backup [FLAGS] DIR

Copies the archive into DIR: the catalogue as it is at one moment, every
original (checked by its checksum on the way), and a list of checksums. Others
may import, search and remove meanwhile. A second backup into the same DIR
copies what is new and drops what was removed; the backup of another archive is
refused. Killed at any moment, it leaves the backup before it whole; vanthu
restore takes none that was not finished. DIR is best on another disk.

The backup holds everything, documents with a mark of secrecy too. The index is
not copied: it is built anew when the backup is restored. The checksums can be
looked at without vanthu: sha256sum -c SHA256SUMS-...

  --archive DIR  the archive folder
  --json         print what was done as one JSON object

example:
  vanthu backup --archive /srv/archive /mnt/backup/archive

exit status: 0 done; 1 originals are missing or damaged in the archive (all else
             is copied), or stopped by an error; 2 wrong usage
`,
		run: runBackup,
	}
}

func runBackup(ctx context.Context, w *world, args []string) error {
	fs := flags("backup")
	dir := w.archiveFlag(fs)
	asJSON := fs.Bool("json", false, "")
	to, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(to) != 1 || to[0] == "" {
		return usagef("name one folder to copy the archive to")
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	began := w.now()
	b, err := archive.Backup(ctx, to[0])
	if errors.Is(err, store.ErrOther) {
		return withHint(err, "name another folder; or remove this one first, if nobody wants it any more")
	}
	if err != nil && !errors.Is(err, store.ErrIncomplete) {
		return err
	}
	for _, id := range b.Lacking {
		fmt.Fprintf(w.stderr, "vanthu: backup: original %s is missing or damaged in the archive\n", id)
	}
	if *asJSON {
		if jerr := encode(w, b); jerr != nil {
			return jerr
		}
	} else {
		fmt.Fprintf(w.stdout, "%d documents, %d originals, %.1f MB in the backup; %s copied in %.1f s\n",
			b.Documents, b.Originals, float64(b.Bytes)/1e6, count(b.Copied, "new original"), w.now().Sub(began).Seconds())
	}
	if err != nil {
		return withHint(err, "vanthu verify names them with the cure")
	}
	return nil
}

func restoreCommand() command {
	return command{
		name:    "restore",
		summary: "make a new archive of a backup",
		usage: `usage: vanthu restore [FLAGS] BACKUP

Makes a new archive of what vanthu backup has copied to BACKUP. Every file is
checked by its checksum on the way, and the index is built. The archive folder
of --archive must not be there yet, or be empty; a restore that was interrupted
is gone on with. A backup that was interrupted is not restored; of one in which
originals are missing or damaged, these are named and all else is restored.

  --archive DIR  the folder of the new archive
  --json         print what the backup says of itself as one JSON object

example:
  vanthu restore --archive /srv/archive-new /mnt/backup/archive

exit status: 0 done; 1 something of the backup is missing or damaged, or stopped
             by an error; 2 wrong usage
`,
		run: runRestore,
	}
}

func runRestore(ctx context.Context, w *world, args []string) error {
	fs := flags("restore")
	dir := w.archiveFlag(fs)
	asJSON := fs.Bool("json", false, "")
	from, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(from) != 1 || from[0] == "" {
		return usagef("name one backup")
	}
	if *dir == "" {
		return usagef("--archive names no folder")
	}
	b, err := store.Restore(ctx, from[0], *dir)
	if err != nil && !errors.Is(err, store.ErrIncomplete) {
		if errors.Is(err, store.ErrNoBackup) {
			return withHint(err, "name the folder that vanthu backup was given; a backup that was interrupted is none")
		}
		return err
	}
	lacking := err
	for _, id := range b.Lacking {
		fmt.Fprintf(w.stderr, "vanthu: restore: original %s is missing or damaged in the backup\n", id)
	}
	if lacking != nil {
		lacking = withHint(lacking, "vanthu verify names their documents, whose records are there; import the files again, or copy them from elsewhere")
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	if err := w.publish(ctx, archive, "restore"); err != nil {
		return withHint(fmt.Errorf("restored, but not searchable yet: %w", err), "vanthu reindex builds the index")
	}
	if *asJSON {
		if err := encode(w, b); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(w.stdout, "%d documents, %d originals as of %s\n", b.Documents, b.Originals, b.Made.Format(time.RFC3339))
	}
	return lacking
}
