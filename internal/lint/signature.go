package lint

import (
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// signerMissing: every issued directive is signed by a named person.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 7.
func signerMissing(r *record) []corpus.Finding {
	if len(r.Signers) > 0 {
		return nil
	}
	return at(corpus.Place{}, "signer-missing")
}

// signerWithoutTitle: the position of a signer stands over the name.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 7a.
func signerWithoutTitle(r *record) []corpus.Finding {
	var found []corpus.Finding
	for _, s := range r.Signers {
		if s.Name.Value != nil && s.Title.Value == nil {
			found = append(found, at(s.Name.Place, "signer-without-title", *s.Name.Value)...)
		}
	}
	return found
}

// deputies are the words with which titles of deputies begin.
var deputies = []string{"phó", "thứ trưởng", "ủy viên", "thường trực"}

// authorityTitle: who signs for the head (KT.) is a deputy, who signs by order
// (TL., TUQ.) is not the head himself, and a deputy of the State signs for its head.
// A seal that covers the "KT." or the "PHÓ" shows here.
// Source: Decree 30/2020/NĐ-CP, Article 13, Appendix I, ô số 7a.
func authorityTitle(r *record) []corpus.Finding {
	var found []corpus.Finding
	for _, s := range r.Signers {
		if s.Title.Value == nil {
			continue
		}
		title, authority := vntext.Key(*s.Title.Value), s.Authority.Or("")
		deputy := slices.ContainsFunc(deputies, func(d string) bool { return strings.HasPrefix(title, d) })
		for _, mark := range marks(authority) {
			head := vntext.Key(mark.of)
			if mark.kind == "KT" && !deputy || mark.kind != "KT" && mark.kind != "TM" && head != "" && head == title {
				found = append(found, at(s.Title.Place, "authority-title", authority, *s.Title.Value)...)
				break
			}
		}
		if strings.HasPrefix(title, "phó") && authority == "" && r.body != nil && !r.party() && r.issued > "2005" {
			found = append(found, at(s.Title.Place, "authority-title", authority, *s.Title.Value)...)
		}
	}
	return found
}

// A mark is one authority: KT of Chủ tịch.
type mark struct{ kind, of string }

// marks parts "TM. Ủy ban nhân dân KT. Chủ tịch" into its marks.
func marks(authority string) []mark {
	var all []mark
	for _, w := range strings.Fields(authority) {
		if kind := kindOf(w); kind != "" {
			all = append(all, mark{kind: kind})
			continue
		}
		if n := len(all); n > 0 {
			all[n-1].of = strings.TrimSpace(all[n-1].of + " " + w)
		}
	}
	return all
}

// kindOf is the mark that a word writes: "KT.", "T/M"; "" where it is none.
func kindOf(w string) string {
	for _, kind := range [...]string{"TM", "KT", "TL", "TUQ"} {
		at := 0
		for i := 0; i < len(w); i++ {
			switch {
			case w[i] == '.' || w[i] == '/':
			case at < len(kind) && w[i]&^0x20 == kind[at]:
				at++
			default:
				at = len(kind) + 1
			}
		}
		if at == len(kind) {
			return kind
		}
	}
	return ""
}

// jointSigner: each body of a joint act signs it.
// Source: Decree 30/2020/NĐ-CP, Article 13.
func jointSigner(r *record) []corpus.Finding {
	joint := strings.Contains(r.Type.Or(""), " liên ") || strings.Contains(string(r.Issuer.Body), " - Bộ ")
	if !joint || len(r.Signers) != 1 {
		return nil
	}
	body := string(r.Issuer.Body)
	if body == "" {
		body = "several bodies"
	}
	return at(r.Signers[0].Name.Place, "joint-signer", body)
}
