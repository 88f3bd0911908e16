package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path"
	"strconv"
	"strings"
	"time"

	"vanthu/corpus"
	"vanthu/internal/facsimile"
	"vanthu/internal/index"
	"vanthu/internal/query"
	"vanthu/internal/store"
)

// pagesAtOnce is how many pages of a document are sent at once; the next come
// when the reader gets there.
const pagesAtOnce = 4

// imageWide is the width of page images in pixels: on a screen of two pixels to
// the point, half of a wide window.
const imageWide = 1100

// hitsMarked is how many places of the query's words are marked on a page: a text
// without page breaks is one page, however long.
const hitsMarked = 2000

// A pagesView is some pages of a document.
type pagesView struct {
	*frame
	ID       corpus.ID
	Pages    []pageView
	All      int
	Next     int    // first page of the next lot; 0: none
	Previous int    // likewise of the one before
	Suffix   string // of addresses: the query
}

type pageView struct {
	corpus.PageSummary
	Segments   []segment
	Rectangles []rectangle
	Image      string // address; "" for none
	Wide, High int
	Poor       bool
}

// entry is a document that may be shown.
func (s *Server) entry(r *http.Request) (store.Entry, error) {
	id, err := idOf(r)
	if err != nil {
		return store.Entry{}, err
	}
	e, err := s.Archive.Entry(r.Context(), id)
	if err != nil {
		return e, err
	}
	if e.State == store.StateWithdrawn || e.Record != nil && !s.shown(e.Record) || e.Record == nil && !s.Secret {
		// Of what was not read nobody knows whether it bears a mark.
		return e, errNotFound
	}
	return e, nil
}

// query1 is the query that led to a document.
func query1(r *http.Request) string {
	q := r.URL.Query().Get("q")
	if len(q) > maxQuery {
		return ""
	}
	return strings.ToValidUTF8(q, " ")
}

// place is the address of a mark: on this page where its lot is shown.
func (p pagesView) place(key string, page int) string {
	fragment := "t-" + key
	if key == "" {
		fragment = "page-" + strconv.Itoa(page)
	}
	if n := len(p.Pages); n > 0 && page >= p.Pages[0].Page && page <= p.Pages[n-1].Page {
		return "#" + fragment
	}
	return p.At(page) + "#" + fragment
}

// At is the address of the document at a page.
func (p pagesView) At(page int) string {
	v := url.Values{}
	if p.Suffix != "" {
		v.Set("q", p.Suffix)
	}
	if page > 1 {
		v.Set("page", strconv.Itoa(page))
	}
	return documentAddress(p.ID, v, "")
}

// Many says whether the pages come in several lots.
func (p pagesView) Many() bool { return p.All > pagesAtOnce }

// Part is the address of the lot of pages that begins at a page, without the
// rest of the document's page.
func (p pagesView) Part(page int) string {
	v := url.Values{"page": {strconv.Itoa(page)}}
	if p.Suffix != "" {
		v.Set("q", p.Suffix)
	}
	return "/documents/" + string(p.ID) + "/pages?" + v.Encode()
}

// pagesOf is the lot of pages that begins where the request says.
func (s *Server) pagesOf(r *http.Request, f *frame, record *corpus.Record) (pagesView, error) {
	v := pagesView{frame: f, ID: record.ID, All: len(record.Pages), Suffix: f.Typed}
	first, err := number(r, "page", 1, 1, max(v.All, 1))
	if err != nil {
		return v, errNotFound
	}
	pages, err := s.Archive.PagesAt(r.Context(), record.ID, first, first+pagesAtOnce-1)
	if err != nil {
		return v, err
	}
	if first > 1 {
		v.Previous = max(1, first-pagesAtOnce)
	}
	if last := first + pagesAtOnce; last <= v.All {
		v.Next = last
	}
	marks := f.marksOf(record)
	hits := hitsOf(f.Typed, pages)
	drawn := s.Studio != nil && facsimile.Drawable(record.Source.MediaType)
	for i := range pages {
		p := &pages[i]
		on := marks[p.Number]
		for _, h := range hits[i][:min(len(hits[i]), hitsMarked)] {
			on = append(on, mark{Kind: hitKind, Page: p.Number, start: h[0], end: h[1]})
		}
		one := pageView{Segments: segments(flowing(p.Text), on)}
		for _, summary := range record.Pages {
			if summary.Page == p.Number {
				one.PageSummary = summary
			}
		}
		one.Page, one.Method = p.Number, p.Method
		one.Poor = one.Quality < 0.6
		if drawn {
			one.Image = fmt.Sprintf("/documents/%s/pages/%d", record.ID, p.Number)
			one.Wide, one.High = imageWide, imageWide*1414/1000
			if p.Width > 0 && p.Height > 0 {
				one.High = min(max(int(imageWide*p.Height/p.Width), 1), 20*imageWide)
			}
			one.Rectangles = rectangles(p, on)
		}
		v.Pages = append(v.Pages, one)
	}
	return v, nil
}

