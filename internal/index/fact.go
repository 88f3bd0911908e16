package index

import (
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// level is the level of the issuer: central, province, district, commune; "" where
// it cannot be told. The name says it, else the symbol.
func level(r *corpus.Record) string {
	name := issuer(r)
	if b, length := gazetteer.LongestBody(name); b != nil && length > 0 {
		// "Ủy ban nhân dân An Khê": which level the table's shortest name has says
		// nothing about this one.
		if length == len(name) || gazetteer.BodyByName(name[:length]) == nil || !severalLevels(b.Symbol) {
			return b.Level
		}
		if l := levelWord(name[:length]); l != "" {
			return l
		}
	}
	if l := levelWord(name); l != "" {
		return l
	}
	n, ok := number.Parse(r.Number.Or(""))
	if !ok || n.Issuer == "" || severalLevels(n.Issuer) {
		return ""
	}
	if bodies := gazetteer.BodiesBySymbol(n.Issuer); len(bodies) > 0 {
		return bodies[0].Level
	}
	return ""
}

// severalLevels says whether bodies of more than one level write the symbol: UBND.
func severalLevels(symbol string) bool {
	seen := ""
	for _, b := range gazetteer.BodiesBySymbol(symbol) {
		if seen != "" && b.Level != seen {
			return true
		}
		seen = b.Level
	}
	return false
}

// levelWord is the level that the last word of its kind in a name tells.
func levelWord(name string) string {
	found := ""
	last := ""
	for start, end := range vntext.Words(name) {
		w := vntext.Term(name[start:end])
		switch {
		case w == "tỉnh", last == "thành" && (w == "phố" || w == "ủy"):
			found = "province"
		case w == "huyện", w == "quận", last == "thị" && (w == "xã" || w == "ủy"):
			found = "district"
		case w == "xã" && last != "thị", w == "phường", last == "thị" && w == "trấn":
			if found == "" || last != "" {
				found = "commune"
			}
		case w == "hội" && last == "xã": // Bảo hiểm xã hội
			found = ""
		}
		last = w
	}
	return found
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
