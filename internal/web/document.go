package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/facsimile"
	"vanthu/internal/store"
)

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
	Outline   []headingView
	Sources   []string
	Methods   []methodCount
	Pages     pagesView
	Problem   *problemView // why there is no record
	Back      string       // to the list that led here
	Quoted    string       // as another document names it
	Labels    []labelView  // where it is filed
	Twins     []twinView   // what seems to be the same paper
	Hits      hitPages     // where the words of the query are
	Drawn     bool         // there are images
}

type methodCount struct {
	Method corpus.Method
	Pages  int
}

// A twinView is another document that seems to be the same, by the name of its file.
type twinView struct{ Name, Address string }

// A labelView is a box, file or fonds, and the list of what else is filed there.
type labelView struct {
	corpus.Label
	Address string
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
	Nth          int // on this page, from 1
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

type headingView struct {
	corpus.Heading
	Address string
}

// outlineShown is how many headings are listed: a law has some hundred articles.
const outlineShown = 400

type findingView struct {
	corpus.Finding
	Text, Key, Address string
	Detail             string // in English, where the text is another
}

type problemView struct{ Kind, Message, Hint string }

// showDocument shows one document.
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
	view.Record = &record
	if view.Pages, err = s.pagesOf(r, f, &record); err != nil {
		return err
	}
	if view.Hits, err = s.hitPagesOf(r.Context(), &view.Pages, &record); err != nil {
		return err
	}
	view.Quoted = quoted(&record)
	labels, err := s.Archive.Labels(r.Context(), record.ID)
	if err != nil {
		return err
	}
	for _, l := range labels {
		view.Labels = append(view.Labels, labelView{l, "/?" + url.Values{"box": {l.Name}}.Encode()})
	}
	if view.Twins, err = s.twinsOf(r.Context(), record.ID); err != nil {
		return err
	}
	view.Drawn = s.Studio != nil && facsimile.Drawable(record.Source.MediaType)
	s.describe(&view)
	if err := s.tellCited(r.Context(), &view); err != nil {
		return err
	}
	view.Back = backTo(r, f.Typed)
	return s.pages.render(w, http.StatusOK, "document", view)
}

// twinsOf are the documents that bear the number of one and seem to be it once more,
// as far as they may be shown.
func (s *Server) twinsOf(ctx context.Context, id corpus.ID) ([]twinView, error) {
	twins, err := s.Archive.TwinsOf(ctx, id, false)
	if err != nil || len(twins) == 0 {
		return nil, err
	}
	hidden, err := s.hiddenIDs(ctx)
	if err != nil {
		return nil, err
	}
	var views []twinView
	for _, t := range twins {
		if hidden[t.Of] {
			continue
		}
		head, err := s.Archive.Head(ctx, t.Of)
		if err != nil {
			return nil, err
		}
		views = append(views, twinView{Name: head.Name, Address: documentAddress(t.Of, nil, "")})
	}
	return views, nil
}

// backTo is the address of the list that led to a document: with its filters, order
// and page where the browser says whence it comes, else that of the query alone.
func backTo(r *http.Request, typed string) string {
	if from, err := url.Parse(r.Referer()); err == nil && from.Host == r.Host && from.Path == "/" && len(from.RawQuery) < 2*maxQuery {
		if v := from.Query(); len(v) > 0 {
			return "/?" + v.Encode()
		}
	}
	if typed == "" {
		return ""
	}
	return "/?" + url.Values{"q": {typed}}.Encode()
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
	problems, err := s.Archive.ProblemsWith(ctx, e.ID)
	if err != nil || len(problems) == 0 {
		return &problemView{Kind: "pending"}, err
	}
	return &problemView{string(problems[0].Kind), problems[0].Message, problems[0].Hint}, nil
}

// expected are the fields of which it is told that they were not found.
var expected = [...]string{"type", "number", "issued", "issuer", "subject"}

// describe tells facts, citations and findings of the record.
func (s *Server) describe(v *documentView) {
	r := v.Record
	at := func(key string, page int) string { return v.Pages.place(key, page) }
	for _, k := range fieldsOf(r) {
		if k.field.Value == nil {
			if slices.Contains(expected[:], k.key) {
				v.Facts = append(v.Facts, fact{Key: k.key, Name: k.name, Absent: true})
			}
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
		one := citationView{Citation: c, N: i + 1, Name: c.Name(), Doubtful: c.Confidence < asserted}
		if c.Target != nil {
			v.Held++
			one.Address = documentAddress(*c.Target, nil, "")
			one.Diagram = "/documents/" + string(*c.Target) + "/diagram"
		} else {
			one.Diagram = fmt.Sprintf("/documents/%s/diagram?citation=%d", r.ID, i+1)
		}
		for j, m := range c.Mentions {
			key := fmt.Sprintf("c%d-%d", i+1, j+1)
			nth := 1
			if j > 0 && c.Mentions[j-1].Page == m.Page {
				nth = one.Places[j-1].Nth + 1
			}
			one.Places = append(one.Places, placeView{key, at(key, m.Page), m.Page, nth})
		}
		v.Citations = append(v.Citations, one)
	}
	for i, d := range r.Findings {
		one := findingView{Finding: d, Text: v.finding(&d), Key: fmt.Sprintf("n%d", i+1)}
		if one.Text != d.Message {
			one.Detail = d.Message
		}
		if d.Page > 0 {
			one.Address = at(one.Key, d.Page)
			if d.End <= d.Start && d.Box == nil {
				one.Address = at("", d.Page)
			}
		}
		v.Findings = append(v.Findings, one)
	}
	for _, o := range r.Outline[:min(len(r.Outline), outlineShown)] {
		v.Outline = append(v.Outline, headingView{o, at("", o.Page)})
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

// citedShown is how many citing documents of one relation are listed.
const citedShown = 8

// tellCited tells who cites the document.
func (s *Server) tellCited(ctx context.Context, v *documentView) error {
	cited, err := s.citedOf(ctx, v.ID)
	if err != nil {
		return err
	}
	of := cited.of
	v.CitedBy = of.CitedBy
	if of.CitedBy == 0 {
		return nil
	}
	hidden, err := s.hiddenIDs(ctx)
	if err != nil {
		return err
	}
	for _, relation := range corpus.Relations {
		if cited.counts[relation] == 0 {
			continue
		}
		g := citedGroup{Relation: relation, Count: cited.counts[relation]}
		for _, c := range cited.some {
			if c.Relation != relation || hidden[c.ID] || len(g.Some) == citedShown {
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
