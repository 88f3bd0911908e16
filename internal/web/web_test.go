package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"vanthu/internal/store"
)

func addressOf(q string, more ...string) string {
	v := url.Values{"q": {q}}
	for i := 0; i < len(more); i += 2 {
		v.Add(more[i], more[i+1])
	}
	return "/?" + v.Encode()
}

// TestPages: each page says what an analyst looks for on it.
func TestPages(t *testing.T) {
	s := shelve(t)
	h := s.serve(t, nil).Handler()
	resolution, plan, newer := "/documents/"+string(s.ids["nghi-quyet.txt"]), "/documents/"+string(s.ids["ke-hoach-2022.txt"]), "/documents/"+string(s.ids["ke-hoach-2024.txt"])
	for _, c := range []struct {
		what, address string
		says          []string
	}{
		{"the first page: how much there is, facets", "/", []string{"Kho có 5 văn bản", "Huyện ủy Bình Thạnh", `name="q"`}},
		{"a number: the document first, the card with who cites it", addressOf("Nghị quyết 15"), []string{"chính văn bản này", "có trong kho", "4 văn bản dẫn", "<mark>"}},
		{"a law that is not held: its name as a search", addressOf(`dẫn:"Luật Lưu trữ"`), []string{"2 văn bản", "Nghị quyết"}},
		{"a filter: a chip, and the count of what is left", addressOf("xây dựng kế hoạch", "issuer", "Ban Thường vụ Huyện ủy Bình Thạnh"), []string{"2 văn bản", "bỏ điều kiện này"}},
		{"two values of a facet are either", addressOf("", "year", "2021", "year", "2022"), []string{"2 văn bản"}},
		{"a span of days, as it is written here, with chips", addressOf("", "issued_from", "14/02/2022", "issued_to", "8/2024"), []string{"3 văn bản", "Từ ngày:", "14/02/2022", "8/2024<span"}},
		{"one end of it", addressOf("", "issued_to", "2022"), []string{"2 văn bản"}},
		{"what is in a box", addressOf("", "box", "17"), []string{"2 văn bản", "Hộp, hồ sơ, phông"}},
		{"the fields of the form of days hold the rest", addressOf("kế hoạch", "year", "2022"), []string{`<input type="hidden" name="year" value="2022">`}},
		{"everything, as a list", "/?sort=date", []string{"<strong>5 văn bản</strong>", `aria-current="true"`}},
		{"behind the end of a list", addressOf("Nghị quyết 15", "from", "4000"), []string{"Danh sách chỉ có 5 văn bản.", `<a href="/?q=Ngh`}},
		{"where a document is filed, and how it is cited", plan, []string{`<a href="/?box=17">17</a>`, "Hồ sơ: ", "Viện dẫn:</span> Kế hoạch số 21-KH/HU ngày 14 tháng 02 năm 2022 của"}},
		{"an order stays in the form", addressOf("kế hoạch", "sort", "date"), []string{`type="hidden" name="sort" value="date"`}},
		{"a query without hits says what to try", addressOf("zzzxq"), []string{"Không tìm thấy"}},
		{"a document: fields, citations that are held and not, who cites it", newer, []string{
			`data-key="number"`, "67-KH/HU", plan, resolution, "chưa có trong kho", "thay thế", "Lê Thị Thảo"}},
		{"who cites it, by relation", resolution, []string{"Được dẫn bởi", newer, plan}},
		{"the words that led here are marked", plan + "?q=" + url.QueryEscape(`"số hóa"`), []string{"<mark>số hóa</mark>", "Kết quả tìm"}},
		{"a diagram: sides by relation, as drawing and list", plan + "/diagram", []string{"<svg", "Bị sửa đổi, thay thế, bãi bỏ bởi", newer + "/diagram", `id="list-right"`}},
		{"a diagram of what is not held", newer + "/diagram?citation=1", []string{"chưa có trong kho", newer + "/diagram"}},
		{"the overview: plots, runs that add up, what is missing", "/overview", []string{"Theo năm ban hành", "khớp", "Luật Lưu trữ", "class=\"column\""}},
		{"help", "/help", []string{"căncứ:", "Phím tắt"}},
		{"the text, as it is", plan + "/text", []string{"Số 21-KH/HU\n"}},
	} {
		got := body(t, h, c.address)
		for _, want := range c.says {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %s does not say %q", c.what, c.address, want)
			}
		}
	}
}

