package extract

import (
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/zone"
)

const (
	consolidated = "Văn bản hợp nhất"
	letter       = "Công văn"
)

// readType reads the type (tên loại): as printed over the subject, else as the
// symbol says; a letter (công văn) prints none.
func (r *reader) readType() {
	if lines := r.parts[zone.Authentic]; len(lines) > 0 {
		l := lines[len(lines)-1]
		for _, other := range lines {
			if strings.HasPrefix(other.Text, "XÁC THỰC") { // XÁC THỰC VĂN BẢN HỢP NHẤT
				l = other
			}
		}
		r.record.Type = r.field(consolidated, l, 0, len(l.Text), 0.97, corpus.EvidenceAuthentic)
		return
	}
	if lines := r.parts[zone.Section]; len(lines) > 0 {
		for _, l := range lines {
			if t, n := gazetteer.LongestType(l.Text); t != nil && t.Name == consolidated {
				r.record.Type = r.field(consolidated, l, 0, n, 0.9, corpus.EvidenceHead)
				return
			}
		}
	}
	possible := gazetteer.TypesByAbbrev(r.symbol.kind)
	if oneOf(consolidated, possible) && r.record.Number.Page > 0 {
		// The title is that of the act consolidated.
		name := consolidated
		r.record.Type = corpus.Field[string]{Value: &name, Place: r.record.Number.Place, Confidence: 0.95, Evidence: corpus.EvidenceSymbol}
		return
	}
	if t := r.title.kind; t != nil {
		confidence := 0.95
		switch {
		case r.symbol.kind != "" && oneOf(t.Name, possible), r.symbol.word == t.Name:
			confidence = 0.99
		case r.symbolOfOtherType():
			confidence = 0.8
		}
		r.record.Type = r.field(t.Name, r.title.line, 0, r.title.length, confidence, corpus.EvidenceTitle)
		return
	}
	number := r.record.Number
	switch {
	case r.symbol.word != "":
		l := r.parts[zone.Number][0]
		_, n := gazetteer.LongestType(l.Text)
		r.record.Type = r.field(r.symbol.word, l, 0, n, 0.9, corpus.EvidenceHead)
	case len(possible) > 0:
		name := possible[0].Name
		r.record.Type = corpus.Field[string]{Value: &name, Place: number.Place, Confidence: 0.85, Evidence: corpus.EvidenceSymbol}
	case r.symbol.known && r.symbol.kind == "" && r.isLetter():
		name := letter
		r.record.Type = corpus.Field[string]{Value: &name, Place: number.Place, Confidence: 0.95, Evidence: corpus.EvidenceSymbol}
	case r.isLetter() && len(r.parts[zone.Number]) > 0:
		name := letter
		r.record.Type = corpus.Field[string]{Value: &name, Place: number.Place, Confidence: 0.8, Evidence: corpus.EvidenceAddressees}
	}
}

// isLetter says whether the document is laid out as a letter: V/v under the
// number, or Kính gửi over the text.
func (r *reader) isLetter() bool {
	return len(r.parts[zone.Addressee]) > 0 || len(r.parts[zone.Subject]) > 0 && len(r.parts[zone.Title]) == 0
}

func oneOf(name string, types []*gazetteer.Type) bool {
	for _, t := range types {
		if t.Name == name {
			return true
		}
	}
	return false
}
