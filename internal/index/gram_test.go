package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// box is documents of which all hold one phrase, each in words of its own.
func box(from, to int) []Entry {
	var all []Entry
	for i := from; i < to; i++ {
		all = append(all, entry(fmt.Sprintf("box/%04d", i), fmt.Sprintf("Uỷ ban nhân dân xã riêng%d có ủy ban, nhân dân và hội đồng nhân dân.", i)))
	}
	return all
}

func TestChooseLexicon(t *testing.T) {
	src := newMemory()
	src.put(box(0, 60)...)
	few, err := chooseLexicon(t.Context(), src, 61)
	if err != nil || len(few.Common)+len(few.Grams) != 0 || few.Chosen != 60 {
		t.Errorf("of few documents nothing is learnt: %+v, %v", few, err)
	}
	l, err := chooseLexicon(t.Context(), src, 60)
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(l.Common, "riêng1") || !slices.Contains(l.Common, "nhân") {
		t.Errorf("common words: %v", l.Common)
	}
	for gram, want := range map[string]bool{
		"nhân dân": true, "ủy ban nhân dân": true, "dân xã": true, "hội đồng nhân dân": true,
		"xã riêng1": false, "dân nhân": false, "ban nhân dân xã hội": false,
	} {
		if slices.Contains(l.Grams, gram) != want {
			t.Errorf("%q is a gram: %v", gram, !want)
		}
	}
	again, err := chooseLexicon(t.Context(), src, 60)
	if err != nil || strings.Join(again.Grams, ",") != strings.Join(l.Grams, ",") || strings.Join(again.Common, ",") != strings.Join(l.Common, ",") {
		t.Error("the same archive gives another lexicon")
	}
}

// An archive that outgrows its lexicon is built anew at a publication; a
// generation without one is damaged, and mended by the next publication.
func TestLexiconGrows(t *testing.T) {
	src := newMemory()
	dir := t.TempDir()
	opt := Options{LexiconFrom: 50}
	src.put(box(0, 40)...)
	publishWith(t, dir, src, opt)
	src.put(box(40, 45)...)
	if r := publishWith(t, dir, src, opt); r.Rebuilt {
		t.Errorf("built anew for %d documents", r.Documents)
	}
	src.put(box(45, 60)...)
	if r := publishWith(t, dir, src, opt); !r.Rebuilt {
		t.Errorf("an archive of %d documents goes on without a lexicon", r.Documents)
	}
	src.put(box(60, 70)...)
	if r := publishWith(t, dir, src, opt); r.Rebuilt {
		t.Errorf("built anew for %d documents, which have a lexicon", r.Documents)
	}
	s := open(t, dir)
	for query, want := range map[string]int{
		`"ủy ban nhân dân"`: 70, `"uy ban nhan dan"`: 70, `"nhân dân xã"`: 70, `"dân xã riêng7"`: 1,
		`"dân hội đồng"`: 0, `"ban nhân"`: 70, `"dan va hoi"`: 70, `"hội dân"`: 0,
	} {
		r, err := s.Search(t.Context(), parse(t, query), Window{}, src.lookup)
		if err != nil || r.Total != want {
			t.Errorf("%s: %d documents, %v; want %d", query, r.Total, err, want)
		}
	}
	if err := os.Remove(filepath.Join(dir, s.Generation(), lexiconFile)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrDamaged) {
		t.Errorf("without its lexicon: %v, want ErrDamaged", err)
	}
	if r := publishWith(t, dir, src, opt); !r.Rebuilt || r.Documents != 70 {
		t.Errorf("the publication after the damage: %+v", r)
	}
}
