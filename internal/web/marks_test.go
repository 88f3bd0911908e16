package web

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"vanthu/corpus"
)

// TestSegments: the stretches of a text are the text, and a click selects the
// shortest of the marks that cover it.
func TestSegments(t *testing.T) {
	text := "Thực hiện Nghị quyết số 29"
	at := func(key, kind, part string) mark {
		start := strings.Index(text, part)
		return mark{Key: key, Kind: kind, start: start, end: start + len(part), first: true}
	}
	got := segments(text, []mark{
		at("subject", "field", text), at("c1-1", "cite", "Nghị quyết số 29"), {Kind: "hit", start: strings.Index(text, "số"), end: len(text)},
		{Key: "behind", Kind: "cite", start: 10, end: len(text) + 1}, // of another text
		{Key: "empty", Kind: "finding", start: 4, end: 4},
	})
	want := []segment{
		{Text: "Thực hiện ", Key: "subject", Class: "field", Begins: []string{"subject"}},
		{Text: "Nghị quyết ", Key: "c1-1", Class: "cite field", Begins: []string{"c1-1"}},
		{Text: "số 29", Key: "c1-1", Class: "cite field", Hit: true},
	}
	if !slices.EqualFunc(got, want, func(a, b segment) bool {
		return a.Text == b.Text && a.Key == b.Key && a.Class == b.Class && a.Hit == b.Hit && slices.Equal(a.Begins, b.Begins)
	}) {
		t.Errorf("segments:\n%+v, want\n%+v", got, want)
	}
}

// TestManyMarks: the time that a page of very many marks takes grows with them and
// not with their square; words of the query and citations came to a hundred
// thousand on one page, and took minutes.
func TestManyMarks(t *testing.T) {
	const n = 20_000
	text := strings.Repeat("của, ", n)
	marks := []mark{{Key: "subject", Kind: "field", end: len(text)}}
	for i := range n {
		at := i * len("của, ")
		marks = append(marks, mark{Kind: hitKind, start: at, end: at + len("của")}, mark{Key: "c", Kind: "cite", start: at, end: at + len("của,")})
	}
	began := time.Now()
	got := segments(text, marks)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("%d marks took %s: go through the borders once", len(marks), took)
	}
	if len(got) != 3*n || !got[0].Hit || got[0].Class != "cite field" || got[2].Class != "field" {
		t.Errorf("%d segments, want %d, beginning with a hit in a citation: %+v", len(got), 3*n, got[:3])
	}
}

// TestFlowing: lines of a paragraph flow together, all others stay.
func TestFlowing(t *testing.T) {
	for _, c := range []struct{ what, page, want string }{
		{"a paragraph", "ỦY BAN NHÂN DÂN\nXÃ AN KHÊ\n\nThực hiện kế hoạch của Ủy ban nhân dân tỉnh về\nviệc tăng cường công tác văn thư, lưu trữ của các\nxã và phường, Ủy ban nhân dân xã yêu cầu:\n- Văn phòng rà soát hồ sơ lưu trữ của từng bộ phận\nvà nộp vào kho\n1. Công chức văn hóa phối hợp thực hiện việc trên",
			"ỦY BAN NHÂN DÂN\nXÃ AN KHÊ\n\nThực hiện kế hoạch của Ủy ban nhân dân tỉnh về việc tăng cường công tác văn thư, lưu trữ của các xã và phường, Ủy ban nhân dân xã yêu cầu:\n- Văn phòng rà soát hồ sơ lưu trữ của từng bộ phận và nộp vào kho\n1. Công chức văn hóa phối hợp thực hiện việc trên"},
		{"a paragraph on one line, as word processors give it", strings.Repeat("một dòng rất dài ", 20) + "\n" + strings.Repeat("một dòng rất dài ", 20) + "\n" + strings.Repeat("dòng ", 60) + "\n" + strings.Repeat("dòng ", 60), ""},
		{"a list of names", "Nguyễn Văn A\nTrần Thị B\nLê Văn C\nPhạm Thị D\nVũ Văn E", ""},
		{"nothing", "", ""},
	} {
		want := c.want
		if want == "" {
			want = c.page
		}
		if got := flowing(c.page); got != want {
			t.Errorf("%s:\n%q, want\n%q", c.what, got, want)
		}
	}
}

// FuzzPage: whatever a page and its marks are, what is shown is the text: every
// byte once and in its place, but for line breaks that became blanks.
func FuzzPage(f *testing.F) {
	f.Add("Số 29\nQuyết định\n", 0, 5, 3, 9)
	f.Add("a\n\n\nb", -1, 2, 1, 1)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		if !utf8.ValidString(text) {
			return
		}
		shown := ""
		for _, s := range segments(flowing(text), []mark{{Key: "one", Kind: "field", start: a, end: b, first: true}, {Key: "two", Kind: "cite", start: c, end: d}, {Kind: "hit", start: b, end: d}}) {
			shown += s.Text
		}
		if len(shown) != len(text) {
			t.Fatalf("%d bytes are shown of %d", len(shown), len(text))
		}
		for i := range len(text) {
			if shown[i] != text[i] && (text[i] != '\n' || shown[i] != ' ') {
				t.Fatalf("byte %d of %q is shown as %q", i, text, shown)
			}
		}
	})
}

// TestBoxes: a mark over two lines is two frames.
func TestBoxes(t *testing.T) {
	p := &corpus.Page{Text: "một hai\nba bốn", Words: []corpus.Word{
		{Start: 0, End: 5, Box: corpus.Box{.1, .1, .2, .12}}, {Start: 6, End: 9, Box: corpus.Box{.22, .1, .3, .12}},
		{Start: 10, End: 12, Box: corpus.Box{.1, .14, .15, .16}}, {Start: 13, End: 18, Box: corpus.Box{.17, .14, .3, .16}},
	}}
	got := boxesOf(p, 6, 18)
	want := []corpus.Box{{.22, .1, .3, .12}, {.1, .14, .3, .16}}
	if !slices.Equal(got, want) {
		t.Errorf("boxes %v, want %v", got, want)
	}
	if got := boxesOf(p, 5, 6); len(got) != 0 {
		t.Errorf("a blank has the boxes %v", got)
	}
}

// TestCitingAddress: what cites an instrument is asked for by its number, else by its
// name.
func TestCitingAddress(t *testing.T) {
	id := corpus.ID("ab")
	for _, c := range []struct {
		in   corpus.Instrument
		want string
	}{
		{corpus.Instrument{Type: "Luật", Number: "33/2024/QH15", Title: "Lưu trữ"}, `dẫn:"Luật 33/2024/QH15"`},
		{corpus.Instrument{Type: "Luật", Title: "Lưu trữ"}, `dẫn:"Luật Lưu trữ"`},
		{corpus.Instrument{Type: "Kế hoạch", Number: "12/KH-UBND", Title: "Trực đêm", Held: &id}, `dẫn:"Kế hoạch 12/KH-UBND"`},
	} {
		if got, err := url.Parse(citingAddress(&c.in, "")); err != nil || got.Query().Get("q") != c.want {
			t.Errorf("%s is asked for by %q, %v; want %q", c.in.Name(), got.Query().Get("q"), err, c.want)
		}
	}
}
