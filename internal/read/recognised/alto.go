package recognised

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/text/encoding/ianaindex"

	"vanthu/corpus"
)

// deepest is how far elements of ALTO may nest; the schema needs 10, and blocks
// of blocks some more.
const deepest = 200

// inches are the units of an inch of ALTO's measures but pixels.
var inches = map[string]float64{"mm10": 254, "inch1200": 1200}

// readALTO reads ALTO. Entities of a DTD are not expanded (encoding/xml knows
// none), and nothing here recurses.
func readALTO(r io.Reader) ([]corpus.Page, error) {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		e, err := ianaindex.IANA.Encoding(label)
		if err != nil || e == nil {
			return nil, fmt.Errorf("character set %q", label)
		}
		return e.NewDecoder().Reader(input), nil
	}
	a := &altoReader{}
	depth := 0
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var problem *corpus.Problem
			if errors.As(err, &problem) {
				return nil, problem
			}
			if a.scribe != nil {
				a.finish()
			}
			if !slices.ContainsFunc(a.pages, func(p corpus.Page) bool { return p.Characters > 0 }) {
				return nil, &corpus.Problem{Kind: corpus.Malformed, Message: "it breaks off: " + err.Error()}
			}
			last := &a.pages[len(a.pages)-1]
			last.Findings = append(last.Findings, corpus.Finding{
				Code: codeDamaged, Message: "the file is damaged behind this: " + err.Error(), Page: last.Number, Start: len(last.Text), End: len(last.Text),
			})
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > deepest {
				return nil, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("elements nested more than %d deep", deepest)}
			}
			a.start(t)
		case xml.CharData:
			if a.inUnit && len(a.unit) < 64 {
				a.unit += string(t)
			}
		case xml.EndElement:
			depth--
			a.end(t.Name.Local)
		}
	}
	return a.pages, nil
}

const codeDamaged = "file-damaged"

type altoReader struct {
	pages  []corpus.Page
	unit   string
	inUnit bool
	scribe *scribe
	edge   string // the margin that is read
}

func (a *altoReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "MeasurementUnit":
		a.inUnit = true
	case "Page":
		if a.scribe != nil {
			a.finish()
		}
		a.scribe = &scribe{inch: inches[a.unit]}
		a.scribe.page.Number = len(a.pages) + 1
		wide, _ := figure(attr(e, "WIDTH"))
		high, _ := figure(attr(e, "HEIGHT"))
		a.scribe.size = [2]float64{wide, high}
	}
	s := a.scribe
	if s == nil {
		return
	}
	switch e.Name.Local {
	case "TopMargin", "BottomMargin":
		s.running, a.edge = true, e.Name.Local
		s.block()
	case "TextBlock":
		s.block()
	case "TextLine":
		s.line()
	case "String":
		a.word(e)
	}
}

// word adds a String. Of a word that a line break parts, the first part brings
// the whole and the second nothing.
func (a *altoReader) word(e xml.StartElement) {
	content := attr(e, "CONTENT")
	whole := attr(e, "SUBS_CONTENT")
	switch attr(e, "SUBS_TYPE") {
	case "HypPart1":
		if whole != "" {
			content = whole
		}
	case "HypPart2":
		if whole != "" {
			return
		}
	}
	x, okX := figure(attr(e, "HPOS"))
	y, okY := figure(attr(e, "VPOS"))
	wide, okW := figure(attr(e, "WIDTH"))
	high, okH := figure(attr(e, "HEIGHT"))
	confidence, ok := figure(attr(e, "WC"))
	if !ok {
		confidence = unsaid
	}
	a.scribe.word(content, rect{x, y, x + max(wide, 0), y + max(high, 0)}, okX && okY && okW && okH, confidence)
}

func (a *altoReader) end(name string) {
	switch name {
	case "MeasurementUnit":
		a.inUnit = false
	case "Page":
		if a.scribe != nil {
			a.finish()
		}
	case a.edge:
		if a.scribe != nil {
			a.scribe.running = false
			a.scribe.block()
		}
	}
}

func (a *altoReader) finish() {
	a.pages = append(a.pages, a.scribe.done())
	a.scribe, a.edge = nil, ""
}

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