// TestGenerations: a new generation is taken up, and one that is gone is no error.
func TestGenerations(t *testing.T) {
	s := shelve(t)
	server := s.serve(t, nil)
	h := server.Handler()
	for i := range 3 {
		s.add(t, map[string]string{fmt.Sprintf("%d.txt", i): strings.Replace(papers["nghi-quyet.txt"], "15-NQ", fmt.Sprintf("%d-NQ", 100+i), 1)})
		s.publish(t)
		body(t, h, addressOf("chuyển đổi số")) // from the old one
		if changed, err := server.refresh(); err != nil || !changed {
			t.Fatalf("refresh: %v %v, want a new generation", changed, err)
		}
		if got := body(t, h, addressOf(fmt.Sprintf("%d-NQ/TU", 100+i))); !strings.Contains(got, "chính văn bản này") {
			t.Errorf("what was added is not found in the new generation")
		}
		for range 2 { // counted, and recalled
			if got, want := body(t, h, "/"), fmt.Sprintf("Kho có %d văn bản", 6+i); !strings.Contains(got, want) {
				t.Errorf("the first page does not say %q", want)
			}
			if got, want := body(t, h, addressOf("chuyển đổi số")), fmt.Sprintf(`<span class="label">Nghị quyết</span> <span class="count">%d</span>`, 2+i); !strings.Contains(got, want) {
				t.Errorf("no facet counts %s", want)
			}
		}
	}
}

// TestNoIndex: without an index the server lives and says so.
func TestNoIndex(t *testing.T) {
	s := shelve(t)
	server := s.serve(t, func(c *Config) { c.IndexDir = filepath.Join(s.dir, "none") })
	h := server.Handler()
	for address, status := range map[string]int{"/": 200, "/healthz": 503, addressOf("a"): 503, "/api/v1/search?q=a": 503, "/overview": 200, "/documents/" + string(s.ids["nghi-quyet.txt"]): 200} {
		if w := get(t, h, address); w.Code != status {
			t.Errorf("GET %s: status %d, want %d", address, w.Code, status)
		}
	}
	if got := body(t, h, "/"); !strings.Contains(got, "vanthu reindex") || strings.Contains(got, "vanthu import") {
		t.Error("the first page of an archive without an index does not say what to run")
	}
	server.IndexDir = s.index()
	if _, err := server.refresh(); err != nil {
		t.Fatal(err)
	}
	if w := get(t, h, "/healthz"); w.Code != 200 {
		t.Errorf("with an index: status %d", w.Code)
	}
}

// TestBack: a document leads back to the list that led to it, with all that
// narrowed it, and to no foreign place.
func TestBack(t *testing.T) {
	s := shelve(t)
	h := s.serve(t, nil).Handler()
	address := "/documents/" + string(s.ids["nghi-quyet.txt"])
	for _, c := range []struct{ what, from, query, want string }{
		{"a list with filters", "http://localhost:8080/?q=nghi+quyet&year=2021&from=10", "?q=nghi+quyet", `href="/?from=10&amp;q=nghi&#43;quyet&amp;year=2021" data-back`},
		{"a filter alone", "http://localhost:8080/?year=2021", "", `href="/?year=2021" data-back`},
		{"another document", "http://localhost:8080" + address, "?q=a", `href="/?q=a" data-back`},
		{"another place", "http://other.example/?year=2021", "?q=a", `href="/?q=a" data-back`},
		{"nobody knows", "", "?q=a", `href="/?q=a" data-back`},
	} {
		r := httptest.NewRequest(http.MethodGet, address+c.query, nil)
		r.Host = "localhost:8080"
		r.Header.Set("Referer", c.from)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s: no %s in %s", c.what, c.want, regexp.MustCompile(`<p class="back">.*`).FindString(w.Body.String()))
		}
	}
	if got := body(t, h, address); strings.Contains(got, "data-back") {
		t.Error("who comes from nowhere is led back")
	}
}

// TestFiltersAlone: who only filters is not told that the documents contain what
// nobody typed; the place of a citation that was asked for is shown.
func TestFiltersAlone(t *testing.T) {
	h := shelve(t).serve(t, nil).Handler()
	for _, address := range []string{"/", "/?sort=date", addressOf("", "year", "2022")} {
		if got := body(t, h, address); strings.Contains(got, `class="why`) || strings.Contains(got, `class="snippet"`) {
			t.Errorf("GET %s: a hit tells why it was found, or shows a snippet", address)
		}
	}
	if got := body(t, h, addressOf("", "cited", "Nghị quyết 15-NQ/TU")); !strings.Contains(got, `class="why cites"`) || !strings.Contains(got, "<mark>") {
		t.Error("a hit that cites what was asked for does not show where")
	}
}

