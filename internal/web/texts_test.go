package web

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vanthu/corpus"
)

// TestMistakes: what is wrong with a query is told in Vietnamese, whatever it is.
func TestMistakes(t *testing.T) {
	h := shelve(t).serve(t, nil).Handler()
	for _, q := range []string{
		`"not closed`, "(a", "a)", "a HOẶC", "NOT", "a -*", "isuer:abc", "*a", "a*b", "a-b*", "a*", `loại:""`, "loại:", "loại:xyz", "cấp:xyz", "số:abc", "dẫn:a",
		"ngày:..", "ngày:2015..2013", "ngày:soon", "...", strings.Repeat("(", 200) + "a", strings.Repeat("a ", 900), "cơquan:-",
	} {
		w := get(t, h, addressOf(q))
		if w.Code == http.StatusOK {
			continue // it can be read after all
		}
		if text := w.Body.String(); w.Code != http.StatusBadRequest || strings.Contains(text, `<p lang="en">`) {
			t.Errorf("%.40s: status %d, and it is told in English: %s", q, w.Code, regexp.MustCompile(`<p lang="en">[^<]*`).FindString(text))
		}
	}
}

// TestFacetLabels: a number below ten is shown with the zero that documents print.
func TestFacetLabels(t *testing.T) {
	f := &frame{Lang: vietnamese}
	for value, want := range map[string]string{
		"Chương trình 9-CTr/HU": "Chương trình 09-CTr/HU", "Quyết định 9/2011/QĐ-UBND": "Quyết định 09/2011/QĐ-UBND",
		"Nghị quyết 29-NQ/TW": "Nghị quyết 29-NQ/TW", "Luật Đất đai": "Luật Đất đai", "7/2022/QH15": "07/2022/QH15",
	} {
		if got := f.label("cited", value); got != want {
			t.Errorf("%s is shown as %s, want %s", value, got, want)
		}
	}
}

// TestLawsNamed: what answers to a number answers to the name of a law too.
func TestLawsNamed(t *testing.T) {
	h := shelve(t).serve(t, nil).Handler()
	for _, name := range []string{"Luật Lưu trữ", "Luật Lưu trữ ngày 21/6/2024", "luat luu tru 2024"} {
		number := "?" + url.Values{"number": {name}}.Encode()
		if got := body(t, h, "/api/v1/instruments"+number); !strings.Contains(got, `"title":"Lưu trữ"`) {
			t.Errorf("%s: instruments: %s", name, got)
		}
		if got := body(t, h, "/diagram"+number); !strings.Contains(got, "Luật Lưu trữ") {
			t.Errorf("%s: no diagram: %s", name, got)
		}
		if got := body(t, h, addressOf(name)); !strings.Contains(got, "/diagram?issued=2024-06-21&amp;") {
			t.Errorf("%s: the card leads to no diagram", name)
		}
	}
}

// TestBadRequests: what is wrong with an address is told in Vietnamese too, and in
// English by the API.
func TestBadRequests(t *testing.T) {
	h := shelve(t).serve(t, nil).Handler()
	for query, want := range map[string][2]string{
		"from=-1":                          {"from là một số từ 0 đến 100000.", "from is a number from 0 to 100000"},
		"sort=size":                        {"sort là relevance, date hoặc number.", "sort is relevance, date or number"},
		"year=abc":                         {"Điều kiện year không thể là &#34;abc&#34;.", `the filter year cannot be \"abc\"`},
		"issued_from=soon":                 {"issued_from là một ngày, một tháng hoặc một năm", "issued_from is a day, a month or a year"},
		"issued_from=2025&issued_to=2024":  {"issued_from muộn hơn issued_to.", "issued_from comes after issued_to"},
		"box=" + strings.Repeat("a", 2001): {"Điều kiện box quá dài.", "the filter box is too long"},
	} {
		page, api := get(t, h, "/?"+query), get(t, h, "/api/v1/search?"+query)
		if text := page.Body.String(); page.Code != http.StatusBadRequest || !strings.Contains(text, want[0]) || strings.Contains(text, want[1]) {
			t.Errorf("%.40s: status %d, want the sentence %q: %s", query, page.Code, want[0], text)
		}
		if text := api.Body.String(); api.Code != http.StatusBadRequest || !strings.Contains(text, want[1]) {
			t.Errorf("API: %.40s: status %d, want %q: %s", query, api.Code, want[1], text)
		}
	}
}

