package office

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/ianaindex"

	"vanthu/corpus"
)

// deepest is how far elements may nest; the tables in tables of real files
// need 60.
const deepest = 400

// A scanner goes through XML from the outside in. Entities of a DTD are not
// expanded (encoding/xml knows none), so that there is no bomb of them.
type scanner struct {
	decoder *xml.Decoder
	level   int // open elements
}

func newScanner(r io.Reader) *scanner {
	d := xml.NewDecoder(r)
	d.Strict = true
	d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		e, err := ianaindex.IANA.Encoding(label)
		if err != nil || e == nil {
			return nil, fmt.Errorf("character set %q", label)
		}
		return e.NewDecoder().Reader(input), nil
	}
	return &scanner{decoder: d}
}

func (s *scanner) next() (xml.Token, error) {
	t, err := s.decoder.Token()
	if err != nil {
		return nil, err
	}
	switch t.(type) {
	case xml.StartElement:
		if s.level++; s.level > deepest {
			return nil, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("elements nested more than %d deep", deepest)}
		}
	case xml.EndElement:
		s.level--
	}
	return t, nil
}

// each calls f for every child element of the element that was begun last, or
// for the root. What f does not read of its element is passed over.
func (s *scanner) each(f func(xml.StartElement) error) error {
	return s.mixed(nil, f)
}

// mixed is each that hands on the text between the elements, too.
func (s *scanner) mixed(text func(string), f func(xml.StartElement) error) error {
	inside := s.level
	for {
		t, err := s.next()
		if err != nil {
			if inside == 0 && errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		switch t := t.(type) {
		case xml.CharData:
			if text != nil {
				text(string(t))
			}
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := f(t); err != nil {
				return err
			}
			for s.level > inside {
				if _, err := s.next(); err != nil {
					return err
				}
			}
		}
	}
}

// text is all text inside the element that was begun last.
func (s *scanner) text() (string, error) {
	var b strings.Builder
	var in func(xml.StartElement) error
	add := func(t string) { b.WriteString(t) }
	in = func(xml.StartElement) error { return s.mixed(add, in) }
	err := s.mixed(add, in)
	return b.String(), err
}

// attr is the value of an attribute by its local name, "" where it is not set.
func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// val is the attribute of almost all properties in WordprocessingML.
func val(e xml.StartElement) string { return attr(e, "val") }

// on is the value of a property that is on where it merely stands.
func on(e xml.StartElement) bool {
	switch val(e) {
	case "0", "false", "off", "none":
		return false
	}
	return true
}
