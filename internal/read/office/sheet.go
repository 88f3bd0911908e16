package office

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"vanthu/corpus"
	"vanthu/internal/read/plain"
)

// Codes of the findings of this package. Stored: append only.
const (
	CodeHidden     = "text-hidden"      // the file hides a text, which is left out
	CodeRevised    = "text-revised"     // changes that nobody has accepted; read as if they were
	CodeLegacyFont = "text-legacy-font" // letters of a pre-Unicode font, converted by its name
	CodeNotRead    = "part-not-read"    // the file shows something that is not read
	CodeDamaged    = "file-damaged"     // it breaks off; what came before is read
	CodeTextOnly   = "text-by-fallback" // read by a program that gives little but the text
)

// A section is a stretch of a document with heads and feet of its own.
type section struct {
	continuous bool               // it begins on the page where the one before it ends
	titled     bool               // its first page has a head of its own
	heads      map[string]*galley // by "default", "first", "even"
	feet       map[string]*galley
}

// A sheet is one page before it is set.
type sheet struct {
	start, end int // of the galley
	section    int
}

// A document is what a walker makes of a file.
type document struct {
	galley
	sections []section          // at least as many as section breaks and one more, or none
	evenOdd  bool               // even pages have heads of their own
	notes    map[string]*galley // texts of marks of kind noteHere, by their note
}

// pages cuts the document into pages. There are none where it holds no text.
func (d *document) pages() []corpus.Page {
	d.polish()
	sheets := d.cut()
	slices.SortStableFunc(d.marks, func(a, b mark) int { return cmp.Compare(a.start, b.start) })
	var pages []corpus.Page
	told := make(map[string]bool) // heads and feet
	at := 0                       // of the marks
	for i, s := range sheets {
		p := &setter{number: i + 1, told: make(map[string]bool)}
		first := i == 0 || sheets[i-1].section != s.section
		d.edge(p, s, first, told, true)
		marks := at
		for marks < len(d.marks) && (d.marks[marks].start <= s.end || i == len(sheets)-1) {
			marks++
		}
		p.body(d, s, d.marks[at:marks])
		at = marks
		d.edge(p, s, first, told, false)
		pages = append(pages, p.page())
	}
	return pages
}

// polish polishes all text of the document.
func (d *document) polish() {
	galleys := []*galley{&d.galley}
	for _, key := range slices.Sorted(maps.Keys(d.notes)) {
		galleys = append(galleys, d.notes[key])
	}
	for _, s := range d.sections {
		for _, edges := range [...]map[string]*galley{s.heads, s.feet} {
			for _, kind := range slices.Sorted(maps.Keys(edges)) {
				if !slices.Contains(galleys, edges[kind]) {
					galleys = append(galleys, edges[kind])
				}
			}
		}
	}
	for i, g := range galleys {
		g.settle()
		if i > 0 {
			g.unbroken() // no page begins in a note, a head or a foot
		}
	}
	f := encodings(galleys)
	for _, g := range galleys {
		g.polish(f)
	}
}

// cut finds the pages with text. A break on a page that holds nothing yet is
// none: Word notes where it last broke the page right behind a break that was
// asked for.
func (d *document) cut() []sheet {
	d.settle()
	var sheets []sheet
	start, section := 0, 0
	end := func(at int) {
		if strings.TrimFunc(string(d.text[start:at]), blank) != "" {
			sheets = append(sheets, sheet{start, at, section})
		}
	}
	for at, c := range d.text {
		switch c {
		case sectionBreak:
			next := min(section+1, max(len(d.sections)-1, 0))
			if len(d.sections) > next && !d.sections[next].continuous {
				end(at)
				start = at + 1
			}
			section = next
		case pageBreak:
			end(at)
			start = at + 1
		}
	}
	end(len(d.text))
	return sheets
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == sectionBreak }

// edge sets the head or the foot of a page, if it says more than the page's
// number and has not stood on a page before.
func (d *document) edge(p *setter, s sheet, first bool, told map[string]bool, head bool) {
	if s.section >= len(d.sections) {
		return
	}
	kind := "default"
	switch {
	case d.sections[s.section].titled && first:
		kind = "first"
	case d.evenOdd && p.number%2 == 0:
		kind = "even"
	}
	// A section without a head of this kind takes the one before it.
	var g *galley
	for i := s.section; i >= 0 && g == nil; i-- {
		if head {
			g = d.sections[i].heads[kind]
		} else {
			g = d.sections[i].feet[kind]
		}
	}
	if g == nil {
		return
	}
	g.trim()
	text := string(g.text)
	if told[text] || pageNumber(text) {
		return
	}
	told[text] = true
	// What stands over the first page can be the directive's own head.
	p.edge(g, !head || p.number > 1)
}

