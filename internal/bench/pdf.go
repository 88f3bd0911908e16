package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/read"
	"vanthu/internal/vntext"
)

// againstPdftotext measures our words of PDF text layers against pdftotext's,
// page by page. Pages where it finds no text count for nothing.
func (b *bench) againstPdftotext(ctx context.Context) error {
	const what, target = "PDF words against pdftotext", ">= 0.995 on every page"
	if _, err := exec.LookPath("pdftotext"); err != nil {
		b.row(what, "not measured", target, "pdftotext is not installed: apt-get install -y poppler-utils")
		return nil
	}
	made, err := b.layouts()
	if err != nil {
		return err
	}
	type group struct {
		name    string
		files   []string
		unicode bool // only pages that are Vietnamese in Unicode: no stamps, no junk, no letters that are converted
	}
	groups := []group{{"printed by Chromium, LibreOffice, fpdf", made, false}}
	if b.real != "" {
		scans, _ := filepath.Glob(filepath.Join(b.real, "scans", "*.pdf")) // the patterns are right
		legacy, _ := filepath.Glob(filepath.Join(b.real, "legacy", "*", "*.pdf"))
		groups = append(groups, group{"of real files, Vietnamese in Unicode", append(scans, legacy...), true})
	}
	reader := read.New(read.Never)
	for _, g := range groups {
		var sum fixture.Recall
		worst, share, pages := "", 2.0, 0
		for _, path := range g.files {
			err := recallOf(ctx, reader, path, func(page int, text string, r fixture.Recall) {
				if m := vntext.MeasureText(text); g.unicode && (m.Words < 100 || m.Share() < 0.7) {
					return
				}
				sum.Found, sum.All, pages = sum.Found+r.Found, sum.All+r.All, pages+1
				if r.Share() < share {
					worst, share = fmt.Sprintf("%s, page %d", filepath.Base(path), page), r.Share()
				}
			})
			if err != nil {
				return err
			}
		}
		if pages == 0 {
			b.row(what, "no such page", target, g.name)
			continue
		}
		b.row(what, fmt.Sprintf("%.4f, worst page %.3f (%s)", sum.Share(), share, worst), target, fmt.Sprintf("%d pages %s", pages, g.name))
	}
	return nil
}

// layouts are the files printed by other programs that lie in testdata, and some
// that are made here.
func (b *bench) layouts() ([]string, error) {
	files, err := filepath.Glob("testdata/layout/*.pdf")
	if err != nil {
		return nil, err
	}
	var sheets []fixture.Sheet
	for _, text := range fixture.Corpus(3, 20) {
		d, err := fixture.Parse(string(text))
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, d.Sheets()...)
	}
	data, err := fixture.PDF(sheets)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(b.dir, "directives-by-fpdf.pdf")
	return append(files, path), os.WriteFile(path, data, 0o600)
}

// recallOf compares the pages of one file on which pdftotext finds words.
func recallOf(ctx context.Context, reader *read.Reader, path string, each func(page int, text string, r fixture.Recall)) error {
	out, err := exec.CommandContext(ctx, "pdftotext", "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		return fmt.Errorf("pdftotext %s: %w", path, err)
	}
	leaves, err := reader.Open(ctx, path, "application/pdf")
	var fault *corpus.Problem
	if err != nil && !errors.As(err, &fault) { // a file that is set aside lacks all its words
		return err
	}
	ours := map[int]string{}
	for _, l := range leaves {
		if l.Page != nil {
			ours[l.Number] = l.Page.Text
			for _, s := range l.Page.Stamps {
				ours[l.Number] += "\n" + s.Text
			}
		}
	}
	for i, text := range strings.Split(strings.TrimSuffix(string(out), "\f"), "\f") {
		if r := fixture.RecallOf(text, ours[i+1]); r.All > 0 {
			each(i+1, text, r)
		}
	}
	return nil
}
