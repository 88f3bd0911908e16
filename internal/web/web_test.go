package web

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"vanthu/corpus"
	"vanthu/internal/facsimile"
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
		{"where a document is filed, and how it is cited", plan, []string{`<a href="/?box=17">17</a>`, "Hồ sơ: ", "Cách dẫn:</span> Kế hoạch số 21-KH/HU ngày 14 tháng 02 năm 2022 của"}},
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
	call := regexp.MustCompile(`\.T "([^"]+)"|\.T\("([^"]+)"(?:[,)])|frame\(r, "([^"]+)"\)`)
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

// TestOpenAPI holds the description against the handlers: every address of the
// interface is described, and every answer has the form that is described.
func TestOpenAPI(t *testing.T) {
	s := shelve(t, "ke-hoach-huyen-uy.pdf")
	server := s.serve(t, nil)
	h := server.Handler()
	var described struct {
		Paths map[string]struct {
			Get struct {
				Parameters []struct{ Name string }
				Responses  map[string]struct {
					Content map[string]struct{ Schema map[string]any }
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(body(t, h, "/api/v1/openapi.json")), &described); err != nil {
		t.Fatal(err)
	}
	for _, r := range server.routes() {
		if _, ok := described.Paths[r.pattern]; strings.HasPrefix(r.pattern, "/api/") && !ok {
			t.Errorf("openapi.json does not describe %s", r.pattern)
		}
	}
	for _, path := range []string{"/api/v1/search", "/api/v1/search.csv"} {
		var names []string
		for _, p := range described.Paths[path].Get.Parameters {
			names = append(names, p.Name)
		}
		for _, want := range append(facetNames[:], "q", "sort", "from", issuedFrom, issuedTo) {
			if !slices.Contains(names, want) {
				t.Errorf("openapi.json does not describe the parameter %s of %s", want, path)
			}
		}
	}
	id := string(s.ids["ke-hoach-huyen-uy.pdf"])
	examples := map[string][]string{
		"/api/v1/search":                 {"?q=Ngh%E1%BB%8B+quy%E1%BA%BFt+15", "?limit=0", "?q=doi+moi&year=2024&sort=date", "?q=%22"},
		"/api/v1/suggest":                {"?q=15", "?q=" + url.QueryEscape("ȺȺȺȺ 29"), "?q=huy%E1%BB%87n", "?q="},
		"/api/v1/documents/{id}":         {""},
		"/api/v1/documents/{id}/pages":   {"", "?from=2&limit=1"},
		"/api/v1/documents/{id}/diagram": {"", "?citation=1"},
		"/api/v1/instruments":            {"?number=15-NQ%2FTU", "?number="},
		"/api/v1/missing":                {"", "?limit=1&from=1"},
		"/api/v1/problems":               {""}, "/api/v1/runs": {""}, "/api/v1/overview": {""}, "/api/v1/openapi.json": {""},
	}
	compiler := jsonschema.NewCompiler()
	whole, err := jsonschema.UnmarshalJSON(strings.NewReader(body(t, h, "/api/v1/openapi.json")))
	if err != nil {
		t.Fatal(err)
	}
	record, err := jsonschema.UnmarshalJSON(bytes.NewReader(corpus.Schema))
	if err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string]any{"urn:vanthu:api": whole, "urn:vanthu:record": record} {
		if err := compiler.AddResource(name, doc); err != nil {
			t.Fatal(err)
		}
	}
	for path := range described.Paths {
		if path == "/api/v1/search.csv" {
			continue
		}
		if len(examples[path]) == 0 {
			t.Errorf("no example of %s: give it one", path)
		}
		for _, query := range examples[path] {
			w := get(t, h, strings.ReplaceAll(path, "{id}", id)+query)
			status := "200"
			if w.Code != 200 {
				status = "default"
			}
			pointer := "urn:vanthu:api#/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(path) + "/get/responses/" + status + "/content/application~1json/schema"
			schema, err := compiler.Compile(pointer)
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			got, err := jsonschema.UnmarshalJSON(w.Body)
			if err != nil {
				t.Fatalf("%s%s: %v", path, query, err)
			}
			if err := schema.Validate(got); err != nil {
				t.Errorf("%s%s answers what is not described: %v", path, query, err)
			}
		}
	}
}

// TestCSV: a list for a spreadsheet, in which no cell is a formula.
func TestCSV(t *testing.T) {
	s := shelve(t)
	s.add(t, map[string]string{"=cmd.txt": strings.Replace(papers["nghi-quyet.txt"], "15-NQ", "16-NQ", 1), "@sum.txt": strings.Replace(papers["nghi-quyet.txt"], "15-NQ", "17-NQ", 1)})
	s.publish(t)
	h := s.serve(t, nil).Handler()
	w := get(t, h, "/api/v1/search.csv?q=&sort=number")
	text := w.Body.String()
	if !strings.HasPrefix(text, "\ufeff") {
		t.Error("without a byte order mark Excel takes it for another encoding")
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 8 || !slices.Equal(rows[0], csvHead) {
		t.Fatalf("%d rows, want a head and 7: %v", len(rows), rows)
	}
	sources := []string{}
	for _, r := range rows[1:] {
		sources = append(sources, r[8])
		for _, cell := range r {
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				t.Errorf("the cell %q is a formula", cell)
			}
		}
	}
	for _, want := range []string{"'=cmd.txt", "'@sum.txt"} {
		if !slices.Contains(sources, want) {
			t.Errorf("sources %q, want %q among them", sources, want)
		}
	}
	text = body(t, h, "/api/v1/search.csv?q=15-NQ%2FTU&lang=vi")
	if !strings.Contains(text, "Số, ký hiệu") || !strings.Contains(text, "08/10/2021") || !strings.Contains(text, "chính văn bản này") {
		t.Errorf("a list in Vietnamese: %.300s", text)
	}
	if w := get(t, h, "/api/v1/search.csv?q=a&lang=fr"); w.Code != 400 {
		t.Errorf("lang=fr: status %d, want 400", w.Code)
	}
	for cell, want := range map[string]string{"": "", "29-NQ/TW": "29-NQ/TW", " =1+1": "' =1+1", "\t=1": "'\t=1", "＝1": "'＝1", "-dự": "'-dự", "a=b": "a=b"} {
		if got := harmless(cell); got != want {
			t.Errorf("harmless(%q) = %q, want %q", cell, got, want)
		}
	}
}

// TestListsInTurn: a list for a spreadsheet waits for the one before, not longer
// than a request may take, and searches do not wait for it.
func TestListsInTurn(t *testing.T) {
	s := shelve(t)
	server := s.serve(t, nil)
	h := server.Handler()
	server.lists <- struct{}{} // one is under way
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/api/v1/search.csv?q=a", nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("a list while another is made: status %d, want 503 when its time is over", w.Code)
	}
	body(t, h, addressOf("chuyển đổi số"))
	<-server.lists
	body(t, h, "/api/v1/search.csv?q=a")
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
	server.IndexDir = s.index()
	if _, err := server.refresh(); err != nil {
		t.Fatal(err)
	}
	if w := get(t, h, "/healthz"); w.Code != 200 {
		t.Errorf("with an index: status %d", w.Code)
	}
}

// TestPicture: the image of a page comes as JPEG and is kept; of a page that is
// not there, or a file that is none, it is an answer and no crash.
func TestPicture(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("pdftoppm is not installed: apt-get install -y poppler-utils")
	}
	s := shelve(t, "ke-hoach-huyen-uy.pdf")
	h := s.serve(t, nil).Handler()
	address := "/documents/" + string(s.ids["ke-hoach-huyen-uy.pdf"]) + "/pages/"
	w := get(t, h, address+"1")
	if w.Code != 200 || w.Header().Get("Content-Type") != "image/jpeg" || !bytes.HasPrefix(w.Body.Bytes(), []byte{0xff, 0xd8}) {
		t.Fatalf("status %d, %s, want a JPEG: %.100s", w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	kept, err := filepath.Glob(filepath.Join(s.dir, "images", "*.jpg"))
	if err != nil || len(kept) != 1 {
		t.Errorf("%d images kept, want 1", len(kept))
	}
	if w := get(t, h, address+"99"); w.Code != 404 {
		t.Errorf("a page that there is not: status %d", w.Code)
	}
}

// TestForget: of a document that was taken out of the archive no image stays.
func TestForget(t *testing.T) {
	s := shelve(t)
	server := s.serve(t, nil)
	gone, held := s.ids["mat.txt"], s.ids["nghi-quyet.txt"]
	for _, id := range []corpus.ID{gone, held} {
		for _, page := range []string{"1", "2"} {
			if err := os.WriteFile(filepath.Join(s.dir, "images", string(id)+"-"+page+"-1100.jpg"), []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	run, err := s.archive.BeginRun(t.Context(), "remove", nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.archive.Remove(t.Context(), run.ID, []corpus.ID{gone}, "thử"); err != nil {
		t.Fatal(err)
	}
	if err := server.forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept, err := server.Studio.Kept()
	if err != nil || !slices.Equal(kept, []corpus.ID{held}) {
		t.Errorf("images of %v are kept, want those of %s alone (%v)", kept, held, err)
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

// TestRemovedWhileDrawn: of a document that is removed while its page is drawn, the
// image is neither shown nor kept.
func TestRemovedWhileDrawn(t *testing.T) {
	s := shelve(t, "ke-hoach-huyen-uy.pdf")
	gone, removed := s.ids["ke-hoach-huyen-uy.pdf"], false
	images := filepath.Join(s.dir, "images")
	studio, err := facsimile.New(facsimile.Options{Dir: images, Limit: 10 << 20, Desks: 1, Queue: 8, Now: func() time.Time {
		if !removed { // after the request was let in
			removed = true
			run, err := s.archive.BeginRun(t.Context(), "rm", nil)
			if err != nil {
				t.Error(err)
			}
			if err := s.archive.Remove(t.Context(), run.ID, []corpus.ID{gone}, "thử"); err != nil {
				t.Error(err)
			}
		}
		return time.Now()
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(images, string(gone)+"-1-1100.jpg"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := s.serve(t, func(c *Config) { c.Studio = studio }).Handler()
	if w := get(t, h, "/documents/"+string(gone)+"/pages/1"); w.Code != http.StatusNotFound || !removed {
		t.Errorf("status %d, want 404 (removed: %v)", w.Code, removed)
	}
	if kept, err := studio.Kept(); err != nil || len(kept) > 0 {
		t.Errorf("its images are kept: %v (%v)", kept, err)
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
	if sum > 150_000 {
		t.Errorf("the first page takes %d bytes, want at most 150,000", sum)
	}
}