// pageNumber says whether a head holds nothing but words around page numbers;
// the numbers themselves are fields, which are not in it.
func pageNumber(text string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch word {
		case "trang", "số", "page", "of", "trên", "tổng":
		default:
			return false
		}
	}
	return true
}

// A setter sets one page.
type setter struct {
	number   int
	text     []byte
	running  [][2]int
	findings []corpus.Finding
	told     map[string]bool // messages of the findings that are told once a page
}

// edge sets a head or foot on lines of its own.
func (p *setter) edge(g *galley, apart bool) {
	p.fresh()
	start := len(p.text)
	p.text = append(p.text, g.text...)
	if apart {
		p.running = append(p.running, [2]int{start, len(p.text)})
	}
	p.text = append(p.text, '\n')
}

// fresh begins a line.
func (p *setter) fresh() {
	p.text = bytes.TrimRight(p.text, "\n ")
	if len(p.text) > 0 {
		p.text = append(p.text, '\n')
	}
}

// body sets the text of a sheet and under it the notes that it calls.
func (p *setter) body(d *document, s sheet, marks []mark) {
	source := d.text[s.start:s.end]
	lead := len(source) - len(bytes.TrimLeft(source, "\n"))
	source = source[lead:]
	base := len(p.text)
	p.text = append(p.text, source...)
	// A section that goes on on the same page leaves no trace.
	dropped := 0
	var cuts []int
	for i, c := range source {
		if c == sectionBreak {
			copy(p.text[base+i-dropped:], p.text[base+i-dropped+1:])
			dropped++
			cuts = append(cuts, i)
		}
	}
	p.text = p.text[:len(p.text)-dropped]
	place := func(at int) int {
		at -= s.start + lead
		n, _ := slices.BinarySearch(cuts, at)
		return min(max(base+at-n, base), len(p.text))
	}
	var notes []*galley
	for _, m := range marks {
		m.start, m.end = place(m.start), place(m.end)
		if m.kind == noteHere {
			if n := d.notes[m.note]; n != nil {
				notes = append(notes, n)
			}
			continue
		}
		p.find(m)
	}
	p.fresh()
	for _, n := range notes {
		n.trim()
		start := len(p.text)
		p.text = append(append(p.text, n.text...), '\n')
		for _, m := range n.marks {
			m.start, m.end = m.start+start, m.end+start
			p.find(m)
		}
	}
}

// find notes what a mark has to tell. Only struck-out text is told each time
// it stands; of the rest the first on a page.
func (p *setter) find(m mark) {
	f := corpus.Finding{Page: p.number, Start: m.start, End: m.end}
	switch m.kind {
	case struckOut:
		f.Code, f.Message = plain.CodeStruckOut, "the file shows this struck out"
		if n := len(p.findings); n > 0 && p.findings[n-1].Code == f.Code && p.findings[n-1].End == f.Start {
			p.findings[n-1].End = f.End
			return
		}
		p.findings = append(p.findings, f)
		return
	case hidden:
		f.Code, f.Message = CodeHidden, "the file hides text here, which is left out"
	case revised:
		f.Code, f.Message = CodeRevised, "the file keeps changes that nobody has accepted; it is read as if they were"
	case converted:
		f.Code, f.Message = CodeLegacyFont, "converted from letters of before Unicode: "+m.note
	case lost:
		f.Code, f.Message = CodeNotRead, m.note
	default:
		return
	}
	if p.told[f.Message] {
		return
	}
	p.told[f.Message] = true
	p.findings = append(p.findings, f)
}

// page is the finished page.
func (p *setter) page() corpus.Page {
	p.text = bytes.TrimRight(p.text, "\n \t")
	page := plain.Page(p.number, string(p.text), corpus.MethodOffice)
	for i := range page.Lines {
		l := &page.Lines[i]
		for _, r := range p.running {
			l.Running = l.Running || r[0] <= l.Start && l.End <= r[1]
		}
	}
	for _, f := range p.findings {
		f.Start, f.End = min(f.Start, len(page.Text)), min(f.End, len(page.Text))
		page.Findings = append(page.Findings, f)
	}
	slices.SortStableFunc(page.Findings, func(a, b corpus.Finding) int { return cmp.Compare(a.Start, b.Start) })
	return page
}
