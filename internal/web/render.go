package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

//go:embed templates/*.html
var templateFS embed.FS

//go:embed static/*
var staticFS embed.FS

// pages are the templates and the static files.
type pages struct {
	templates map[string]*template.Template // by the name of the page
	static    map[string]asset
	version   string // of all static files together
}

type asset struct {
	data      []byte
	mediaType string
}

func loadPages() (*pages, error) {
	p := &pages{templates: map[string]*template.Template{}, static: map[string]asset{}}
	names, err := fs.Glob(templateFS, "templates/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		base := strings.TrimSuffix(path.Base(name), ".html")
		if strings.HasPrefix(base, "_") { // parts of the others
			continue
		}
		t, err := template.New(path.Base(name)).Funcs(template.FuncMap{"framed": pair}).ParseFS(templateFS, "templates/_*.html", name)
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", base, err)
		}
		p.templates[base] = t
	}
	sum := sha256.New()
	files, err := staticFS.ReadDir("static")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		data, err := staticFS.ReadFile("static/" + f.Name())
		if err != nil {
			return nil, err
		}
		sum.Write(data)
		p.static[f.Name()] = asset{data, mediaTypeOf(f.Name())}
	}
	p.version = hex.EncodeToString(sum.Sum(nil))[:10]
	return p, nil
}

// A framed value is handed to a part of a page that needs the frame as well.
type framed struct {
	F *frame
	V any
}

func pair(f *frame, v any) framed { return framed{f, v} }

// mediaTypeOf does not ask the system, whose tables differ.
func mediaTypeOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.TypeByExtension(path.Ext(name))
}

// render makes a page whole before a byte of it is sent, so that what goes wrong
// in the middle is no half page.
func (p *pages) render(w http.ResponseWriter, status int, name string, data any) error {
	return p.renderPart(w, status, name, "layout", data)
}

func (p *pages) renderPart(w http.ResponseWriter, status int, name, part string, data any) error {
	var b bytes.Buffer
	if err := p.templates[name].ExecuteTemplate(&b, part, data); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	if err != nil {
		return nil // nobody is there any more
	}
	return nil
}

// sendStatic sends a file of the program. Its address names the version of the
// program's files, so that a browser need never ask again.
func (s *Server) sendStatic(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	if name == "" {
		name = "icon.svg"
	}
	a, ok := s.pages.static[name]
	if !ok {
		return errNotFound
	}
	w.Header().Set("Content-Type", a.mediaType)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.data))
	return nil
}

// A frame is what all pages have.
type frame struct {
	Lang    language
	Title   string
	Here    string // address of the page, for the switch of language
	Typed   string // in the search box
	Version string // of the static files
	Section string // search, overview, help
	Now     time.Time
}

func (s *Server) frame(r *http.Request, title string) *frame {
	l := languageOf(r)
	text, _ := l.say(title)
	return &frame{Lang: l, Title: text, Here: r.URL.RequestURI(), Version: s.pages.version, Now: s.Now()}
}

// T is a text in the reader's language.
func (f *frame) T(key string, args ...any) string {
	text, _ := f.Lang.say(key, args...)
	return text
}

// Or is a text in the reader's language, or the fallback where there is none:
// for values that come from documents or from other packages.
func (f *frame) Or(key, fallback string) string {
	if text, ok := f.Lang.say(key); ok {
		return text
	}
	return fallback
}

// Frame is the frame itself, for parts of a page.
func (f *frame) Frame() *frame { return f }

// English says whether the page is in English.
func (f *frame) English() bool { return f.Lang == english }

// N is a number with separators of thousands: 12.345 in Vietnamese, 12,345 in
// English.
func (f *frame) N(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	separator := "."
	if f.Lang == english {
		separator = ","
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + separator + digits[at:]
	}
	return sign + digits
}

// Day is an ISO date as the reader writes it: 04/11/2013; a year alone stays.
func (f *frame) Day(iso string) string {
	if t, err := time.Parse("2006-01-02", iso); err == nil {
		if f.Lang == english {
			return t.Format("2 Jan 2006")
		}
		return t.Format("02/01/2006")
	}
	return iso
}

// Clock is a time of day and date.
func (f *frame) Clock(t time.Time) string {
	if f.Lang == english {
		return t.Format("2 Jan 2006 15:04")
	}
	return t.Format("15:04 02/01/2006")
}

// Percent is a share of one.
func (f *frame) Percent(share float64) string { return strconv.Itoa(int(share*100+0.5)) + "%" }
