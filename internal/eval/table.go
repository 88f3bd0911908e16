package eval

import (
	"fmt"
	"io"
	"strings"
)

// String is the report as WriteTable writes it, without the misses.
func (r Report) String() string {
	var b strings.Builder
	_ = r.WriteTable(&b, false) // a strings.Builder takes everything
	return b.String()
}

// WriteTable writes the report for people: a block for each section, verbose
// with a line for each miss.
func (r Report) WriteTable(w io.Writer, verbose bool) error {
	p := printer{w: w}
	for i, s := range r.Sections {
		if i > 0 {
			p.line("")
		}
		p.section(s)
		if verbose {
			p.misses(s)
		}
	}
	if len(r.Calibration) > 0 {
		p.line("")
		p.line("all folders, values that the documents print: how far a confidence of 0.9 or more can be believed")
		p.line("  %-18s %13s %7s   %13s %7s", "field", "right/sure", "rate", "sure/right", "rate")
		for _, f := range r.Calibration {
			p.line("  %-18s %13s %7s   %13s %7s", f.Field, f.Sure.counts(), percent(f.Sure.Rate()), f.Covered.counts(), percent(f.Covered.Rate()))
		}
	}
	return p.err
}

// A printer keeps the first error of a writer.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

func (p *printer) section(s Section) {
	p.line("%s: %s, %d files, %d not read", s.Folder, s.Kind, s.Files, s.NotRead)
	p.line("  %-18s %13s %7s   %8s %6s %7s", "field", "right/total", "rate", "asserted", "wrong", "silent")
	p.fields(s.Header, "")
	p.ratio("whole header", s.WholeHeader)
	p.fields(s.Handwritten, " (hand)")
	p.fields(s.ByDigits, " (hand)")
	if s.HandNotWrong.Total > 0 {
		p.ratio("hand not wrong", s.HandNotWrong)
	}
	if c := s.Citations; c != nil {
		p.line("  %-18s %13s %7s %10s %7s %7s", "list", "found/gold", "recall", "predicted", "prec.", "F1")
		p.match("instruments", c.Instruments)
		p.match("mentions", c.Mentions)
		p.match("mentions, exact", c.MentionsExact)
		p.match("recipients", c.Recipients)
		p.match("dates", c.Dates)
		p.ratio("relation", c.Relation)
		p.ratio("cited date", c.CitedDate)
		p.ratio("whole citations", c.WholeCitations)
		p.ratio("whole documents", c.WholeDocuments)
	}
	p.ratio("spans", s.Spans)
	p.confidence("header", s.Calibration.Header)
	if len(s.Handwritten) > 0 {
		p.confidence("handwriting", s.Calibration.Handwritten)
	}
	if s.Citations != nil {
		p.confidence("instruments", s.Calibration.Instruments)
	}
}

func (p *printer) fields(scores []FieldScore, mark string) {
	for _, f := range scores {
		p.line("  %-18s %13s %7s   %8d %6d %7d", f.Field+mark, f.counts(), percent(f.Rate()),
			f.AssertedRight+f.AssertedWrong, f.AssertedWrong, f.Silent)
		if f.Printed != nil && f.Printed.Total < f.Total {
			p.ratio("  printed", *f.Printed)
		}
	}
}

func (p *printer) ratio(name string, r Ratio) {
	p.line("  %-18s %13s %7s", name, r.counts(), percent(r.Rate()))
}

func (p *printer) match(name string, m Match) {
	p.line("  %-18s %13s %7s %10d %7s %7s", name, Ratio{m.Matched, m.Gold}.counts(),
		percent(m.Recall()), m.Predicted, percent(m.Precision()), percent(m.F1()))
}

// confidence prints the two figures that matter and the buckets on one line.
func (p *printer) confidence(name string, c Confidence) {
	p.line("  confidence of %s: of those >= 0.9 right %s (%s), of the right ones >= 0.9 %s (%s)", name,
		percent(c.Sure.Rate()), c.Sure.counts(), percent(c.Covered.Rate()), c.Covered.counts())
	var b strings.Builder
	for _, k := range c.Buckets {
		if k.Total > 0 {
			fmt.Fprintf(&b, "  %.2f-%.2f: %s", k.From, k.To, k.counts())
		}
	}
	if b.Len() > 0 {
		p.line("  %s", b.String())
	}
}

func (p *printer) misses(s Section) {
	for _, d := range s.Documents {
		for _, m := range d.Misses {
			p.line("  %s: %s", d.File, m)
		}
	}
}

// String is the miss on one line: `number: gold "171-KH/HU", got nothing`.
func (m Miss) String() string {
	name := string(m.What)
	if m.What == HeaderWrong {
		name = m.Item
	} else if m.Item != "" {
		name += ": " + m.Item
	}
	switch {
	case m.What == NotRead:
		return fmt.Sprintf("%s: %s", m.What, m.Got)
	case m.Confidence > 0:
		return fmt.Sprintf("%s: gold %s, got %s (confidence %.2f)", name, quoted(m.Gold), quoted(m.Got), m.Confidence)
	default:
		return fmt.Sprintf("%s: gold %s, got %s", name, quoted(m.Gold), quoted(m.Got))
	}
}

func quoted(s string) string {
	if s == "" {
		return "nothing"
	}
	return `"` + strings.ReplaceAll(s, "\n", `\n`) + `"`
}

func (r Ratio) counts() string { return fmt.Sprintf("%d/%d", r.Right, r.Total) }

// percent is a rate with one decimal, never rounded up to a perfect one.
func percent(rate float64, ok bool) string {
	if !ok {
		return "-"
	}
	if rate < 1 && rate > 0.9995 {
		return "99.9%"
	}
	return fmt.Sprintf("%.1f%%", 100*rate)
}
