package web

import (
	"context"
	"encoding/csv"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

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

// TestWrongDays: the message names the end of the span that cannot be read.
func TestWrongDays(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"soon", "", "issued_from is a day"},
		{"", "soon", "issued_to is a day"},
		{"2020..2021", "", "issued_from is a day"}, // both were said to come in the wrong order
		{">2020", "2022", "issued_from is a day"},
		{"2019", "<2020", "issued_to is a day"},
		{"2024", "2020", "issued_from comes after issued_to"},
	} {
		_, err := askOf(httptest.NewRequest(http.MethodGet, addressOf("a", issuedFrom, c.from, issuedTo, c.to), nil))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q to %q: %v, want %q", c.from, c.to, err, c.want)
		}
	}
}
