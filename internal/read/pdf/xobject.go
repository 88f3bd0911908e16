package pdf

import (
	"math"

	parser "github.com/ledongthuc/pdf"
)

// external draws an XObject: notes an image, interprets a form.
func (w *painter) external(resources parser.Value, name string, depth int) (err error) {
	v, ok := w.lookUp(resources, name)
	if !ok {
		return nil
	}
	switch v.Key("Subtype").Name() {
	case "Image":
		w.image()
	case "Form":
		return w.form(v, resources, identity, depth)
	}
	return nil
}

// lookUp finds an XObject; one that cannot be read is not drawn.
func (w *painter) lookUp(resources parser.Value, name string) (v parser.Value, ok bool) {
	defer func() {
		if x := recover(); x != nil {
			w.damaged, ok = true, false
		}
	}()
	v = resources.Key("XObject").Key(name)
	return v, v.Kind() == parser.Stream
}

// form interprets a form XObject. place is what stands between its own matrix
// and the current one (annotations).
func (w *painter) form(v, outer parser.Value, place matrix, depth int) error {
	if depth >= maxFormDepth {
		w.cut = true
		return nil
	}
	if w.forms++; w.forms > maxForms {
		return errCut
	}
	src, resources, own, err := w.formParts(v, outer)
	if err != nil {
		w.damaged = true
		return nil
	}
	state, stack, marked := w.state, w.stack, w.marked
	text, line := w.text, w.line
	// Its Q must not reach our states, nor its EMC our marks.
	w.stack, w.marked = nil, nil
	w.ctm = own.then(place).then(w.ctm)
	err = w.run(src, resources, depth+1)
	w.state, w.stack, w.marked = state, stack, marked
	w.text, w.line = text, line
	return err
}

func (w *painter) formParts(v, outer parser.Value) (src []byte, resources parser.Value, own matrix, err error) {
	defer recoverInto(&err)
	resources = v.Key("Resources")
	if resources.Kind() != parser.Dict {
		resources = outer // as PDF 1.1 allowed
	}
	src, err = w.decode(v)
	return src, resources, matrixOf(v.Key("Matrix")), err
}

// image notes that an image is drawn: it fills the unit square of user space.
func (w *painter) image() {
	left, top := math.Inf(1), math.Inf(1)
	right, bottom := math.Inf(-1), math.Inf(-1)
	for _, corner := range [4][2]float64{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
		x, y := w.ctm.apply(corner[0], corner[1])
		left, right = min(left, x), max(right, x)
		top, bottom = min(top, y), max(bottom, y)
	}
	left, right = max(left, 0), min(right, w.width)
	top, bottom = max(top, 0), min(bottom, w.height)
	if right > left && bottom > top {
		w.images += (right - left) * (bottom - top) / (w.width * w.height)
	}
}

// Flags of annotations that are not seen on a screen.
const (
	annotationHidden = 1 << 1
	annotationNoView = 1 << 5
	maxAnnotations   = 2_000
)

// annotations draws what lies on the page: a signature's stamp, and the number
// and day that a clerk typed over a finished file.
func (w *painter) annotations(v parser.Value) error {
	for i := range min(v.Len(), maxAnnotations) {
		form, place, ok := w.appearance(v, i)
		if !ok {
			w.bare = w.bare || isBare(v, i)
			continue
		}
		w.noted++
		before, first := w.state, len(w.glyphs)
		err := w.form(form, parser.Value{}, place, 0)
		w.state = before
		if len(w.glyphs) > first && isSignature(v.Index(i)) {
			w.signed = append(w.signed, [2]int{first, len(w.glyphs)})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// isBare says whether an annotation leaves the drawing of its text to the viewer:
// a note typed over the page, a form's field that was filled in.
func isBare(annotations parser.Value, i int) (bare bool) {
	defer func() {
		if x := recover(); x != nil {
			bare = false
		}
	}()
	a := annotations.Index(i)
	if a.Key("F").Int64()&(annotationHidden|annotationNoView) != 0 || a.Key("AP").Kind() == parser.Dict {
		return false
	}
	switch a.Key("Subtype").Name() {
	case "FreeText":
		return a.Key("Contents").Text() != ""
	case "Widget":
		return a.Key("V").Text() != "" || a.Key("Parent").Key("V").Text() != ""
	}
	return false
}

// appearance is the form that an annotation shows and where it goes. Source:
// ISO 32000-1, 12.5.5.
func (w *painter) appearance(annotations parser.Value, i int) (form parser.Value, place matrix, ok bool) {
	defer func() {
		if x := recover(); x != nil {
			w.damaged, ok = true, false
		}
	}()
	a := annotations.Index(i)
	if a.Key("F").Int64()&(annotationHidden|annotationNoView) != 0 || a.Key("Subtype").Name() == "Popup" {
		return form, place, false
	}
	form = a.Key("AP").Key("N")
	if form.Kind() == parser.Dict { // one form for each state of a check box
		form = form.Key(a.Key("AS").Name())
	}
	to, hasRect := rectOf(a.Key("Rect"))
	box, hasBox := rectOf(form.Key("BBox"))
	if form.Kind() != parser.Stream || !hasRect || !hasBox {
		return form, place, false
	}
	own := matrixOf(form.Key("Matrix"))
	from := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, corner := range [4][2]float64{{box[0], box[1]}, {box[2], box[1]}, {box[0], box[3]}, {box[2], box[3]}} {
		x, y := own.apply(corner[0], corner[1])
		from = rect{min(from[0], x), min(from[1], y), max(from[2], x), max(from[3], y)}
	}
	if from[2] <= from[0] || from[3] <= from[1] {
		return form, place, false
	}
	sx, sy := (to[2]-to[0])/(from[2]-from[0]), (to[3]-to[1])/(from[3]-from[1])
	return form, matrix{sx, 0, 0, sy, to[0] - from[0]*sx, to[1] - from[1]*sy}, true
}