// Bounds of the list of pages that hold words of the query: each page is read for
// it, a megabyte of text in 20 ms.
const (
	mostSearched   = 300
	mostCharacters = 1_500_000
	hitsListed     = 40
)

// hitPages are the pages of a document that hold words of the query.
type hitPages struct {
	Pages []int
	More  int // that are not listed
}

// hitPagesOf tells them for a document whose pages do not stand all on one page of
// ours: in one that does they are seen.
func (s *Server) hitPagesOf(ctx context.Context, v *pagesView, record *corpus.Record) (hitPages, error) {
	characters := 0
	for _, p := range record.Pages {
		characters += p.Characters
	}
	if v.Suffix == "" || !v.Many() || v.All > mostSearched || characters > mostCharacters {
		return hitPages{}, nil
	}
	pages, err := s.Archive.PageTexts(ctx, v.ID)
	if err != nil {
		return hitPages{}, err
	}
	var h hitPages
	for i, hits := range hitsOf(v.Suffix, pages) {
		switch {
		case len(hits) == 0:
		case len(h.Pages) < hitsListed:
			h.Pages = append(h.Pages, pages[i].Number)
		default:
			h.More++
		}
	}
	return h, nil
}

// hitsOf are the places of the query's words on some pages: as typed or, where
// none of the pages has them so, without marks.
func hitsOf(typed string, pages []corpus.Page) [][][2]int {
	all := make([][][2]int, len(pages))
	q, err := query.Parse(typed)
	if err != nil || len(q.Nodes) == 0 {
		return all
	}
	for _, folded := range []bool{false, true} {
		find, found := index.Finder(q, folded), false
		for i := range pages {
			all[i] = joined(pages[i].Text, find(&pages[i]))
			found = found || len(all[i]) > 0
		}
		if found {
			break
		}
	}
	return all
}

// showPages sends a lot of pages alone, for a reader who has come to the end of
// the ones before.
func (s *Server) showPages(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	if e.Record == nil {
		return errNotFound
	}
	f := s.frame(r, "title.document")
	f.Typed = query1(r)
	v, err := s.pagesOf(r, f, e.Record)
	if err != nil {
		return err
	}
	return s.pages.renderPart(w, http.StatusOK, "document", "pages", v)
}

// showPicture sends the image of a page.
func (s *Server) showPicture(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PathValue("number"))
	if err != nil || e.Record == nil || n < 1 || n > len(e.Record.Pages) || s.Studio == nil || !facsimile.Drawable(e.Record.Source.MediaType) {
		return errNotFound
	}
	tag := fmt.Sprintf(`"%s-%d-%d"`, e.ID[:16], n, imageWide)
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "private, no-cache") // a browser asks whether it may still be shown
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	data, err := s.Studio.Picture(r.Context(), facsimile.Leaf{
		ID: e.ID, Path: s.Archive.OriginalPath(e.ID), MediaType: e.Record.Source.MediaType, Number: n, Findings: e.Record.Findings,
	}, imageWide)
	// It may have been removed while it was drawn, after its images were.
	switch now, lost := s.Archive.Head(r.Context(), e.ID); {
	case lost != nil:
		err = lost
	case now.State == store.StateWithdrawn:
		err = errors.Join(errNotFound, s.Studio.Forget(e.ID))
	case err != nil:
		if _, gone := os.Stat(s.Archive.OriginalPath(e.ID)); errors.Is(gone, fs.ErrNotExist) {
			err = fmt.Errorf("%w: %w", errLost, err)
		}
	}
	if err != nil {
		w.Header().Del("ETag")
		if errors.Is(err, facsimile.ErrBusy) {
			w.Header().Set("Retry-After", "2")
		}
		return err
	}
	s.metrics.pictures.Inc()
	w.Header().Set("Content-Type", facsimile.MediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data)
	return nil
}

// sendOriginal sends the original as a file to be saved: no browser is asked to
// show what a stranger has made, under our name.
func (s *Server) sendOriginal(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	file, err := os.Open(s.Archive.OriginalPath(e.ID))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %w", errLost, err)
	}
	if err != nil {
		return err
	}
	defer file.Close()
	name := path.Base(strings.ReplaceAll(e.Name, `\`, "/"))
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	w.Header().Set("ETag", `"`+string(e.ID)+`"`)
	// A box scanned into one file takes longer than any page.
	_ = http.NewResponseController(w).SetWriteDeadline(s.Now().Add(time.Hour)) // of a writer without deadlines there is none
	http.ServeContent(w, r, "", time.Time{}, file)
	return nil
}

// sendText sends the text, pages separated by a form feed.
func (s *Server) sendText(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	pages, err := s.Archive.PageTexts(r.Context(), e.ID)
	if err != nil {
		return err
	}
	texts := make([]string, len(pages))
	for i := range pages {
		texts[i] = pages[i].Text
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": string(e.ID[:12]) + ".txt"}))
	_, _ = w.Write([]byte(strings.Join(texts, "\f") + "\n"))
	return nil
}
