package extract

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"vanthu/corpus"

	"vanthu/internal/zone"
)

func TestDump(t *testing.T) {
	glob := os.Getenv("DUMP")
	if glob == "" {
		t.Skip()
	}
	paths, _ := filepath.Glob(glob)
	for _, p := range paths {
		var pages []corpus.Page
		if filepath.Ext(p) == ".json" {
			b, _ := os.ReadFile(p)
			json.Unmarshal(b, &pages)
		} else {
			pages = pagesOf(t, p)
		}
		r := recordOf(pages)
		fmt.Printf("%s\tT=%s\tN=%s\tP=%s\tD=%s\tI=%s\tB=%s\tS=%s\tE=%s\n", filepath.Base(p), r.Type.Or(""), r.Number.Or(""), r.Place.Or(""), r.Issued.Or(""), r.Issuer.Or(""), r.Issuer.Body, r.Subject.Or(""), r.Effective.Or(""))
		for _, s := range r.Signers {
			fmt.Printf("\tSIGN\t%s|%s|%s|%s\n", s.Authority.Or(""), s.Title.Or(""), s.Rank.Or(""), s.Name.Or(""))
		}
		if os.Getenv("ZONES") != "" {
			for _, l := range zone.Split(pages).Lines {
				fmt.Printf("\t%d %-14s %.100s\n", l.Column, l.Kind, l.Text)
			}
			fmt.Println(len(r.Recipients), "recipients", len(r.Outline), "headings", len(r.Dates), "dates", len(r.Quantities), "quantities")
			for _, h := range r.Outline {
				fmt.Println("  ", h.Level, h.Label, "|", h.Title)
			}
			for _, q := range r.Quantities {
				fmt.Println("  ", q.Value, q.Unit, "|", q.Text)
			}
		}
	}
}
