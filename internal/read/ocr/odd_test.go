package ocr

import (
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

// TestOddImages: every odd image gets the verdict of the table.
func TestOddImages(t *testing.T) {
	e := engine(t)
	s := sheets(t)[2] // short
	odd, err := fixture.OddImages(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range odd {
		p, err := e.Page(t.Context(), write(t, c.Name, c.Data), c.MediaType, 1)
		if c.Problem != "" {
			if !isProblem(err, corpus.Kind(c.Problem)) {
				t.Errorf("%s (%s): %v, want a problem of kind %s", c.Name, c.Trap, err, c.Problem)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s (%s): %v", c.Name, c.Trap, err)
			continue
		}
		sound(t, p)
		if r := recall(s.Text(), p.Text); c.Read && r < 0.85 {
			t.Errorf("%s (%s): word recall %.3f, want 0.85 or more; read:\n%s", c.Name, c.Trap, r, p.Text)
		}
		if c.Empty && p.Text != "" {
			t.Errorf("%s (%s): read %q, there is nothing on it", c.Name, c.Trap, p.Text)
		}
		code := ""
		for _, f := range p.Findings {
			code = f.Code
		}
		if code != c.Finding {
			t.Errorf("%s (%s): finding %q, want %q", c.Name, c.Trap, code, c.Finding)
		}
	}
}
