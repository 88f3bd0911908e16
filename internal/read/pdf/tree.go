package pdf

import (
	"fmt"
	"math"
	"regexp"

	parser "github.com/ledongthuc/pdf"

	"vanthu/corpus"
)

// A page is a leaf of the page tree with what it inherits.
type page struct {
	dict      parser.Value
	resources parser.Value
	media     rect
	crop      rect
	rotate    int // degrees clockwise: 0, 90, 180, 270
}

// reference matches "12 0 R" in the text of a value.
var reference = regexp.MustCompile(`\d+ \d+ R`)

// rootReference matches "/Pages 2 0 R" in the text of the catalogue.
var rootReference = regexp.MustCompile(`/Pages (\d+ \d+ R)`)

// walk lists the pages of a catalogue. It believes neither Count
// (2e9 in hostile files) nor Type, and does not go in circles.
func walk(catalogue parser.Value) ([]page, error) {
	w := walker{above: map[string]bool{}}
	if m := rootReference.FindStringSubmatch(catalogue.String()); m != nil {
		w.above[m[1]] = true
	}
	if err := w.node(catalogue.Key("Pages"), page{media: a4}, 0); err != nil {
		return nil, err
	}
	return w.pages, nil
}

type walker struct {
	pages []page
	nodes int
	above map[string]bool // references of the nodes above the one at hand
}

// node walks one node; p holds what it inherits.
func (w *walker) node(v parser.Value, p page, depth int) error {
	if w.nodes++; w.nodes > maxNodes || depth > maxDepth {
		return &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("page tree of more than %d nodes or %d levels", maxNodes, maxDepth)}
	}
	if v.Kind() != parser.Dict {
		return nil
	}
	if r := v.Key("Resources"); r.Kind() == parser.Dict {
		p.resources = r
	}
	if r, ok := rectOf(v.Key("MediaBox")); ok {
		p.media = r
	}
	if r, ok := rectOf(v.Key("CropBox")); ok {
		p.crop = r
	}
	if r := v.Key("Rotate"); r.Kind() == parser.Integer || r.Kind() == parser.Real {
		p.rotate = ((int(math.Round(r.Float64()/90))*90)%360 + 360) % 360
	}
	kids := v.Key("Kids")
	if kids.Kind() != parser.Array {
		p.dict = v
		if len(w.pages) == maxPages {
			return &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("more than %d pages", maxPages), Hint: "split the file"}
		}
		w.pages = append(w.pages, p)
		return nil
	}
	// The parser does not tell where a value came from, but it prints arrays
	// with their references unresolved.
	names := reference.FindAllString(kids.String(), -1)
	for i := range kids.Len() {
		name := ""
		if len(names) == kids.Len() {
			name = names[i]
		}
		if name != "" && w.above[name] {
			continue
		}
		if name != "" {
			w.above[name] = true
		}
		if err := w.kid(kids, i, p, depth+1); err != nil {
			return err
		}
		delete(w.above, name)
	}
	return nil
}

// kid walks the i-th kid. One that cannot be resolved is an error: a page less
// would be a loss that nobody sees.
func (w *walker) kid(kids parser.Value, i int, p page, depth int) (err error) {
	defer recoverInto(&err)
	return w.node(kids.Index(i), p, depth)
}

// A rect is left, bottom, right, top in the user space of a page.
type rect [4]float64

var a4 = rect{0, 0, 595, 842}

// rectOf reads an array of four numbers in any order of corners. A rectangle
// without area is none.
func rectOf(v parser.Value) (rect, bool) {
	if v.Kind() != parser.Array || v.Len() < 4 {
		return rect{}, false
	}
	a, b, c, d := v.Index(0).Float64(), v.Index(1).Float64(), v.Index(2).Float64(), v.Index(3).Float64()
	r := rect{min(a, c), min(b, d), max(a, c), max(b, d)}
	return r, r[2]-r[0] >= 1 && r[3]-r[1] >= 1
}

// view is the part of the page that is seen.
func (p *page) view() rect {
	r := rect{max(p.media[0], p.crop[0]), max(p.media[1], p.crop[1]), min(p.media[2], p.crop[2]), min(p.media[3], p.crop[3])}
	if p.crop == (rect{}) || r[2]-r[0] < 1 || r[3]-r[1] < 1 {
		return p.media
	}
	return r
}

// geometry is the size of the page as it is seen, in points, and the matrix
// that leads there from user space: origin top left, y downwards.
func (p *page) geometry() (width, height float64, m matrix) {
	r := p.view()
	w, h := r[2]-r[0], r[3]-r[1]
	m = matrix{1, 0, 0, -1, -r[0], r[3]}
	switch p.rotate {
	case 90:
		return h, w, m.then(matrix{0, 1, -1, 0, h, 0})
	case 180:
		return w, h, m.then(matrix{-1, 0, 0, -1, w, h})
	case 270:
		return h, w, m.then(matrix{0, -1, 1, 0, 0, w})
	}
	return w, h, m
}

// A matrix maps (x, y) to (ax+cy+e, bx+dy+f); the fields are a to f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// then is the map that does m first and n afterwards.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// matrixOf reads an array of six numbers.
func matrixOf(v parser.Value) matrix {
	if v.Kind() != parser.Array || v.Len() < 6 {
		return identity
	}
	var m matrix
	for i := range m {
		m[i] = v.Index(i).Float64()
	}
	return m
}
