package web

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/facsimile"
	"vanthu/internal/store"
)

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

// TestSetAside: the page of a document that could not be read says why, and of
// another one's problem nothing; others, who may not know what it is, find nothing.
func TestSetAside(t *testing.T) {
	s := shelve(t)
	ctx := t.Context()
	run, err := s.archive.BeginRun(ctx, "import", nil)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]corpus.ID{}
	var arrivals []store.Arrival
	for _, name := range []string{"hong.pdf", "khoa.pdf"} {
		o, err := s.archive.PutOriginal(ctx, strings.NewReader(name), 0)
		if err != nil {
			t.Fatal(err)
		}
		ids[name] = o.ID
		arrivals = append(arrivals, store.Arrival{Original: o, Name: name, MediaType: "application/pdf"})
	}
	if _, err := s.archive.Admit(ctx, run.ID, arrivals); err != nil {
		t.Fatal(err)
	}
	if _, err := s.archive.Lease(ctx, run.ID, 2, time.Hour, false); err != nil {
		t.Fatal(err)
	}
	for name, kind := range map[string]corpus.Kind{"hong.pdf": corpus.Malformed, "khoa.pdf": corpus.Encrypted} {
		if err := s.archive.SetAside(ctx, run.ID, name, ids[name], &corpus.Problem{Kind: kind, Message: "message of " + name, Hint: "hint of " + name}); err != nil {
			t.Fatal(err)
		}
	}
	open, shut := s.serve(t, nil).Handler(), s.serve(t, func(c *Config) { c.Secret = false }).Handler()
	for address, want := range map[string]string{
		"/overview": "Tệp bị khóa bằng mật khẩu. Mở khóa", "/documents/" + string(ids["hong.pdf"]): "Nội dung tệp bị hỏng",
	} {
		if got := body(t, open, address); !strings.Contains(got, want) {
			t.Errorf("%s does not say in Vietnamese what is wrong: want %q", address, want)
		}
	}
	for name, other := range map[string]string{"hong.pdf": "khoa.pdf", "khoa.pdf": "hong.pdf"} {
		got := body(t, open, "/documents/"+string(ids[name]))
		if !strings.Contains(got, "message of "+name) || !strings.Contains(got, "hint of "+name) || strings.Contains(got, other) {
			t.Errorf("the page of %s does not say what is wrong with it", name)
		}
		if w := get(t, shut, "/documents/"+string(ids[name])); w.Code != http.StatusNotFound {
			t.Errorf("for others: status %d, want 404", w.Code)
		}
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
