package intake

import (
	"io/fs"
	"strings"
)

// litter says why a file of this name is no document, "" where it may be one.
// Only what systems and programs put down unasked counts, never a guess: a
// hidden file or a backup copy can be the last one there is.
func litter(name string) string {
	switch strings.ToLower(name) {
	case "thumbs.db", "ehthumbs.db", "desktop.ini": // Windows Explorer
		return "system file"
	case ".ds_store", ".localized": // macOS Finder
		return "system file"
	case ".directory": // KDE Dolphin
		return "system file"
	}
	switch {
	case strings.HasPrefix(name, "~$"): // Word: who has the document open
		return "lock file of an office program"
	case strings.HasPrefix(name, ".~lock.") && strings.HasSuffix(name, "#"): // LibreOffice, likewise
		return "lock file of an office program"
	case strings.HasPrefix(name, "._"): // macOS on a foreign disk: colours and comments of the file without "._"
		return "system file"
	}
	return ""
}

// litterFolder is litter for folders.
func litterFolder(name string) string {
	switch name {
	case "__MACOSX", ".AppleDouble": // macOS, in zips and on servers
		return "system folder"
	case "@eaDir": // Synology: a preview picture of every document
		return "system folder"
	}
	return ""
}

// isArchive reports whether a folder with these entries is an archive of this
// program.
func isArchive(entries []fs.DirEntry) bool {
	catalogue, originals := false, false
	for _, e := range entries {
		catalogue = catalogue || e.Name() == "catalogue.db" && !e.IsDir()
		originals = originals || e.Name() == "originals" && e.IsDir()
	}
	return catalogue && originals
}
