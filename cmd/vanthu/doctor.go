package main

import (
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	"vanthu/internal/sandbox"
)

func doctorCommand() command {
	return command{
		name:    "doctor",
		summary: "tell what is installed and what is missing",
		usage: `usage: vanthu doctor [FLAGS]

Tells which of the programs that vanthu runs are installed, what does not work
without those that are missing, and the command that installs them.

  --json   print the findings as a JSON array

example:
  vanthu doctor

Programs that few archives need are listed too; without them it is still 0.

exit status: 0 all is there; 1 something needed is missing; 2 wrong usage
`,
		run: runDoctor,
	}
}

// A need is a program that vanthu runs.
type need struct {
	Program string `json:"program"`
	Purpose string `json:"purpose"`
	Package string `json:"package"` // of Debian
	Version string `json:"version"` // "" where it is missing
	OK      bool   `json:"ok"`

	// Optional says that few archives need it, so that it is no fault where it
	// is missing.
	Optional bool `json:"optional"`
}

func runDoctor(ctx context.Context, w *world, args []string) error {
	fs := flags("doctor")
	asJSON := fs.Bool("json", false, "")
	if err := parseAlone(fs, args); err != nil {
		return err
	}
	needs := examine(ctx)
	if *asJSON {
		if err := encode(w, needs); err != nil {
			return err
		}
	} else {
		for _, n := range needs {
			state := n.Version
			switch {
			case !n.OK && n.Optional:
				state = "missing: wanted for " + n.Purpose + " (" + n.Package + ")"
			case !n.OK:
				state = "MISSING: needed for " + n.Purpose
			}
			fmt.Fprintf(w.stdout, "%-24s %s\n", n.Program, state)
		}
	}
	var missing []string
	for _, n := range needs {
		if !n.OK && !n.Optional && !slices.Contains(missing, n.Package) {
			missing = append(missing, n.Package)
		}
	}
	if len(missing) > 0 {
		w.hint("as root: apt-get install -y " + strings.Join(missing, " "))
		return errQuiet
	}
	return nil
}

// networkCut tells how what parses files is kept from the network. That the
// system has no means for it is nothing that is missing.
func networkCut(ctx context.Context) need {
	n := need{Program: "network cut off readers", Purpose: "files that take their reader over", OK: true}
	how, err := sandbox.NetworkCut(ctx)
	switch {
	case err != nil:
		n.Version = "unknown: " + err.Error()
	case how == sandbox.CutByNamespace:
		n.Version = "wholly, by a network namespace"
	case how == sandbox.CutByLandlock:
		n.Version = "TCP, by Landlock (as root: wholly)"
	default:
		n.Version = "no: this system allows neither network namespaces nor Landlock"
	}
	return n
}

func examine(ctx context.Context) []need {
	needs := []need{
		{Program: "tesseract", Purpose: "scans and images", Package: "tesseract-ocr"},
		{Program: "tesseract language vie", Purpose: "scans and images in Vietnamese", Package: "tesseract-ocr-vie"},
		{Program: "pdftoppm", Purpose: "scanned PDF files", Package: "poppler-utils"},
		{Program: "pdfimages", Purpose: "scanned PDF files", Package: "poppler-utils"},
		{Program: "pdfinfo", Purpose: "scanned PDF files", Package: "poppler-utils"},
		{Program: "pdftotext", Purpose: "damaged and encrypted PDF files", Package: "poppler-utils"},
		{Program: "soffice", Purpose: ".doc and .rtf files, with their pages", Package: "libreoffice-writer-nogui", Optional: true},
		{Program: "antiword", Purpose: "the text of .doc files without LibreOffice", Package: "antiword", Optional: true},
		{Program: "unrtf", Purpose: "the text of .rtf files without LibreOffice", Package: "unrtf", Optional: true},
	}
	for i := range needs {
		n := &needs[i]
		if language, ok := strings.CutPrefix(n.Program, "tesseract language "); ok {
			n.OK = hasLanguage(ctx, language)
			n.Version = "installed"
			continue
		}
		n.Version = version(ctx, n.Program)
		n.OK = n.Version != ""
	}
	return append(needs, networkCut(ctx))
}

// version is the first line that program says of itself, "" where it is not on PATH.
func version(ctx context.Context, program string) string {
	if _, err := exec.LookPath(program); err != nil {
		return ""
	}
	flag := "-v"
	switch program {
	case "tesseract", "unrtf":
		flag = "--version"
	case "soffice", "antiword":
		// The first takes a second to tell, the other tells it amid its usage.
		return "installed"
	}
	// poppler's programs of before 2023 end with status 99 after -v: what they
	// print counts, not how they end.
	out, _ := exec.CommandContext(ctx, program, flag).CombinedOutput()
	first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	if first == "" {
		return "installed"
	}
	return first
}

func hasLanguage(ctx context.Context, language string) bool {
	out, err := exec.CommandContext(ctx, "tesseract", "--list-langs").Output()
	return err == nil && slices.Contains(strings.Fields(string(out)), language)
}