// TestNights: the runs of a month of nights do not hide the imports.
func TestNights(t *testing.T) {
	s := shelve(t)
	for range 30 {
		run, err := s.archive.BeginRun(t.Context(), "reindex", nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.archive.EndRun(t.Context(), run.ID, store.Summary{}); err != nil {
			t.Fatal(err)
		}
	}
	h := s.serve(t, nil).Handler()
	if got := body(t, h, "/overview"); !strings.Contains(got, "<td>nhập</td>") {
		t.Error("the overview does not tell of the last import")
	}
	if got := body(t, h, "/api/v1/runs"); strings.Contains(got, "reindex") || !strings.Contains(got, `"kind":"import"`) {
		t.Errorf("the runs: %.300s", got)
	}
}

// addLong adds a document of eleven pages.
func (s *shelf) addLong(t testing.TB) {
	t.Helper()
	var pages []string
	for i := range 10 { // lines that are the same on every page would be running heads
		pages = append(pages, fmt.Sprintf("%s\nCác cấp ủy thực hiện Nghị quyết số 15-NQ/TU ngày 08/10/2021 của Ban Thường vụ Tỉnh ủy.\n%s\n",
			strings.Repeat(fmt.Sprintf("Nhiệm vụ %d của trang. ", i), i+1), strings.Repeat(fmt.Sprintf("Kết thúc %d. ", i), i+1)))
	}
	head, end, _ := strings.Cut(strings.Replace(papers["nghi-quyet.txt"], "15-NQ", "18-NQ", 1), "T/M")
	s.add(t, map[string]string{"long.txt": head + "\f" + strings.Join(pages, "\f") + "\nT/M" + end})
}

// TestLongDocument: pages come in lots, each leads to the next and the one before,
// and what stands on a page that is not there yet is linked with its page.
func TestLongDocument(t *testing.T) {
	s := shelve(t)
	s.addLong(t)
	s.publish(t)
	h := s.serve(t, nil).Handler()
	address := "/documents/" + string(s.ids["long.txt"])
	first := body(t, h, address+"?q=trang")
	for _, want := range []string{`id="page-1"`, `id="page-4"`, `data-next="` + address + `/pages?page=5&amp;q=trang"`, `href="` + address + `?page=5&amp;q=trang#page-5"`, address + "?page=9&amp;q=trang#t-c2-"} {
		if !strings.Contains(first, want) {
			t.Errorf("the first lot does not hold %q: %s", want, regexp.MustCompile(`href="[^"]*page=9[^"]*"`).FindAllString(first, 3))
		}
	}
	for _, want := range []string{`href="` + address + `?page=5&amp;q=trang#page-5">5</a>`, "Chưa in từ trang 5 đến trang 11."} {
		if !strings.Contains(first, want) {
			t.Errorf("the first lot does not lead to the pages with words of the query: no %q", want)
		}
	}
	if strings.Contains(first, `<p class="tools"`) {
		t.Error("a form stands in a paragraph, which ends before it")
	}
	if strings.Contains(first, `id="page-5"`) {
		t.Error("the first lot holds a page of the second")
	}
	for _, address := range []string{address + "?page=9", address + "/pages?page=9"} {
		last := body(t, h, address)
		if !strings.Contains(last, `id="page-11"`) || strings.Contains(last, "data-next") || !strings.Contains(last, "Các trang trước") {
			t.Errorf("GET %s: the last lot is not the last", address)
		}
	}
	if part := body(t, h, address+"/pages?page=5"); strings.Contains(part, "<html") || !strings.Contains(part, `id="page-8"`) {
		t.Error("a lot by itself is not the pages alone")
	}
}

// TestSize: the first page, with all that it needs, is small.
func TestSize(t *testing.T) {
	s := shelve(t)
	server := s.serve(t, nil)
	h := server.Handler()
	sum := len(body(t, h, "/"))
	for name := range server.pages.static {
		sum += len(body(t, h, "/static/"+name))
	}
	t.Logf("the first page takes %d bytes with all it needs, not compressed", sum)
	if sum > 150_000 {
		t.Errorf("the first page takes %d bytes, want at most 150,000", sum)
	}
}
