package web

import (
	"cmp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
)

// quoted is a document as another one names it for the first time: type, number,
// day, issuer and subject; a law or an ordinance (luật, pháp lệnh) by its name and
// day, without number and issuer. What was not found is left out; "" where neither
// number nor subject was. Source: Decree 30/2020/NĐ-CP, article 8 and Appendix I,
// section II.5 (căn cứ ban hành).
func quoted(r *corpus.Record) string {
	number, subject := r.Number.Or(""), strings.Join(strings.Fields(r.Subject.Or("")), " ")
	if number == "" && subject == "" {
		return ""
	}
	kind, day := r.Type.Or(""), quotedDay(r.Issued.Or(""))
	var parts []string
	if (kind == "Luật" || kind == "Bộ luật" || kind == "Pháp lệnh") && subject != "" {
		parts = []string{kind, subject, day}
	} else {
		parts = []string{kind}
		if number != "" {
			parts = append(parts, "số", number)
		}
		parts = append(parts, day)
		if issuer := cmp.Or(string(r.Issuer.Body), r.Issuer.Or("")); issuer != "" {
			parts = append(parts, "của", issuer)
		}
		parts = append(parts, lowered(subject))
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// quotedDay is a day in words, days below 10 and the months 1 and 2 with a nought
// before them.
func quotedDay(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return ""
	}
	month := t.Format("1")
	if t.Month() < 3 {
		month = "0" + month
	}
	return "ngày " + t.Format("02") + " tháng " + month + " năm " + t.Format("2006")
}

// lowered is a subject as it goes on in a sentence: "Về việc" becomes "về việc",
// while a name ("Hà Nội"), of which the second word has a capital as well, and an
// abbreviation stay.
func lowered(subject string) string {
	if subject == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(subject)
	second, _ := utf8.DecodeRuneInString(subject[size:])
	_, rest, _ := strings.Cut(subject, " ")
	next, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsUpper(second) || unicode.IsUpper(next) {
		return subject
	}
	return string(unicode.ToLower(first)) + subject[size:]
}
