package extract

import (
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/date"
	"vanthu/internal/gazetteer"
	"vanthu/internal/zone"
)

// readPlaceAndDate reads the place and date cell, of a consolidated text that
// of the authenticating block if it has one; of an act of the National Assembly
// without one, the day on which it was passed.
func (r *reader) readPlaceAndDate() {
	lines, evidence := r.parts[zone.PlaceDate], corpus.EvidenceHead
	if auth := r.parts[zone.AuthDate]; len(auth) > 0 {
		lines, evidence = auth, corpus.EvidenceAuthentic
	}
	open := false // a day is printed that is none, or left blank
	for i, l := range lines {
		at := dayMark(l.Text)
		if at < 0 {
			// The word itself is beyond reading: "Quảng Ngãi, ngàu/{ tháng 5".
			if at = strings.Index(l.Text, ","); at < 0 {
				continue
			}
		}
		r.readPlace(l, at, evidence)
		d, ok := date.Scan(l.Text, at)
		if (!ok || d.Precision != "day") && i+1 < len(lines) && r.wrappedDate(l, lines[i+1], at, evidence) {
			return
		}
		switch {
		case ok && d.Impossible:
			open = true
			r.doubt(l, d.Start, d.End, "date-impossible", "there is no such day: "+strconv.Quote(oneLine(l.Text[d.Start:d.End])))
		case ok && d.Precision == "day":
			r.record.Issued = r.field(d.Value, l, d.Start, d.End, 0.97, evidence)
			return
		case !open:
			open = true
			r.doubt(l, at, len(l.Text), "date-blank", "the day of issue is not filled in or cannot be read: "+strconv.Quote(oneLine(l.Text[at:])))
		}
	}
	if open {
		return
	}
	if r.passed() {
		return
	}
	for _, l := range r.title.old {
		if at := dayMark(l.Text); at >= 0 {
			if d, ok := date.Scan(l.Text, at); ok && !d.Impossible {
				r.record.Issued = r.field(d.Value, l, d.Start, d.End, 0.9, corpus.EvidenceTitle)
				return
			}
		}
	}
}

// wrappedDate reads a day whose year stands on the line below, without "ngày".
func (r *reader) wrappedDate(l, below zone.Line, at int, evidence string) bool {
	from, ok := r.sheet.Offset(l.Page, l.Start+at)
	to, okEnd := r.sheet.Offset(below.Page, below.End)
	if !ok || !okEnd || to < from || strings.Contains(below.Text, "ngày") {
		return false
	}
	d, ok := date.Scan(r.sheet.Flow.Text[:to], from)
	if !ok || d.Impossible || d.Precision != "day" {
		return false
	}
	r.record.Issued = r.fieldOf(d.Value, r.sheet.Flow.Spans(d.Start, d.End), 0.95, evidence)
	return true
}

// dayMark is the byte of s where its first "ngày" stands, in any case; -1 if it
// has none.
func dayMark(s string) int {
	first := -1
	for _, mark := range [...]string{"ngày", "Ngày", "NGÀY"} {
		if at := strings.Index(s, mark); at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return first
}

// passed reads the day on which an act was passed, from the adoption clause,
// which lines can cut: "thông qua ngày 06 tháng / 02 năm 2026".
func (r *reader) passed() bool {
	lines := r.parts[zone.Adoption]
	if len(lines) == 0 {
		return false
	}
	first, last := lines[0], lines[len(lines)-1]
	from, ok := r.sheet.Offset(first.Page, first.Start)
	to, okEnd := r.sheet.Offset(last.Page, last.End)
	if !ok || !okEnd || to < from {
		return false
	}
	text := r.sheet.Flow.Text[:to]
	for at := from; ; {
		i := strings.Index(text[at:], "ngày")
		if i < 0 {
			return false
		}
		at += i
		if d, ok := date.Scan(text, at); ok && !d.Impossible && d.Precision == "day" {
			r.record.Issued = r.fieldOf(d.Value, r.sheet.Flow.Spans(d.Start, d.End), 0.95, corpus.EvidenceAdoption)
			return true
		}
		at += len("ngày")
	}
}

// readPlace reads the place before the day.
func (r *reader) readPlace(l zone.Line, at int, evidence string) {
	name := strings.TrimRight(l.Text[:at], " ,.;\u00a0\t")
	if name == "" || r.record.Place.Value != nil {
		return
	}
	confidence := 0.9
	if gazetteer.IsPlace(name) {
		confidence = 0.97
	}
	r.record.Place = r.field(oneLine(name), l, 0, len(name), confidence, evidence)
}
