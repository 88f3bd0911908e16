package main

import (
	"fmt"
	"io"
	"strings"

	"vanthu/corpus"
)

// writeRecord prints a record for people: what is sure, what is in doubt, what
// it cites, and where it came from.
func writeRecord(w io.Writer, r *corpus.Record, sources []string) {
	line := func(label, value string) {
		if value != "" {
			fmt.Fprintf(w, "%-12s %s\n", label, printable(value))
		}
	}
	line("type", field(r.Type))
	line("number", field(r.Number.Field))
	line("issued", field(r.Issued))
	line("effective", field(r.Effective))
	line("place", field(r.Place))
	line("issuer", issuer(r))
	line("subject", field(r.Subject))
	line("urgency", field(r.Urgency))
	line("secrecy", field(r.Secrecy))
	for _, s := range r.Signers {
		line("signer", signer(s))
	}
	line("addressees", list(r.Addressees))
	line("recipients", list(r.Recipients))
	if len(r.Citations) > 0 {
		fmt.Fprintf(w, "\ncites %s\n", count(len(r.Citations), "instrument"))
	}
	for _, c := range r.Citations {
		fmt.Fprintf(w, "  %-16s %s%s\n", c.Relation, printable(cited(c)), places(c.Mentions))
	}
	if len(r.Findings) > 0 {
		fmt.Fprintf(w, "\nto be looked at\n")
	}
	for _, f := range r.Findings {
		where := ""
		if f.Page > 0 {
			where = fmt.Sprintf(" (page %d)", f.Page)
		}
		fmt.Fprintf(w, "  %-22s %s%s\n", f.Code, printable(f.Message), where)
	}
	fmt.Fprintln(w)
	for _, l := range r.Labels {
		line(string(l.Kind), l.Name)
	}
	line("id", string(r.ID))
	for _, s := range sources {
		line("source", s)
	}
	line("pages", pageMethods(r.Pages))
}

// field is a value with a mark of doubt where it is not asserted.
func field(f corpus.Field[string]) string {
	if f.Value == nil {
		return ""
	}
	if f.Confidence < 0.7 {
		return *f.Value + "  (doubtful)"
	}
	return *f.Value
}

func issuer(r *corpus.Record) string {
	name := field(r.Issuer.Field)
	if body := string(r.Issuer.Body); body != "" && !strings.HasPrefix(name, body) {
		return name + " = " + body
	}
	return name
}

func signer(s corpus.Signer) string {
	name := strings.TrimSpace(s.Rank.Or("") + " " + field(s.Name))
	var office []string
	for _, f := range []corpus.Field[string]{s.Authority, s.Title} {
		if f.Value != nil {
			office = append(office, *f.Value)
		}
	}
	if len(office) == 0 {
		return name
	}
	return name + ", " + strings.Join(office, ", ")
}

func list(fields []corpus.Field[string]) string {
	values := make([]string, 0, len(fields))
	for _, f := range fields {
		values = append(values, f.Or(""))
	}
	return strings.Join(values, "; ")
}

// cited is an instrument on one line: type, number or title, date, issuer.
func cited(c corpus.Citation) string {
	var b strings.Builder
	b.WriteString(c.Name())
	if c.Issued != "" {
		b.WriteString(", " + string(c.Issued))
	}
	if c.Issuer != "" {
		b.WriteString(", " + string(c.Issuer))
	}
	if c.Term != "" {
		b.WriteString(" khóa " + string(c.Term))
	}
	if c.Target != nil {
		fmt.Fprintf(&b, " = held: %.12s", *c.Target)
	}
	return strings.TrimSpace(b.String())
}

// places tells on which pages an instrument is named, and how often.
func places(mentions []corpus.Mention) string {
	var pages []string
	last := 0
	for _, m := range mentions {
		if m.Page != last {
			pages = append(pages, fmt.Sprint(m.Page))
			last = m.Page
		}
	}
	times := ""
	if len(mentions) > 1 {
		times = fmt.Sprintf("%d times, ", len(mentions))
	}
	return fmt.Sprintf("  (%spage %s)", times, strings.Join(pages, ", "))
}

func pageMethods(pages []corpus.PageSummary) string {
	counts := make(map[corpus.Method]int)
	for _, p := range pages {
		counts[p.Method]++
	}
	var parts []string
	for _, m := range []corpus.Method{corpus.MethodText, corpus.MethodTextLayer, corpus.MethodOffice, corpus.MethodOCR} {
		if counts[m] > 0 {
			parts = append(parts, fmt.Sprintf("%d by %s", counts[m], m))
		}
	}
	return strings.Join(parts, ", ")
}
