package web

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestRefused: what cannot be read, or is not there, is told with its status; no
// path, no panic, no half page.
func TestRefused(t *testing.T) {
	s := shelve(t)
	h := s.serve(t, nil).Handler()
	id := string(s.ids["nghi-quyet.txt"])
	for _, c := range []struct {
		address string
		status  int
	}{
		{"/documents/" + id[:63], 404},
		{"/documents/" + strings.ToUpper(id), 404},
		{"/documents/" + strings.Repeat("0", 64), 404},
		{"/documents/..%2f..%2fcatalogue.db", 404},
		{"/documents/" + id + "/pages/1", 404}, // a text has no image
		{"/documents/" + id + "/pages/-1", 404},
		{"/documents/" + id + "?page=99999999999999999999", 404},
		{"/documents/" + id + "?page=0", 404},
		{"/documents/" + id + "/diagram?citation=99", 404},
		{"/documents/" + id + "/diagram?citation=x", 400},
		{"/static/..%2fserver.go", 404},
		{"/nothing", 404},
		{"/api/v1/nothing", 404},
		{addressOf(`"not closed`), 400},
		{addressOf("a", "from", "-1"), 400},
		{addressOf("a", "from", "100001"), 400},
		{addressOf("a", "sort", "colour"), 400},
		{addressOf("a", "issued_from", "soon"), 400},
		{addressOf("a", "issued_from", `2020" x`), 400},
		{addressOf("a", "issued_from", "2020..2021"), 400},
		{addressOf("a", "issued_from", "2024", "issued_to", "2020"), 400},
		{addressOf("a", "year", "soon"), 400},
		{addressOf(strings.Repeat("a", maxQuery+1)), 400},
		{"/api/v1/search?q=" + url.QueryEscape(`loại:xyz`), 400},
		{"/api/v1/search?q=a&limit=201", 400},
		{"/api/v1/instruments?number=abc", 400},
		{"/diagram?number=99999-XX/YY", 404},
	} {
		w := get(t, h, c.address)
		if w.Code != c.status {
			t.Errorf("GET %.80s: status %d, want %d", c.address, w.Code, c.status)
		}
		if strings.Contains(w.Body.String(), s.dir) {
			t.Errorf("GET %.80s tells a path of the server: %s", c.address, w.Body)
		}
		if strings.HasPrefix(c.address, "/api/") && !json.Valid(w.Body.Bytes()) {
			t.Errorf("GET %.80s: %s is no JSON", c.address, w.Body)
		}
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, "/", nil)
	r.Host = "localhost"
	h.ServeHTTP(w, r)
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d, want 405: nothing is written here", w.Code)
	}
}

// TestLost: that a file of the archive is gone is told as what it is, and without
// its path.
func TestLost(t *testing.T) {
	s := shelve(t, "ke-hoach-huyen-uy.pdf")
	h := s.serve(t, nil).Handler()
	address := "/documents/" + string(s.ids["ke-hoach-huyen-uy.pdf"])
	path := s.archive.OriginalPath(s.ids["ke-hoach-huyen-uy.pdf"])
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	for _, a := range []string{address + "/original", address + "/pages/1"} {
		w := get(t, h, a)
		if w.Code < 400 || strings.Contains(w.Body.String(), s.dir) {
			t.Errorf("GET %s: status %d: %s", a, w.Code, w.Body)
		}
	}
	if w := get(t, h, address+"/original"); w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "vanthu verify") {
		t.Errorf("a lost original: status %d, want 500 and the command that tells what is lost: %s", w.Code, w.Body)
	}
}

