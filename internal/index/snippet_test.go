package index

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"vanthu/internal/query"
	"vanthu/internal/vntext"
)

// marked is the first snippet of the document with its marks in brackets.
func marked(s Snippet) string {
	var b strings.Builder
	at := 0
	for _, m := range s.Marks {
		b.WriteString(s.Text[at:m[0]] + "[" + s.Text[m[0]:m[1]] + "]")
		at = m[1]
	}
	return b.String() + s.Text[at:]
}

func snippetsOf(t testing.TB, e Entry, text string, why int) []Snippet {
	t.Helper()
	q := parse(t, text)
	return newFinder(newPlan(q, q.Marked())).snippets(&e, why)
}

func TestSnippets(t *testing.T) {
	filler := strings.Repeat("lời nói đầu của văn bản này ", 30)
	for _, c := range []struct {
		name, text, query, want string
	}{
		{"marks as typed", "Đổi Mới căn bản", "đổi căn", "[Đổi] Mới [căn] bản"},
		{"without marks", "Đổi Mới căn bản", "doi can", "[Đổi] Mới [căn] bản"},
		{"tone style", "Hoá và uỷ", "hóa ủy", "[Hoá] và [uỷ]"},
		{"strict", "bàn ban bán", "bán", "bàn ban [bán]"},
		{"number with signs", "theo số 29-NQ/TW.", "29 NQ TW", "theo số [29-NQ/TW]."},
		{"number by its type", "theo Nghị quyết số 29-NQ/TW ngày", "nghi quyet 29", "theo [Nghị quyết số 29]-NQ/TW ngày"},
		{"number over lines", "theo 29-\nNQ/TW ngày", "29-NQ/TW", "theo [29- NQ/TW] ngày"},
		{"phrase", "căn, bản. căn bản", `"bản căn"`, "căn, [bản. căn] bản"},
		{"phrase is not its words", "bản mới căn bản", `"căn bản"`, "bản mới [căn bản]"},
		{"excluded words are not marked", "căn bản mới", "căn -thư", "[căn] bản mới"},
	} {
		got := snippetsOf(t, entry("x", c.text), c.query, groupContains)
		if len(got) != 1 || marked(got[0]) != c.want {
			t.Errorf("%s: %q in %q: %d snippets, the first %q, want %q", c.name, c.query, c.text, len(got), marked(got[0]), c.want)
		}
	}

	// the place with both words comes before places with one
	e := entry("x", filler+"hiếm "+filler, filler+" quý hiếm lắm "+filler)
	got := snippetsOf(t, e, "quý hiếm", groupContains)
	if len(got) != 2 || got[0].Page != 2 || !strings.Contains(marked(got[0]), "[quý] [hiếm] lắm") || got[1].Page != 1 {
		t.Errorf("two words: %+v", got)
	}
	for _, s := range got {
		if len(s.Text) > snippetBytes+snippetLead || strings.HasPrefix(s.Text, " ") {
			t.Errorf("snippet of %d bytes: %q", len(s.Text), s.Text)
		}
		if first, _, _ := strings.Cut(s.Text, " "); !strings.Contains(filler, first+" ") {
			t.Errorf("cut in a word: %q", s.Text)
		}
	}

	// one that cites shows the mention, also where the mention says it otherwise
	e = entry("x", "29-NQ/TW "+filler, "Thực hiện Nghị quyết 29 của Trung ương").
		citing(t, "Nghị quyết", "29-NQ/TW", "", "Nghị quyết 29 của Trung ương")
	got = snippetsOf(t, e, "29-NQ/TW", groupCites)
	if got[0].Page != 2 || marked(got[0]) != "Thực hiện [Nghị quyết 29 của Trung ương]" {
		t.Errorf("mention: %q", marked(got[0]))
	}
	// no word on any page (the number is from the file's name)
	got = snippetsOf(t, entry("x", filler), "29-NQ/TW", groupIs)
	if len(got) != 1 || len(got[0].Marks) != 0 || got[0].Text == "" {
		t.Errorf("nothing to mark: %+v", got)
	}
	if got = snippetsOf(t, entry("x"), "29-NQ/TW", groupIs); len(got) != 0 {
		t.Errorf("no pages: %+v", got)
	}
}

// Marks lie in order on rune borders, and what they mark is what was asked for.
func FuzzSnippets(f *testing.F) {
	f.Add("Đổi Mới căn bản, toàn diện. Nghị quyết số 29-NQ/TW", `đổi "căn bản" 29-NQ/TW`)
	f.Add("hoá\nhòa HÒA 29-\nNQ/TW", "hóa nghị quyết 29")
	f.Add(strings.Repeat("ễ", 300)+" căn", "căn")
	f.Add("HOÀN hòa hoàng, kĩ thuật của UBND xã", "hoà* kỹ ubnd -xã")
	f.Add("a\u0301 \xff căn", "căn")
	f.Fuzz(func(t *testing.T, text, typed string) {
		q, err := query.Parse(typed)
		if err != nil {
			return
		}
		text = vntext.NFC(strings.ToValidUTF8(text, "?"))
		p := newPlan(q, q.Marked())
		for _, s := range newFinder(p).snippets(&Entry{Pages: entry("x", text).Pages}, groupContains) {
			if !utf8.ValidString(s.Text) || !strings.Contains(blanks(text), s.Text) {
				t.Fatalf("%q is no piece of %q", s.Text, text)
			}
			last := 0
			for _, m := range s.Marks {
				if m[0] < last || m[1] <= m[0] || m[1] > len(s.Text) {
					t.Fatalf("marks %v of %q", s.Marks, s.Text)
				}
				last = m[1]
				got := s.Text[m[0]:m[1]]
				if !utf8.ValidString(got) || !asked(p, got) {
					t.Fatalf("marked %q, which %q does not ask for", got, typed)
				}
			}
		}
	})
}

// asked says whether the words are those of a condition of the plan.
func asked(p *plan, text string) bool {
	spelling := func(words []string) []string {
		out := make([]string, len(words))
		for i, w := range words {
			out[i] = vntext.Spelling(w)
		}
		return out
	}
	for _, l := range p.leaves {
		form := termOf
		if l.folded {
			form = foldOf
		}
		got := wordsOf(text, form)
		for _, words := range append(l.alts[:len(l.alts):len(l.alts)], l.plain...) {
			if l.prefix && len(got) == 1 && (strings.HasPrefix(got[0], words[0]) || strings.HasPrefix(got[0], termOf(words[0]))) {
				return true
			}
			if slices.Equal(spelling(got), spelling(words)) && !l.excluded {
				return true
			}
		}
	}
	return false
}
