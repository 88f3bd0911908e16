package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"vanthu/corpus"
	"vanthu/internal/den"
	"vanthu/internal/sandbox"
)

// RTF is the media type of .rtf, and of many a file named .doc.
const RTF = "application/rtf"

// Limits of one office file. LibreOffice takes a second and 220 MB for almost
// any file, and reserves far more addresses than it uses.
var (
	readerLimits  = sandbox.Limits{Time: 60 * time.Second, Memory: 2 << 30, Output: 256 << 20}
	convertLimits = sandbox.Limits{Time: 120 * time.Second, Memory: 6 << 30, Output: 512 << 20}
	otherLimits   = sandbox.Limits{Time: 30 * time.Second, Memory: 1 << 30, Output: 64 << 20}
)

// Open reads the office file at path, of whatever kind, where it can do no
// harm. .doc and .rtf are made .odt by LibreOffice first, which keeps the font
// of each letter and tells where pages end. Without it antiword gives the text
// of a .doc and unrtf that of an .rtf; neither there is a problem of kind
// needs-tool.
func Open(ctx context.Context, path, mediaType string) ([]corpus.Page, error) {
	switch mediaType {
	case MSWord:
		// Only the child opens it: nothing comes back but why it cannot be read.
		_, fault := InSandbox(ctx, readerLimits, path, MSWord)
		var problem *corpus.Problem
		if fault != nil && (!errors.As(fault, &problem) || problem.Kind != corpus.Malformed) {
			return nil, fault
		}
		// LibreOffice takes what is no Word file for a text, and random bytes for
		// the letters of the Far East: a damaged one it may only read as Word's.
		filter := ""
		if fault != nil {
			filter = "MS Word 97"
		}
		pages, err := openOld(ctx, path, ".doc", filter)
		if fault != nil && errors.As(err, &problem) {
			return nil, fault // it is damaged, and nobody could mend it
		}
		return pages, err
	case RTF:
		return openOld(ctx, path, ".rtf", "")
	}
	return InSandbox(ctx, readerLimits, path, mediaType)
}

// office are the names of LibreOffice's program.
var office = [...]string{"soffice", "libreoffice"}

// openOld reads a .doc or .rtf. filter is LibreOffice's name of the kind that it
// must be, "" for what it is taken for.
func openOld(ctx context.Context, path, suffix, filter string) ([]corpus.Page, error) {
	for _, name := range office {
		if _, err := exec.LookPath(name); err != nil {
			continue
		}
		pages, err := throughLibreOffice(ctx, name, path, suffix, filter)
		var problem *corpus.Problem
		if err == nil || !errors.As(err, &problem) || problem.Kind == corpus.Empty {
			return pages, err
		}
		// What LibreOffice cannot open, another may still find text in.
		if rescued, err := throughOther(ctx, path, suffix, problem.Error()); err == nil {
			return rescued, nil
		}
		return nil, err
	}
	return throughOther(ctx, path, suffix, "LibreOffice is not installed")
}

// throughLibreOffice makes an .odt of the file and reads that.
func throughLibreOffice(ctx context.Context, program, path, suffix, filter string) (pages []corpus.Page, err error) {
	aside := den.New("")
	defer func() { _ = aside.Close() }() // what stays the next one removes
	dir, err := aside.Folder()
	if err != nil {
		return nil, fmt.Errorf("make an .odt: %w", err)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("make an .odt: %w", err)
	}
	// It tells a file's kind by the suffix first; originals have none.
	input := filepath.Join(dir, "document"+suffix)
	if err := os.Symlink(absolute, input); err != nil {
		return nil, fmt.Errorf("make an .odt: %w", err)
	}
	// A profile of its own lets several run at once, and nothing of the user's
	// settings counts.
	profile := filepath.Join(dir, "profile")
	if err := writeProfile(profile); err != nil {
		return nil, fmt.Errorf("make an .odt: %w", err)
	}
	args := []string{
		"-env:UserInstallation=" + (&url.URL{Scheme: "file", Path: profile}).String(),
		"--headless", "--norestore", "--nolockcheck",
	}
	if filter != "" {
		args = append(args, "--infilter="+filter)
	}
	args = append(args, "--convert-to", "odt:writer8", "--outdir", filepath.Join(dir, "out"), input)
	err = sandbox.Tool(ctx, convertLimits, nil, &bytes.Buffer{}, program, args...)
	if err != nil {
		return nil, err
	}
	made := filepath.Join(dir, "out", "document.odt")
	if _, err := os.Stat(made); err != nil {
		return nil, &corpus.Problem{Kind: corpus.Malformed, Message: "LibreOffice cannot open it", Hint: "open it in Word and save it again"}
	}
	return InSandbox(ctx, readerLimits, made, ODT)
}

// settings forbid what a document could do: run macros, fetch what it links to.
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

func writeProfile(profile string) error {
	user := filepath.Join(profile, "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(settings), 0o600)
}

// install is the command that installs LibreOffice as far as it is needed here.
const install = "as root: apt-get install -y --no-install-recommends libreoffice-writer-nogui"

// other are the programs that read .doc and .rtf where LibreOffice is missing.
// Both keep the letter ư of TCVN3, which is a soft hyphen elsewhere and which
// catdoc drops. antiword tells no fonts, so that a .doc of before Unicode is
// known by its words; it loses numbers of lists, heads and feet.
var other = map[string]struct {
	program string
	args    []string
	writes  string // media type
}{
	".doc": {"antiword", []string{"-x", "db"}, docbook},
	".rtf": {"unrtf", []string{"--html", "--quiet"}, HTML},
}

// throughOther reads a .doc or .rtf without LibreOffice.
func throughOther(ctx context.Context, path, suffix, why string) ([]corpus.Page, error) {
	with := other[suffix]
	if _, err := exec.LookPath(with.program); err != nil {
		return nil, &corpus.Problem{
			Kind: corpus.NeedsTool, Message: "files of kind " + suffix + " need LibreOffice",
			Hint: install + " (or, for the text alone, smaller: " + with.program + ")",
		}
	}
	aside := den.New("")
	defer func() { _ = aside.Close() }() // what stays the next one removes
	dir, err := aside.Folder()
	if err != nil {
		return nil, fmt.Errorf("read a %s: %w", suffix, err)
	}
	made, err := os.Create(filepath.Join(dir, "document"))
	if err != nil {
		return nil, fmt.Errorf("read a %s: %w", suffix, err)
	}
	err = sandbox.Tool(ctx, otherLimits, nil, made, with.program, append(with.args[:len(with.args):len(with.args)], path)...)
	if closing := made.Close(); err == nil && closing != nil {
		err = fmt.Errorf("read a %s: %w", suffix, closing)
	}
	var problem *corpus.Problem
	if errors.As(err, &problem) && problem.Kind == corpus.Malformed {
		problem.Hint = "LibreOffice reads more: " + install
	}
	if err != nil {
		return nil, err
	}
	pages, err := InSandbox(ctx, readerLimits, made.Name(), with.writes)
	if err != nil {
		return nil, err
	}
	if len(pages) == 0 {
		return nil, &corpus.Problem{Kind: corpus.Crashed, Message: "its reader gave neither a page nor a reason"}
	}
	pages[0].Findings = append([]corpus.Finding{{
		Code: CodeTextOnly, Message: "read by " + with.program + ", without heads and feet and perhaps without numbers of lists: " + why, Page: 1,
	}}, pages[0].Findings...)
	return pages, nil
}
