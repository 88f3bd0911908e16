package lint

import "vanthu/corpus"

// dateMissing: every issued directive bears place and date.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 4.
func dateMissing(r *record) []corpus.Finding {
	if r.Issued.Value != nil {
		return nil
	}
	return at(r.Issued.Place, "date-missing")
}

// dateBeforeCited: nothing can cite what is issued later. Where most of what it
// cites with a day is later, the own date is wrong: a misprinted year in the head.
// Else it is the day or the number of the cited one, and the mention is shown.
func dateBeforeCited(r *record) []corpus.Finding {
	if r.issued == "" {
		return nil
	}
	var late []*corpus.Citation
	dated := 0
	for i := range r.Citations {
		c := &r.Citations[i]
		if len(c.Issued) != len("2006-01-02") {
			continue
		}
		dated++
		if string(c.Issued) > r.issued {
			late = append(late, c)
		}
	}
	if len(late) == 0 {
		return nil
	}
	if 2*len(late) > dated {
		c := late[0]
		return at(r.Issued.Place, "date-before-cited", r.issued, name(c), c.Issued)
	}
	var found []corpus.Finding
	for _, c := range late {
		if anotherYear(c) {
			continue // its year is doubted already
		}
		found = append(found, at(placeOf(c), "cited-later", name(c), c.Issued, r.issued)...)
	}
	return found
}

// name is how an instrument is called in a message.
func name(c *corpus.Citation) string {
	if c.Number != "" {
		return string(c.Type) + " " + string(c.Number)
	}
	return string(c.Type) + " " + string(c.Title)
}

// dateAfterStamp: a digital signature is set on the day of issue or later, never
// before.
// Source: Decree 30/2020/NĐ-CP, Article 13.
func dateAfterStamp(r *record) []corpus.Finding {
	if r.issued == "" {
		return nil
	}
	for _, p := range r.Pages {
		for _, s := range p.Stamps {
			if len(s.Time) >= len("2006-01-02") && r.issued > s.Time[:len("2006-01-02")] {
				return at(r.Issued.Place, "date-after-stamp", r.issued, s.Time[:len("2006-01-02")])
			}
		}
	}
	return nil
}

// effectiveBeforeIssued: an act that takes effect before its day is rare; single
// decisions do so, normative acts only where a law says so.
// Source: Luật 80/2015/QH13, Articles 151, 152; Luật 64/2025/QH15.
func effectiveBeforeIssued(r *record) []corpus.Finding {
	if r.issued == "" || r.Effective.Value == nil || *r.Effective.Value >= r.issued {
		return nil
	}
	return at(r.Effective.Place, "effective-before-issued", *r.Effective.Value, r.issued)
}
