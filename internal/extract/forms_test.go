package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/vntext"
	"vanthu/internal/zone"
)

// TestForms reads rare forms of directives in every layout: each must give what
// a person reads in it.
func TestForms(t *testing.T) {
	dir := os.Getenv("FORMS")
	if dir == "" {
		dir = "testdata/forms"
	}
	paths, err := filepath.Glob(dir + "/*.txt")
	if err != nil || len(paths) == 0 {
		t.Skipf("no forms in %s: %v", dir, err)
	}
	right, all := map[string]int{}, map[string]int{}
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
			if only := os.Getenv("FORM"); only != "" && only != f.Name {
				continue
			}
			for _, layout := range []fixture.Layout{fixture.SideBySide, fixture.Stacked, fixture.RowByRow, fixture.Merged, "set in type"} {
				var pages []corpus.Page
				if layout == "set in type" {
					for i, s := range f.Sheets() {
						p := s.Page()
						p.Number = i + 1
						pages = append(pages, p)
					}
				} else {
					pages = pagesOfText(t, []byte(f.Text(layout)))
				}
				r := recordOf(pages)
				name := f.Name + ", " + string(layout)
				checkSpans(t, name, &r, pages)
				missed := f.Want
				_ = missed
				whole := true
				for _, m := range compareForm(f.Want, &r) {
					key := fmt.Sprintf("%-14s %s", layout, m.key)
					all[key]++
					if m.ok {
						right[key]++
						continue
					}
					if strings.Contains("type number issued issuer subject signer", m.key) {
						whole = false
					}
					t.Errorf("%s: %s", name, m.text)
				}
				all[fmt.Sprintf("%-14s %s", layout, "~whole")]++
				if whole {
					right[fmt.Sprintf("%-14s %s", layout, "~whole")]++
				}
				if !whole && os.Getenv("SHOW") != "" {
					for _, l := range zone.Split(pages).Lines {
						t.Logf("   %d %s %d: %s", l.Page, l.Kind, l.Column, l.Text)
					}
				}
			}
		}
	}
	keys := make([]string, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		t.Logf("%s %d/%d", k, right[k], all[k])
	}
}

type formResult struct {
	key, text string
	ok        bool
}

func formFold(s string) string {
	s = strings.ToLower(vntext.NFC(s))
	return strings.Join(strings.Fields(s), " ")
}

func compareForm(want map[string][]string, r *corpus.Record) []formResult {
	var out []formResult
	check := func(key, want, got string, same func(w, g string) bool) {
		if want == "-any" {
			return
		}
		ok := false
		for _, w := range strings.Split(want, "|") {
			if w == "-" {
				w = ""
			}
			ok = ok || same(formFold(w), formFold(got))
		}
		out = append(out, formResult{key, fmt.Sprintf("%s: want %q, got %q", key, want, got), ok})
	}
	equal := func(w, g string) bool { return w == g }
	value := func(f corpus.Field[string]) string {
		if f.Value == nil {
			return ""
		}
		return *f.Value
	}
	bare := func(s string) string {
		for _, head := range []string{"v/v ", "về việc ", "về "} {
			s = strings.TrimPrefix(s, head)
		}
		return s
	}
	subject := func(w, g string) bool { return bare(w) == bare(g) }
	issuer := func(w, g string) bool { return w == g || w != "" && strings.Contains(g, w) }
	for key, values := range want {
		w := values[0]
		switch key {
		case "type":
			check(key, w, value(r.Type), equal)
		case "number":
			check(key, w, value(r.Number.Field), equal)
		case "place":
			check(key, w, value(r.Place), equal)
		case "issued":
			check(key, w, value(r.Issued), equal)
		case "effective":
			check(key, w, value(r.Effective), equal)
		case "issuer":
			check(key, w, value(r.Issuer.Field), issuer)
		case "subject":
			check(key, w, value(r.Subject), subject)
		case "urgency":
			check(key, w, value(r.Urgency), equal)
		case "secrecy":
			check(key, w, value(r.Secrecy), equal)
		case "recipients":
			check(key, w, strconv.Itoa(len(r.Recipients)), equal)
		case "outline":
			var labels []string
			for _, h := range r.Outline {
				labels = append(labels, h.Label)
			}
			check(key, w, strings.Join(labels, "; "), equal)
		case "to":
			var got []string
			for _, a := range r.Addressees {
				got = append(got, value(a))
			}
			check(key, strings.Join(values, "; "), strings.Join(got, "; "), equal)
		case "rank":
			if len(r.Signers) > 0 {
				check(key, w, value(r.Signers[0].Rank), equal)
			}
		case "signer":
			if w == "-any" {
				continue
			}
			if w == "-" {
				check(key, "0", strconv.Itoa(len(r.Signers)), equal)
				continue
			}
			var names, got, titles, gotTitles, powers, gotPowers []string
			for _, v := range values {
				parts := strings.Split(v, "; ")
				names = append(names, parts[0])
				if len(parts) > 1 {
					titles, powers = append(titles, parts[1]), append(powers, parts[2])
				}
			}
			for _, s := range r.Signers {
				got, gotTitles, gotPowers = append(got, value(s.Name)), append(gotTitles, value(s.Title)), append(gotPowers, value(s.Authority))
			}
			check(key, strings.Join(names, "; "), strings.Join(got, "; "), equal)
			for i := range titles {
				if i < len(gotTitles) {
					check("s.title", titles[i], gotTitles[i], equal)
					check("s.authority", powers[i], gotPowers[i], equal)
				}
			}
		default:
			out = append(out, formResult{key, "unknown key " + key, false})
		}
	}
	// nothing that the form does not name
	for key, f := range map[string]corpus.Field[string]{"urgency": r.Urgency, "secrecy": r.Secrecy} {
		if want[key] == nil && f.Value != nil {
			out = append(out, formResult{key, fmt.Sprintf("%s: want none, got %q", key, *f.Value), false})
		}
	}
	return out
}
