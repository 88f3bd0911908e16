package layer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

var (
	// signedBy matches "Ký bởi: Ủy ban", "Người ký:", "Digitally signed by X".
	signedBy = regexp.MustCompile(`(?i)^[^\p{L}\d]*(?:được\s+)?(?:ký\s+(?:số\s+)?bởi|người\s+ký(?:\s+số)?|(?:digitally\s+)?signed\s+by)\s*[:\s]\s*`)
	// signedAt matches "Thời gian ký: 07.01.2025", "Ngày ký:", "Date: 2020.04.16"; not "Ngày ký kết".
	signedAt = regexp.MustCompile(`(?i)^[^\p{L}\d]*(?:thời\s+gian\s+ký(?:\s+số)?|ngày\s+ký(?:\s+số)?|ký\s+ngày|signing\s+time|date)\s*:`)
	// signedFor matches the other labels: "Cơ quan: Văn phòng", "Email: a@b.vn".
	signedFor = regexp.MustCompile(`(?i)^[^\p{L}\d]*(?:cơ\s+quan|tổ\s+chức|đơn\s+vị|e-?mail|chức\s+vụ|lý\s+do(?:\s+ký)?|nơi\s+ký|reason|location|contact|dn|cn)\s*[:=]`)
	// dayFirst matches "07.01.2025 14:03:20 +07:00" and "27/12/2021 17:22:11"; not "ngày 07/01/2025".
	dayFirst = regexp.MustCompile(`\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([+-]\d{2})[:'.]?(\d{2})'?)?`)
	// yearFirst matches "2020.04.16 07:37:07 +07'00'" and "2024-09-12T07:49:43Z".
	yearFirst = regexp.MustCompile(`\b(\d{4})[./-](\d{1,2})[./-](\d{1,2})[\sT]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([+-]\d{2})[:'.]?(\d{2})'?)?`)
	// dayAlone matches "Ngày ký: 07/01/2025", behind the label.
	dayAlone = regexp.MustCompile(`^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b`)
	// address matches "vanthu@ankhe.gov.vn", also where a narrow stamp breaks it before "vn".
	address = regexp.MustCompile(`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)
	// offset matches the line that a narrow stamp leaves of "... 14:03:20 +07:00".
	offset = regexp.MustCompile(`^\s*[+-]\d{2}[:'.]?\d{2}'?\s*$`)
)

// ReadStamp reads the text of a signature field's appearance, lines parted by
// "\n". It is none where nothing in it is a stamp's: clerks fill in the number
// and the day of a document through signature fields too, and a field may show
// the signer's name alone.
func ReadStamp(text string) (corpus.Stamp, bool) {
	text = vntext.NFC(strings.TrimSpace(text))
	lines := strings.Split(text, "\n")
	is := false
	for _, l := range lines {
		is = is || signedBy.MatchString(l) || signedAt.MatchString(l)
	}
	flat := strings.Join(lines, " ")
	s := corpus.Stamp{Text: text, By: signer(lines), Time: timeOf(flat)}
	for i := 0; i < len(lines) && s.Time == ""; i++ {
		if label := signedAt.FindStringIndex(lines[i]); label != nil {
			if m := dayAlone.FindStringSubmatch(strings.Join(append([]string{lines[i][label[1]:]}, lines[i+1:]...), " ")); m != nil {
				s.Time = dayOf(m[3], m[2], m[1])
			}
		}
	}
	return s, is || s.Time != "" || address.MatchString(flat) && !signedFor.MatchString(flat)
}

// signer is what stands behind "Ký bởi", over as many lines as it goes.
func signer(lines []string) string {
	for i, l := range lines {
		at := signedBy.FindStringIndex(l)
		if at == nil {
			continue
		}
		parts := []string{strings.TrimSpace(l[at[1]:])}
		for _, more := range lines[i+1:] {
			if signedBy.MatchString(more) || signedAt.MatchString(more) || signedFor.MatchString(more) || timeOf(more) != "" || address.MatchString(more) {
				break
			}
			parts = append(parts, strings.TrimSpace(more))
		}
		return strings.TrimSpace(strings.Join(parts, " "))
	}
	return ""
}

// timeOf is the first date with a time of day in text, in ISO 8601 as far as it
// is shown; "" where there is none, or none of the calendar.
func timeOf(text string) string {
	m := dayFirst.FindStringSubmatch(text)
	if m != nil {
		m[1], m[3] = m[3], m[1]
	} else if m = yearFirst.FindStringSubmatch(text); m == nil {
		return ""
	}
	day := dayOf(m[1], m[2], m[3])
	hour, minute, second := number(m[4]), number(m[5]), number(m[6])
	if day == "" || hour > 23 || minute > 59 || second > 59 {
		return ""
	}
	iso := fmt.Sprintf("%sT%02d:%02d", day, hour, minute)
	if m[6] != "" {
		iso += fmt.Sprintf(":%02d", second)
	}
	if m[7] != "" {
		iso += m[7] + ":" + m[8]
	}
	return iso
}

// dayOf is a day in ISO 8601, "" where the calendar has none such.
func dayOf(year, month, day string) string {
	y, m, d := number(year), number(month), number(day)
	if t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC); t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

// number is the value of a few decimal digits, 0 of none.
func number(digits string) (n int) {
	for _, c := range digits {
		n = 10*n + int(c-'0')
	}
	return n
}

// withSeconds is the length of a time that a machine has set: people write none.
const withSeconds = len("2025-01-07T10:09:57")

// TakeStamps takes the stamps out of a page's text into its Stamps: lines that
// speak as a stamp does ("Ký bởi: ...", "Thời gian ký: ...") and what is
// printed between them. A form to be filled in ("Người ký: ........") has no
// time of signing and stays.
func TakeStamps(page corpus.Page) corpus.Page {
	if !clocked(page.Text) {
		return page
	}
	text := func(i int) string { return page.Text[page.Lines[i].Start:page.Lines[i].End] }
	var groups [][]int
	for i := range page.Lines {
		l := text(i)
		if !seed(l) {
			continue
		}
		if k := len(groups) - 1; k >= 0 && near(&page, groups[k][len(groups[k])-1], i) {
			groups[k] = append(groups[k], i)
		} else {
			groups = append(groups, []int{i})
		}
	}
	drop := map[int]bool{}
	for _, g := range groups {
		members := stampLines(&page, g)
		var lines []string
		var box *corpus.Box
		labels := 0
		for _, i := range members {
			lines = append(lines, text(i))
			if signedBy.MatchString(text(i)) || signedFor.MatchString(text(i)) || signedAt.MatchString(text(i)) || address.MatchString(text(i)) {
				labels++
			}
			box = union(box, page.Lines[i].Box)
		}
		stamp, _ := ReadStamp(strings.Join(lines, "\n"))
		if len(stamp.Time) < withSeconds || labels == 0 {
			continue
		}
		stamp.Box = box
		page.Stamps = append(page.Stamps[:len(page.Stamps):len(page.Stamps)], stamp)
		for _, i := range members {
			drop[i] = true
		}
	}
	if len(drop) == 0 {
		return page
	}
	return without(page, func(i int) bool { return drop[i] })
}

// clocked says whether s holds a time of day with seconds, "10:09:57", without
// which nothing is a stamp. Nearly no page does, and the lines of most have colons.
func clocked(s string) bool {
	digit := func(i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }
	for at := 0; ; at++ {
		i := strings.IndexByte(s[at:], ':')
		if i < 0 {
			return false
		}
		at += i
		if at > 0 && digit(at-1) && digit(at+1) && digit(at+2) && at+3 < len(s) && s[at+3] == ':' && digit(at+4) && digit(at+5) {
			return true
		}
	}
}

// seed says whether a line is part of a stamp by its words.
func seed(l string) bool {
	if !strings.ContainsAny(l, ":@=") && !strings.Contains(l, "ký") && !strings.Contains(l, "Ký") && !strings.Contains(l, "igned") {
		return false // nearly all
	}
	return signedBy.MatchString(l) || signedAt.MatchString(l) || signedFor.MatchString(l) ||
		len(timeOf(l)) >= withSeconds && len(l) < 60 || address.MatchString(l) && len(l) < 60 || offset.MatchString(l)
}

// A stamp's lines are set close: at most so many lines of others stand between
// two that show what they are, and on a page with geometry they are nearer than
// so much of its height.
const (
	between   = 2
	stampGap  = 0.03
	stampWide = 0.02 // beyond its labelled lines, of the page's width
)

// near says whether two lines, a above b, can be of one stamp.
func near(page *corpus.Page, a, b int) bool {
	x, y := page.Lines[a].Box, page.Lines[b].Box
	if x == nil || y == nil {
		// The time is the last that a stamp says.
		if done := timeOf(page.Text[page.Lines[a].Start:page.Lines[a].End]); len(done) >= withSeconds {
			return b == a+1
		}
		return b-a <= between+1
	}
	return y[1]-x[3] < stampGap && x[0] < y[2] && y[0] < x[2]
}

// stampLines are the lines of a stamp whose labelled lines are known: these, and
// what is printed between them.
func stampLines(page *corpus.Page, seeds []int) []int {
	first, last := seeds[0], seeds[len(seeds)-1]
	var box *corpus.Box
	for _, i := range seeds {
		box = union(box, page.Lines[i].Box)
	}
	in := map[int]bool{}
	for _, i := range seeds {
		in[i] = true
	}
	var all []int
	for i := range page.Lines {
		b := page.Lines[i].Box
		switch {
		case in[i]:
		case page.Lines[i].Start == page.Lines[i].End:
			continue
		case box == nil || b == nil:
			if i < first || i > last {
				continue
			}
		case b[0] < box[0]-stampWide || b[2] > box[2]+stampWide || b[1] < box[1]-0.001 || b[3] > box[3]+0.001:
			continue
		}
		all = append(all, i)
	}
	return all
}

func union(a, b *corpus.Box) *corpus.Box {
	switch {
	case b == nil:
		return a
	case a == nil:
		c := *b
		return &c
	}
	c := a.Union(*b)
	return &c
}

// Dress gives a page that was recognised from its image what its text layer had
// to say: findings, and the stamps, whose printed image is no part of its text
// either.
func Dress(page corpus.Page, findings []corpus.Finding, stamps []corpus.Stamp) corpus.Page {
	if len(stamps) > 0 {
		seen, begun := page, false
		page = without(page, func(i int) bool {
			drop := ofStamps(&seen, i, stamps)
			begun = begun || !drop && seen.Lines[i].Start < seen.Lines[i].End
			return drop || !begun // blank lines above the first that is left go too
		})
	}
	page = TakeStamps(page)
	if len(stamps) > 0 {
		page.Stamps = stamps // as the file says them, not as they were recognised
	}
	page.Findings = append(page.Findings[:len(page.Findings):len(page.Findings)], findings...)
	return page
}

// ofStamps says whether a recognised line is a stamp's: it lies in its box, and
// half of its words are the stamp's.
func ofStamps(page *corpus.Page, i int, stamps []corpus.Stamp) bool {
	l := page.Lines[i]
	if l.Start == l.End {
		return false
	}
	if l.Box == nil { // read without geometry, but from the same file
		line := strings.Join(strings.Fields(page.Text[l.Start:l.End]), " ")
		return slices.ContainsFunc(stamps, func(s corpus.Stamp) bool { return slices.Contains(strings.Split(s.Text, "\n"), line) })
	}
	x, y := (l.Box[0]+l.Box[2])/2, (l.Box[1]+l.Box[3])/2
	for _, s := range stamps {
		b := s.Box
		if b == nil || x < b[0] || x > b[2] || y < b[1] || y > b[3] {
			continue
		}
		has := map[string]bool{}
		for start, end := range vntext.Words(s.Text) {
			has[vntext.Fold(s.Text[start:end])] = true
		}
		same, all := 0, 0
		for start, end := range vntext.Words(page.Text[l.Start:l.End]) {
			all++
			if has[vntext.Fold(page.Text[l.Start+start:l.Start+end])] {
				same++
			}
		}
		if same*2 >= all {
			return true
		}
	}
	return false
}