// TestHostileDocument: what a document holds is text on every page, never markup.
func TestHostileDocument(t *testing.T) {
	s := shelve(t)
	h := s.serve(t, nil).Handler()
	id := string(s.ids[hostileName])
	for _, address := range []string{
		"/", addressOf("lịch trực"), addressOf("", "issuer", `"><script>alert(1)</script>`), addressOf(`"><script>alert(1)</script>"`), "/overview",
		"/documents/" + id, "/documents/" + id + "?q=%3Cscript%3E", "/documents/" + id + "/pages?page=1", "/documents/" + id + "/diagram",
		"/documents/" + string(s.ids["nghi-quyet.txt"]), "/documents/" + string(s.ids["nghi-quyet.txt"]) + "/diagram",
		"/language?set=en&back=" + url.QueryEscape("javascript:alert(1)"),
	} {
		w := get(t, h, address)
		got := w.Body.String()
		for _, bad := range []string{"<script>", "<svg onload", "<img src=x", "<iframe", "<b onclick", "<style>", `href="javascript:`} {
			if strings.Contains(got, bad) {
				t.Errorf("GET %s: %q stands in the page unescaped", address, bad)
			}
		}
		if l := w.Header().Get("Location"); l != "" && l != "/" {
			t.Errorf("GET %s leads to %s", address, l)
		}
		csp := w.Header().Get("Content-Security-Policy")
		if csp != policy || strings.Contains(csp, "unsafe") {
			t.Errorf("GET %s: policy %q", address, csp)
		}
	}
	if !strings.Contains(body(t, h, "/documents/"+id), "&lt;script&gt;") {
		t.Error("the document's own characters are not shown")
	}
	w := get(t, h, "/documents/"+id+"/original")
	if got := w.Header().Get("Content-Disposition"); w.Body.String() != hostileText || !strings.HasPrefix(got, "attachment") || w.Header().Get("Content-Type") != "application/octet-stream" {
		t.Errorf("the original is sent as %q %q, want it as a file to be saved", w.Header().Get("Content-Type"), got)
	}
}

// TestNoInline: no page holds script, style or handlers of its own, which the
// policy forbids; and none names another origin.
func TestNoInline(t *testing.T) {
	names, err := filepath.Glob("templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []*regexp.Regexp{
		regexp.MustCompile(`<script(?: type="module")?>`), regexp.MustCompile(`<style`), regexp.MustCompile(`\sstyle=`),
		regexp.MustCompile(`\son[a-z]+=`), regexp.MustCompile(`(?:src|href|action)="(?:https?:)?//`),
	} {
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if at := bad.Find(data); at != nil {
				t.Errorf("%s holds %q", name, at)
			}
		}
	}
}

// TestPassword: without the password nothing is answered but whether the server
// lives; with it, as Basic and as a bearer's token, everything is.
func TestPassword(t *testing.T) {
	s := shelve(t)
	const password = "một mật khẩu dài"
	h := s.serve(t, func(c *Config) { c.Password = password }).Handler()
	for _, c := range []struct {
		what, path string
		set        func(*http.Request)
		status     int
	}{
		{"none", "/", func(*http.Request) {}, 401},
		{"none, for an image", "/documents/" + string(s.ids["mat.txt"]) + "/original", func(*http.Request) {}, 401},
		{"none, for metrics", "/metrics", func(*http.Request) {}, 401},
		{"none, for health", "/healthz", func(*http.Request) {}, 200},
		{"a wrong one", "/", func(r *http.Request) { r.SetBasicAuth("ai", password+"x") }, 401},
		{"its begin", "/", func(r *http.Request) { r.SetBasicAuth("ai", password[:5]) }, 401},
		{"the empty one", "/", func(r *http.Request) { r.SetBasicAuth("ai", "") }, 401},
		{"as the user", "/", func(r *http.Request) { r.SetBasicAuth(password, "") }, 401},
		{"the right one", "/", func(r *http.Request) { r.SetBasicAuth("ai", password) }, 200},
		{"as a token", "/api/v1/search?q=a", func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+password) }, 200},
	} {
		r := httptest.NewRequest(http.MethodGet, c.path, nil)
		r.Host = "localhost"
		c.set(r)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("password %s: status %d, want %d", c.what, w.Code, c.status)
		}
	}
}

