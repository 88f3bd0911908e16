package pdf

import (
	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// mostShare of the page: an image covers most of it.
const mostShare = 0.5

// leaf reads the i-th page, from 0.
func (d *document) leaf(i int) (leaf Leaf, err error) {
	defer recoverInto(&err)
	drawn, err := d.draw(&d.pages[i])
	if err != nil {
		return Leaf{}, err
	}
	leaf = Leaf{Pages: len(d.pages)}
	leaf.Number = i + 1
	leaf.Method = corpus.MethodTextLayer
	leaf.Width, leaf.Height = drawn.width, drawn.height
	own, stamps := drawn.stamps(drawn.width, drawn.height)
	lay(&leaf.Page, own, drawn.rules)
	leaf.Stamps = stamps
	leaf.Characters = vntext.Characters(leaf.Text)
	leaf.Evidence = drawn.evidence(own)
	leaf.Evidence.Notes = drawn.noted - len(stamps)
	leaf.Findings = drawn.findings(leaf.Number)
	leaf.Doubt = d.doubtOf(drawn, leaf.Text)
	leaf.Short = d.short != ""
	return leaf, nil
}

func (w *drawing) findings(page int) (all []corpus.Finding) {
	add := func(on bool, code, message string) {
		if on {
			all = append(all, corpus.Finding{Code: code, Message: message, Page: page})
		}
	}
	add(w.damaged, FindingDamaged, "part of the page cannot be decoded: its text may be incomplete")
	add(w.cut, FindingCut, "the page draws more than is read: its text is incomplete")
	add(w.images > mostShare && w.hidden*2 > len(w.glyphs), FindingHidden, "the text is another program's reading of the page image")
	return all
}
