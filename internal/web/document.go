package web

import (
	"context"
	"errors"
	"fmt"
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

// A documentView is the page of one document.
type documentView struct {
	*frame
	ID        corpus.ID
	Record    *corpus.Record
	Name      string // type and number, or what there is
	Facts     []fact
	Citations []citationView
	Held      int // of the citations
	Cited     []citedGroup
	CitedBy   int
	Findings  []findingView
	Sources   []string
	Methods   []methodCount
	Pages     pagesView
	Problem   *problemView // why there is no record
	Back      string       // to the list that led here
	Drawn     bool         // there are images
}

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

type methodCount struct {
	Method corpus.Method
	Pages  int
}

type citationView struct {
	corpus.Citation
	N        int // from 1
	Name     string
	Address  string // of the held document
	Diagram  string
	Places   []placeView
	Doubtful bool
}

type placeView struct {
	Key, Address string
	Page         int
	Short        bool
}

type citedGroup struct {
	Relation corpus.Relation
	Count    int
	Some     []citingView
	All      string // address of all of them
}

type citingView struct {
	store.Citing
	Name, Address string
}

type findingView struct {
	corpus.Finding
	Text, Key, Address string
}

type problemView struct{ Kind, Message, Hint string }

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

func (s *Server) showDocument(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	f := s.frame(r, "title.document")
	f.Typed = query1(r)
	view := documentView{frame: f, ID: e.ID, Record: e.Record, Name: nameOf(f, &e)}
	f.Title = view.Name + " – vanthu"
	if view.Sources, err = s.Archive.Sources(r.Context(), e.ID); err != nil {
		return err
	}
	if e.Record == nil {
		if view.Problem, err = s.problemOf(r.Context(), &e); err != nil {
			return err
		}
		return s.pages.render(w, http.StatusOK, "document", view)
	}
	record, err := s.Archive.Resolve(r.Context(), *e.Record)
	if err != nil {
		return err
	}
	if err := s.veilTargets(r.Context(), &record); err != nil {
		return err
	}
	view.Record = &record
	if view.Pages, err = s.pagesOf(r, f, &record); err != nil {
		return err
	}
	view.Drawn = s.Studio != nil && facsimile.Drawable(record.Source.MediaType)
	s.describe(&view)
	if err := s.citing(r.Context(), &view); err != nil {
		return err
	}
	if f.Typed != "" {
		view.Back = "/?" + url.Values{"q": {f.Typed}}.Encode()
	}
	return s.pages.render(w, http.StatusOK, "document", view)
}

// query1 is the query that led to a document.
func query1(r *http.Request) string {
	q := r.URL.Query().Get("q")
	if len(q) > maxQuery {
		return ""
	}
	return strings.ToValidUTF8(q, " ")
}

// nameOf is what a document is called: type and number, else its subject or the
// name of its file.
func nameOf(f *frame, e *store.Entry) string {
	if name := strings.TrimSpace(e.Type + " " + e.Number); name != "" {
		return name
	}
	if e.Subject != "" {
		return e.Subject
	}
	return path.Base(strings.ReplaceAll(e.Name, `\`, "/"))
}

func (s *Server) problemOf(ctx context.Context, e *store.Entry) (*problemView, error) {
	problems, err := s.Archive.Problems(ctx, true)
	if err != nil {
		return nil, err
	}
	for _, p := range problems {
		if p.ID == e.ID {
			return &problemView{string(p.Kind), p.Message, p.Hint}, nil
		}
	}
	return &problemView{Kind: "pending"}, nil
}

// veilTargets makes citations of documents that may not be shown lead nowhere.
func (s *Server) veilTargets(ctx context.Context, r *corpus.Record) error {
	hidden, err := s.hiddenIDs(ctx)
	if err != nil {
		return err
	}
	for i := range r.Citations { // Resolve has made them anew
		if t := r.Citations[i].Target; t != nil && hidden[*t] {
			r.Citations[i].Target = nil
		}
	}
	return nil
}

// describe tells facts, citations and findings of the record.
func (s *Server) describe(v *documentView) {
	r := v.Record
	at := func(key string, page int) string { return v.Pages.place(key, page) }
	for _, k := range fieldsOf(r) {
		if k.field.Value == nil {
			continue
		}
		one := fact{Key: k.key, Name: k.name, Value: *k.field.Value, Confidence: k.field.Confidence, Doubtful: k.field.Confidence < asserted, Evidence: k.field.Evidence, Page: k.field.Page}
		if k.name == "issued" || k.name == "effective" {
			one.Value = v.Day(one.Value)
		}
		if k.note != "" && k.note != one.Value {
			one.Note = k.note
		}
		if one.Page > 0 {
			one.Address = at(k.key, one.Page)
		}
		one.Again = len(v.Facts) > 0 && v.Facts[len(v.Facts)-1].Name == one.Name
		v.Facts = append(v.Facts, one)
	}
	for i, c := range r.Citations {
		one := citationView{Citation: c, N: i + 1, Name: citedName(&c), Doubtful: c.Confidence < asserted}
		if c.Target != nil {
			v.Held++
			one.Address = documentAddress(*c.Target, nil, "")
			one.Diagram = "/documents/" + string(*c.Target) + "/diagram"
		} else {
			one.Diagram = fmt.Sprintf("/documents/%s/diagram?citation=%d", r.ID, i+1)
		}
		for j, m := range c.Mentions {
			key := fmt.Sprintf("c%d-%d", i+1, j+1)
			one.Places = append(one.Places, placeView{key, at(key, m.Page), m.Page, m.Short})
		}
		v.Citations = append(v.Citations, one)
	}
	for i, d := range r.Findings {
		one := findingView{Finding: d, Text: v.Or("finding."+d.Code, d.Message), Key: fmt.Sprintf("n%d", i+1)}
		if d.Page > 0 {
			one.Address = at(one.Key, d.Page)
			if d.End <= d.Start && d.Box == nil {
				one.Address = at("", d.Page)
			}
		}
		v.Findings = append(v.Findings, one)
	}
	for _, p := range r.Pages {
		i := 0
		for ; i < len(v.Methods) && v.Methods[i].Method != p.Method; i++ {
			continue
		}
		if i == len(v.Methods) {
			v.Methods = append(v.Methods, methodCount{Method: p.Method})
		}
		v.Methods[i].Pages++
	}
}

// place is the address of a mark: on this page where its lot is shown.
func (p *pagesView) place(key string, page int) string {
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
func (p *pagesView) At(page int) string {
	v := url.Values{}
	if p.Suffix != "" {
		v.Set("q", p.Suffix)
	}
	if page > 1 {
		v.Set("page", strconv.Itoa(page))
	}
	return documentAddress(p.ID, v, "")
}

// Part is the address of the lot of pages that begins at a page, without the
// rest of the document's page.
func (p *pagesView) Part(page int) string {
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
		for _, h := range hits[i] {
			on = append(on, mark{Kind: "hit", Page: p.Number, start: h[0], end: h[1]})
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
			all[i] = find(&pages[i])
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

// citedShown is how many citing documents of one relation are listed.
const citedShown = 8

// citing tells who cites the document.
func (s *Server) citing(ctx context.Context, v *documentView) error {
	of, err := s.Archive.InstrumentOf(ctx, v.ID)
	if err != nil {
		return err
	}
	v.CitedBy = of.CitedBy
	if of.CitedBy == 0 {
		return nil
	}
	some, counts, err := s.Archive.CitedSome(ctx, of, citedShown)
	if err != nil {
		return err
	}
	hidden, err := s.hiddenIDs(ctx)
	if err != nil {
		return err
	}
	for _, relation := range corpus.Relations {
		if counts[relation] == 0 {
			continue
		}
		g := citedGroup{Relation: relation, Count: counts[relation]}
		for _, c := range some {
			if c.Relation != relation || hidden[c.ID] {
				continue
			}
			name := strings.TrimSpace(c.Type + " " + c.Number)
			if name == "" {
				name = path.Base(c.Name)
			}
			g.Some = append(g.Some, citingView{c, name, documentAddress(c.ID, nil, "")})
		}
		if g.Count > len(g.Some) && of.Number != "" {
			g.All = citingAddress(&of.Instrument, string(relation))
		}
		v.Cited = append(v.Cited, g)
	}
	return nil
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
	w.Header().Set("Cache-Control", "private, max-age=604800")
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	data, err := s.Studio.Picture(r.Context(), facsimile.Leaf{
		ID: e.ID, Path: s.Archive.OriginalPath(e.ID), MediaType: e.Record.Source.MediaType, Number: n, Findings: e.Record.Findings,
	}, imageWide)
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
