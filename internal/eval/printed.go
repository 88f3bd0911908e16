package eval

import (
	"strings"
	"time"
	"unicode"

	"vanthu/internal/vntext"
)

// A catalogue's metadata can name what its file does not print: a body without
// a head, a slip in the page's title, a day of force that the text contradicts.
// Such a value says nothing about the reader. A body is what can be decided
// about it without reading: in no spelling does the value stand in its text.
// In doubt it counts as printed: a number that stands there as a citation only,
// a short name inside a longer one.
type body struct {
	known bool   // some page's text is
	words string // vntext.Key of the text
	tight string // numberKey of the text: no white space, look-alikes mended
}

func bodyOf(e Extracted) body {
	var pages []string
	for i := range e.Pages {
		pages = append(pages, e.Pages[i].Text)
	}
	if len(pages) == 0 {
		for _, p := range e.Record.Pages {
			if p.Text != nil {
				pages = append(pages, *p.Text)
			}
		}
	}
	text := strings.Join(pages, "\n")
	if strings.IndexFunc(text, unicode.IsLetter) < 0 {
		return body{}
	}
	return body{known: true, words: vntext.Key(text), tight: numberKey(text)}
}

// prints says whether value, as gold has it for field f, stands in the text, or
// can be worked out from it.
func (b body) prints(f field, value string) bool {
	if !b.known {
		return true
	}
	switch f {
	case fNumber:
		return strings.Contains(b.tight, numberKey(value))
	case fEffective:
		return b.printsDay(value) || b.forceFromAct()
	}
	return strings.Contains(b.words, vntext.Key(value))
}

// printsDay says whether an ISO date stands in the text in words or figures.
func (b body) printsDay(iso string) bool {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return true
	}
	for _, day := range [...]string{"2", "02"} {
		for _, month := range [...]string{"1", "01"} {
			for _, layout := range [...]string{"D/M/2006", "D-M-2006", "D.M.2006", "DthángMnăm2006"} {
				layout = strings.Replace(strings.Replace(layout, "D", day, 1), "M", month, 1)
				if strings.Contains(b.tight, t.Format(layout)) {
					return true
				}
			}
		}
	}
	return false
}

// forceFromAct says whether the text counts the day of force from another day
// or act: "có hiệu lực kể từ ngày ký", "sau 45 ngày kể từ ngày ...".
func (b body) forceFromAct() bool {
	const mark, reach = "hiệulực", 80
	for at := 0; ; {
		i := strings.Index(b.tight[at:], mark)
		if i < 0 {
			return false
		}
		at += i + len(mark)
		next := b.tight[at:min(len(b.tight), at+reach)]
		for _, act := range [...]string{"ngàyký", "ngàykí", "ngàythôngqua", "ngàybanhành", "ngàycôngbố", "ngàyđượcthôngqua", "sau"} {
			if strings.Contains(next, act) {
				return true
			}
		}
	}
}
