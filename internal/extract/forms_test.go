package extract

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/zone"
)

// formLayouts are the layouts of every form, with whether it is set in type, as
// a perfect recogniser gives the page, with a box for each word.
var formLayouts = []struct {
	name   fixture.Layout
	inType bool
}{
	{fixture.SideBySide, false}, {fixture.Stacked, false}, {fixture.RowByRow, false}, {fixture.Merged, false}, {fixture.Piped, false}, {fixture.Tabbed, false}, {"set in type", true},
}

// TestForms reads the rare forms of ../../testdata/forms, or those of the folder
// that $FORMS names, in every layout: each must give what a person reads in it.
func TestForms(t *testing.T) {
	dir := os.Getenv("FORMS")
	if dir == "" {
		dir = "../../testdata/forms"
	}
	paths, err := filepath.Glob(dir + "/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no forms in %s: %v", dir, err)
	}
	right, all := map[string]int{}, map[string]int{}
	count := func(key string, ok bool) {
		all[key]++
		if ok {
			right[key]++
		}
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		forms, err := fixture.ParseForms(string(text))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, f := range forms {
			for _, layout := range formLayouts {
				t.Run(f.Name+"/"+string(layout.name), func(t *testing.T) {
					pages := formPages(t, f, layout.name, layout.inType)
					r := recordOf(pages)
					checkSpans(t, f.Name, &r, pages)
					whole := true
					for _, reading := range f.Readings(&r) {
						count(fmt.Sprintf("%s: %s", layout.name, reading.Key), reading.Right)
						whole = whole && (reading.Right || !reading.Header())
						if !reading.Right {
							t.Error(reading)
						}
					}
					count(fmt.Sprintf("%s: whole header", layout.name), whole)
					if t.Failed() {
						t.Log(partsOf(pages))
					}
				})
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(all)) {
		t.Logf("%s %d of %d", k, right[k], all[k])
	}
}

func formPages(t *testing.T, f fixture.Form, layout fixture.Layout, inType bool) []corpus.Page {
	if !inType {
		return pagesOfText(t, []byte(f.Text(layout)))
	}
	var pages []corpus.Page
	for i, s := range f.Sheets() {
		p := s.Page()
		p.Number = i + 1
		pages = append(pages, p)
	}
	return pages
}

// partsOf lists the lines of pages by their parts.
func partsOf(pages []corpus.Page) string {
	var b strings.Builder
	for _, l := range zone.Split(pages).Lines {
		fmt.Fprintf(&b, "  %d.%d %s: %s\n", l.Page, l.Column, l.Kind, l.Text)
	}
	return b.String()
}
