package extract

import (
	"fmt"
	"strconv"
	"strings"

	"vanthu/internal/zone"
)

// fewestPages is how many pages on each side must be numbered in step before a
// gap between them is believed: a misread digit is no missing page.
const fewestPages = 2

// doubtPaging notes where the printed page numbers skip: a page was lost before
// the file was made. An annex that counts from 1 again skips nothing.
// Source: Decree 30/2020/NĐ-CP, Appendix I: pages are numbered through.
func (r *reader) doubtPaging() {
	if len(r.sheet.Pages) < 2*fewestPages {
		return
	}
	type page struct {
		line    zone.Line
		printed int
	}
	var all []page
	for i := range r.sheet.Lines {
		l := &r.sheet.Lines[i]
		if l.Kind != zone.RunningHead || len(l.Text) > 12 {
			continue
		}
		n, err := strconv.Atoi(strings.Trim(l.Text, " -–—.|"))
		if last := len(all) - 1; err == nil && n > 0 && (last < 0 || all[last].line.Page != l.Page) {
			all = append(all, page{*l, n})
		}
	}
	inStep := func(i, j int) bool { return all[j].printed-all[i].printed == all[j].line.Page-all[i].line.Page }
	for i := fewestPages; i+fewestPages <= len(all); i++ {
		a, b := all[i-1], all[i]
		if b.printed-a.printed > b.line.Page-a.line.Page && inStep(i-2, i-1) && inStep(i, i+1) {
			r.doubt(b.line, 0, len(b.line.Text), "pages-skipped", fmt.Sprintf("the printed page numbers go from %d to %d", a.printed, b.printed))
		}
	}
}
