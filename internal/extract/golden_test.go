package extract

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"vanthu/corpus"
	"vanthu/internal/zone"
)

var update = flag.Bool("update", false, "write the records of testdata anew; then read the diff")

// TestGolden reads whole self-written directives. Each page.txt of a case is
// one page.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var pages []corpus.Page
			var want *txtar.File
			for i := range archive.Files {
				f := &archive.Files[i]
				if f.Name == "record.txt" {
					want = f
					continue
				}
				page := pagesOfText(t, f.Data)[0]
				page.Number = len(pages) + 1
				pages = append(pages, page)
			}
			r := recordOf(pages)
			checkSpans(t, path, &r, pages)
			checkSchema(t, path, r)
			got := listing(&r, zone.Split(pages))
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("record differs (-want +got); if it is better, run go test ./internal/extract -run Golden -update\n%s", diff)
			}
		})
	}
}

// listing is a record as a person reads it: a line for each value with where
// it was found, and the parts of the sheet that are not body.
func listing(r *corpus.Record, sheet zone.Sheet) string {
	var b strings.Builder
	field := func(name string, f corpus.Field[string]) {
		switch {
		case f.Value != nil:
			fmt.Fprintf(&b, "%s: %s | %s %.2f | %d:%d-%d %q\n", name, *f.Value, f.Evidence, f.Confidence, f.Page, f.Start, f.End, f.Raw)
		case f.Page > 0:
			fmt.Fprintf(&b, "%s: - | %s | %d:%d-%d %q\n", name, f.Evidence, f.Page, f.Start, f.End, f.Raw)
		}
	}
	field("type", r.Type)
	field("number", r.Number.Field)
	year := 0
	if r.Number.Year != nil {
		year = *r.Number.Year
	}
	fmt.Fprintf(&b, "  seq %q, year %d, symbol %q\n", r.Number.Seq, year, r.Number.Symbol)
	field("place", r.Place)
	field("issued", r.Issued)
	field("effective", r.Effective)
	field("issuer", r.Issuer.Field)
	fmt.Fprintf(&b, "  body %q\n", r.Issuer.Body)
	field("subject", r.Subject)
	field("urgency", r.Urgency)
	field("secrecy", r.Secrecy)
	for _, s := range r.Signers {
		field("signer", s.Name)
		field("  rank", s.Rank)
		field("  title", s.Title)
		field("  authority", s.Authority)
	}
	for _, f := range r.Addressees {
		field("addressee", f)
	}
	for _, f := range r.Recipients {
		field("recipient", f)
	}
	for _, d := range r.Dates {
		fmt.Fprintf(&b, "date: %s %s %s %q\n", d.Value, d.Precision, d.Role, d.Text)
	}
	for _, q := range r.Quantities {
		fmt.Fprintf(&b, "quantity: %v %s %q\n", q.Value, q.Unit, q.Text)
	}
	for _, c := range r.Citations {
		fmt.Fprintf(&b, "cites: %s | %s", orDash(c.Type), orDash(c.Number))
		for _, part := range []struct {
			name  string
			value corpus.Optional
		}{{"title", c.Title}, {"issued", c.Issued}, {"issuer", c.Issuer}, {"term", c.Term}} {
			if part.value != "" {
				fmt.Fprintf(&b, " | %s %s", part.name, part.value)
			}
		}
		fmt.Fprintf(&b, " | %s\n", c.Relation)
		for _, m := range c.Mentions {
			fmt.Fprintf(&b, "  %d:%d-%d %q\n", m.Page, m.Start, m.End, m.Text)
		}
	}
	for _, h := range r.Outline {
		fmt.Fprintf(&b, "outline: %s%s | %s\n", strings.Repeat("  ", h.Level-1), h.Label, h.Title)
	}
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "finding: %s: %s (page %d)\n", f.Code, f.Message, f.Page)
	}
	b.WriteString("parts:\n")
	for _, l := range sheet.Lines {
		if l.Kind != zone.Body {
			fmt.Fprintf(&b, "  %s: %s\n", l.Kind, l.Text)
		}
	}
	return b.String()
}

func orDash(s corpus.Optional) string {
	if s == "" {
		return "-"
	}
	return string(s)
}
