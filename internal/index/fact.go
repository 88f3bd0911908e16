package index

import (
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
)

// level is the level of the issuer: central, province, district, commune; "" where
// it cannot be told. The name says it, else the symbol.
func level(r *corpus.Record) string {
	if l := gazetteer.LevelOf(issuer(r), r.Issued.Or("")); l != "" {
		return l
	}
	n, ok := number.Parse(r.Number.Or(""))
	if !ok || n.Issuer == "" {
		return ""
	}
	return gazetteer.LevelOfSymbol(n.Issuer)
}

// language is the language of most of the text.
func language(r *corpus.Record) string {
	counts := map[corpus.Optional]int{}
	var most corpus.Optional
	for _, p := range r.Pages {
		if p.Language == "" {
			continue
		}
		counts[p.Language] += p.Characters
		if counts[p.Language] > counts[most] || most == "" {
			most = p.Language
		}
	}
	return string(most)
}

// Bounds of quality: most text of born digital documents lies above the first.
const (
	goodQuality = 0.9
	fairQuality = 0.7
)

// quality is how far the text can be trusted, by all its characters: good, fair
// or poor. "" where there is no text.
func quality(r *corpus.Record) string {
	sum, characters := 0.0, 0
	for _, p := range r.Pages {
		sum += p.Quality * float64(p.Characters)
		characters += p.Characters
	}
	switch q := sum / float64(max(characters, 1)); {
	case characters == 0:
		return ""
	case q >= goodQuality:
		return "good"
	case q >= fairQuality:
		return "fair"
	}
	return "poor"
}

// secrecy is the mark of secrecy in its own spelling, however it was stamped.
func secrecy(r *corpus.Record) string {
	mark := r.Secrecy.Or("")
	switch folded(mark) {
	case "mat":
		return "Mật"
	case "toi mat":
		return "Tối mật"
	case "tuyet mat":
		return "Tuyệt mật"
	}
	return mark
}

// relations are what the document does to the instruments that it cites.
func relations(cs []corpus.Citation) []string {
	var all []string
	for i := range cs {
		all = append(all, string(cs[i].Relation))
	}
	return all
}

// citedNames are the instruments that a document cites as a facet shows them:
// "Nghị quyết 29-NQ/TW", "Luật Đất đai". The type is left out where the number
// alone does not tell it; dates are not told apart.
func citedNames(cs []corpus.Citation) []string {
	var all []string
	for i := range cs {
		c := &cs[i]
		name := string(c.Title)
		typ := string(c.Type)
		if c.Number != "" {
			n, ok := number.Parse(string(c.Number))
			if !ok {
				continue // a sequence alone names none
			}
			name = plainSeq(n.Seq) + strings.TrimPrefix(n.Text, n.Seq)
			if types := gazetteer.TypesByAbbrev(n.Type); typ == "" && len(types) == 1 {
				typ = types[0].Name
			}
		}
		if name != "" {
			all = append(all, strings.TrimSpace(typ+" "+name))
		}
	}
	return all
}

// issuedYear is the year of issue as a term.
func issuedYear(r *corpus.Record) string {
	if y := yearOf(r.Issued.Or("")); y != 0 {
		return strconv.Itoa(y)
	}
	return ""
}