// TestProblemTexts: every kind of problem has a name and a sentence that says what
// to do.
func TestProblemTexts(t *testing.T) {
	for _, k := range []corpus.Kind{
		corpus.Unreadable, corpus.Vanished, corpus.Empty, corpus.Malformed, corpus.Encrypted, corpus.Unsupported, corpus.TooLarge, corpus.TimedOut,
		corpus.OutOfMemory, corpus.Crashed, corpus.NeedsTool, corpus.NeedsOCR, "pending",
	} {
		for _, key := range []string{"problem." + string(k), "problem." + string(k) + ".more"} {
			if _, ok := vietnamese.say(key); !ok {
				t.Errorf("texts.tsv has no row %s", key)
			}
		}
	}
}

// TestQuoted: a document as another one names it.
func TestQuoted(t *testing.T) {
	field := func(s string) corpus.Field[string] {
		if s == "" {
			return corpus.Field[string]{}
		}
		return corpus.Field[string]{Value: &s}
	}
	for _, c := range []struct {
		what, kind, number, issued, issuer, body, subject, want string
	}{
		{"all of it; the body's full name", "Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "", "Về công tác văn thư", "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"},
		{"a month below 3 has a nought", "Kế hoạch", "21-KH/HU", "2022-02-14", "Huyện ủy", "Ban Thường vụ Huyện ủy Bình Thạnh", "Thực hiện Nghị quyết số 15-NQ/TU", "Kế hoạch số 21-KH/HU ngày 14 tháng 02 năm 2022 của Ban Thường vụ Huyện ủy Bình Thạnh thực hiện Nghị quyết số 15-NQ/TU"},
		{"a law by its name alone", "Luật", "33/2024/QH15", "2024-06-21", "Quốc hội", "", "Lưu trữ", "Luật Lưu trữ ngày 21 tháng 6 năm 2024"},
		{"a law without a day ends with its name", "Luật", "33/2024/QH15", "", "", "", "Lưu trữ", "Luật Lưu trữ"},
		{"a name keeps its capital", "Công văn", "12/UBND-KT", "", "", "", "An Khê tổ chức lễ", "Công văn số 12/UBND-KT An Khê tổ chức lễ"},
		{"an abbreviation too", "Công văn", "12/UBND-KT", "", "", "", "UBND xã tổ chức lễ", "Công văn số 12/UBND-KT UBND xã tổ chức lễ"},
		{"a day that is none", "Thông báo", "3/TB-UBND", "2025", "UBND xã", "", "", "Thông báo số 3/TB-UBND của UBND xã"},
		{"neither number nor subject", "Thông báo", "", "2025-05-05", "UBND xã", "", "", ""},
	} {
		r := &corpus.Record{Type: field(c.kind), Issued: field(c.issued), Subject: field(c.subject)}
		r.Number.Field, r.Issuer.Field, r.Issuer.Body = field(c.number), field(c.issuer), corpus.Optional(c.body)
		if got := quoted(r); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

// TestTexts: every text that a page asks for is there in both languages, and none
// is there in vain.
func TestTexts(t *testing.T) {
	used := map[string]bool{}
	prefixes := []string{}
	files, err := filepath.Glob("templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	call := regexp.MustCompile(`\.T "([^"]+)"|\.T\("([^"]+)"(?:[,)])|frame\(r, "([^"]+)"\)|\bbad\("([^"]+)"`)
	built := regexp.MustCompile(`print "([^"]+)"|(?:T|Or)\("([a-z.]+\.)" ?\+|"(error\.|method\.)"|"(mistake\.[a-z]+)"|key := "(diagram\.left)"|key = "(diagram\.right)"`)
	for _, f := range slices.Concat(files, sources) {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		for _, m := range call.FindAllSubmatch(data, -1) {
			used[string(bytes.Join(m[1:], nil))] = true
		}
		for _, m := range built.FindAllSubmatch(data, -1) {
			prefixes = append(prefixes, string(bytes.Join(m[1:], nil)))
		}
	}
	for key := range used {
		for _, l := range []language{vietnamese, english} {
			if text, ok := l.say(key); !ok || text == "" {
				t.Errorf("texts.tsv has no %s for %q", l, key)
			}
		}
	}
	for key, both := range texts() {
		if !used[key] && !slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) }) {
			t.Errorf("texts.tsv: nothing asks for %q", key)
		}
		if strings.Count(both[vietnamese], "%") != strings.Count(both[english], "%") {
			t.Errorf("texts.tsv: %q takes other arguments in each language", key)
		}
	}
}