// TestHosts: a name that is not ours is refused, whatever it points to.
func TestHosts(t *testing.T) {
	s := shelve(t)
	h := s.serve(t, func(c *Config) { c.Hosts = []string{"luutru.example"} }).Handler()
	for host, status := range map[string]int{
		"localhost:8080": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200, "10.1.2.3": 200, "luutru.example": 200, "LuuTru.example.:443": 200,
		"attacker.example": 421, "localhost.attacker.example:8080": 421, "127.0.0.1.attacker.example": 421, "": 421, "a b": 421,
	} {
		r := httptest.NewRequest(http.MethodGet, "/healthz", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != status {
			t.Errorf("Host %q: status %d, want %d", host, w.Code, status)
		}
	}
}

// TestSecret: on a server for others, a document with a mark of secrecy shows
// nowhere.
func TestSecret(t *testing.T) {
	s := shelve(t)
	record, err := s.archive.Record(t.Context(), s.ids["mat.txt"])
	if err != nil || record.Secrecy.Value == nil {
		t.Fatalf("the document bears no mark, so that this proves nothing: %v %v", record.Secrecy.Value, err)
	}
	id := string(s.ids["mat.txt"])
	addresses := []string{
		"/", addressOf("kín"), addressOf("Nghị quyết 15"), addressOf("5-BC/HU"), addressOf("mật:mật"), "/overview",
		"/documents/" + string(s.ids["nghi-quyet.txt"]), "/documents/" + string(s.ids["nghi-quyet.txt"]) + "/diagram",
		"/api/v1/search?q=k%C3%ADn", "/api/v1/search.csv?q=15-NQ%2FTU", "/api/v1/suggest?q=05", "/api/v1/instruments?number=5-BC%2FHU",
		"/api/v1/documents/" + string(s.ids["nghi-quyet.txt"]) + "/diagram", "/diagram?number=5-BC%2FHU",
	}
	own := []string{"", "/pages", "/text", "/original", "/diagram"}
	open, shut := s.serve(t, nil).Handler(), s.serve(t, func(c *Config) { c.Secret = false }).Handler()
	shows := func(h http.Handler, address string) bool {
		got := get(t, h, address).Body.String()
		return strings.Contains(got, id) || strings.Contains(got, "việc kín") || strings.Contains(got, "<mark>kín")
	}
	seen := 0
	for _, a := range addresses {
		if shows(shut, a) {
			t.Errorf("GET %s shows a document with a mark of secrecy", a)
		}
		if shows(open, a) {
			seen++
		}
	}
	if seen < 6 {
		t.Errorf("only %d of the addresses show it where they may: the others prove nothing", seen)
	}
	if got := body(t, shut, "/api/v1/suggest?q=b%C3%A1o+c%C3%A1o+5"); strings.Contains(got, "BC/HU") {
		t.Errorf("the number of a document with a mark of secrecy is suggested: %s", got)
	}
	if got := body(t, open, "/api/v1/suggest?q=b%C3%A1o+c%C3%A1o+5"); !strings.Contains(got, "BC/HU") {
		t.Errorf("where it may be shown, its number is not suggested: %s", got)
	}
	for _, p := range own {
		if w := get(t, shut, "/documents/"+id+p); w.Code != 404 {
			t.Errorf("GET /documents/ID%s: status %d, want 404", p, w.Code)
		}
		if w := get(t, open, "/documents/"+id+p); w.Code != 200 {
			t.Errorf("where it may be shown: GET /documents/ID%s: status %d", p, w.Code)
		}
	}
	if w := get(t, shut, "/api/v1/documents/"+id); w.Code != 404 {
		t.Errorf("GET /api/v1/documents/ID: status %d, want 404", w.Code)
	}
	cited := func(n int) string {
		text, _ := vietnamese.say("doc.cited")
		return fmt.Sprintf(`id="h-cited">%s <span class="count">%d</span>`, text, n)
	}
	// What it alone cites is its content, its number is a name, and it counts nowhere.
	for _, c := range []struct{ address, open, shut string }{
		{"/api/v1/suggest?q=991", "991-NQ/TU", ""},
		{"/api/v1/suggest?q=05-bc", "05-BC/HU", ""},
		{"/api/v1/suggest?q=lu%E1%BA%ADt+h", "Luật Hầm kín", ""},
		{"/api/v1/instruments?number=991-NQ%2FTU", `"cited_by":1`, ""},
		{"/api/v1/instruments?number=15-NQ%2FTU", `"cited_by":4`, `"cited_by":3`},
		{"/api/v1/missing", "991-NQ/TU", ""},
		{"/overview", "Hầm kín", ""},
		{addressOf("991-NQ/TU"), `class="card`, ""},
		{"/documents/" + string(s.ids["nghi-quyet.txt"]), cited(4), cited(3)},
		{"/api/v1/documents/" + string(s.ids["nghi-quyet.txt"]) + "/diagram", `"side":"below","count":4`, `"side":"below","count":3`},
		{"/api/v1/search?q=15-NQ%2FTU", `"cited_by":4`, `"cited_by":3`},
		{"/api/v1/search?q=", "Tủ thép 9", ""},
		{"/", "Tủ thép 9", ""},
		{addressOf("", "box", "Tủ thép 9"), "<strong>1 văn bản", "<strong>0 văn bản"},
		{"/api/v1/overview", `"documents":5,`, `"documents":4,`},
		{"/api/v1/overview", `"pages":5,`, `"pages":4,`},
		{"/api/v1/overview", `"sampled":5,`, `"sampled":4,`},
		{"/api/v1/overview", `"methods":[{"value":"text","count":5}]`, `"methods":[{"value":"text","count":4}]`},
		{"/overview", "<dd>5</dd>", "<dd>4</dd>"},
	} {
		if got := get(t, open, c.address).Body.String(); !strings.Contains(got, c.open) {
			t.Errorf("where it may be shown: GET %s does not hold %s, so that this proves nothing: %.600s", c.address, c.open, got)
		}
		got := get(t, shut, c.address).Body.String()
		if strings.Contains(got, c.open) || !strings.Contains(got, c.shut) {
			t.Errorf("GET %s counts or names what stands in a document with a mark of secrecy: %s", c.address, c.open)
		}
	}
	if w := get(t, shut, "/diagram?number=991-NQ%2FTU"); w.Code != 404 {
		t.Errorf("the diagram of what a document with a mark of secrecy alone cites: status %d, want 404", w.Code)
	}
}

// TestDamagedRecord: a record that cannot be read keeps no list from being sent,
// and shows no secret to others.
func TestDamagedRecord(t *testing.T) {
	s := shelve(t)
	db, err := sql.Open("sqlite", filepath.Join(s.archive.Dir(), "catalogue.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, name := range []string{"mat.txt", "nghi-quyet.txt"} {
		if _, err := db.Exec(`UPDATE records SET body = x'00' WHERE document = (SELECT n FROM documents WHERE id = ?)`, s.ids[name]); err != nil {
			t.Fatal(err)
		}
	}
	open, shut := s.serve(t, nil).Handler(), s.serve(t, func(c *Config) { c.Secret = false }).Handler()
	s.publish(t)
	for _, address := range []string{"/api/v1/search.csv?q=15-NQ%2FTU", "/api/v1/search?q=15-NQ%2FTU", "/api/v1/search?q=", "/", addressOf("15-NQ/TU")} {
		for secret, h := range map[bool]http.Handler{true: open, false: shut} {
			text := body(t, h, address)
			if !strings.Contains(text, string(s.ids["nghi-quyet.txt"])) {
				t.Errorf("GET %s does not list a document of which the record is damaged", address)
			}
			if !secret && strings.Contains(text, string(s.ids["mat.txt"])) {
				t.Errorf("GET %s shows a secret document of which the record is damaged", address)
			}
		}
	}
}

// TestTwins: a paper that is held twice is told on both pages, each by the other's
// file; one that may not be shown is not.
func TestTwins(t *testing.T) {
	s := shelve(t)
	again := func(name, suffix string) string { return papers[name] + suffix }
	s.add(t, map[string]string{"quet-lai.txt": again("nghi-quyet.txt", "\nSao y bản chính\n"), "mat-lai.txt": again("mat.txt", "\nSao y bản chính\n"),
		"khong-dau.txt": strings.Replace(papers["mat.txt"], "MẬT", "", 1)})
	s.publish(t)
	open, shut := s.serve(t, nil).Handler(), s.serve(t, func(c *Config) { c.Secret = false }).Handler()
	page := func(h http.Handler, name string) string { return body(t, h, "/documents/"+string(s.ids[name])) }
	for one, other := range map[string]string{"nghi-quyet.txt": "quet-lai.txt", "quet-lai.txt": "nghi-quyet.txt"} {
		if got := page(shut, one); !strings.Contains(got, `<a href="/documents/`+string(s.ids[other])+`">`+other+"</a>") {
			t.Errorf("the page of %s does not name %s", one, other)
		}
	}
	if got := page(open, "mat.txt"); !strings.Contains(got, ">mat-lai.txt</a>") {
		t.Error("where it may be shown, the twin of a secret document is not named")
	}
	if got := page(open, "khong-dau.txt"); !strings.Contains(got, ">mat.txt</a>") {
		t.Error("the twin that bears the mark is not named where it may be shown: what follows proves nothing")
	}
	if got := page(shut, "khong-dau.txt"); strings.Contains(got, "mat.txt") || strings.Contains(got, "mat-lai.txt") {
		t.Error("the twin that bears a mark of secrecy is named to others")
	}
	if got := page(open, "ke-hoach-2022.txt"); strings.Contains(got, "cùng một văn bản") {
		t.Error("a document that is held once seems to be held twice")
	}
}
