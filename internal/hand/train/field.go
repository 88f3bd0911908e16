package main

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/hand"
	"vanthu/internal/read/ink"
)

// A field is a made cell of a form as the reader would be given it.
type field struct {
	text       string // its digits as written; "" where it holds none
	kind       hand.Kind
	ink.Window // what was cut out of the made page
	high       float64
	written    float64     // width of what was written by hand, 0 for print
	page       *image.Gray // the stretch of the page that it was cut out of
}

// forReader is the field as package hand takes it.
func (f *field) forReader() hand.Field {
	return hand.Field{Picture: f.Gray, Top: f.Top, Low: f.Low, High: f.high}
}

// field makes the field of a seed; ok is false where nothing was found on the
// made page, which happens to empty ones.
//
// most is how many digits it has at most.
func (m *maker) field(seed uint64, most int) (f field, ok bool) {
	r := rand.New(rand.NewPCG(seed, 0xf1e1d))
	what := r.IntN(100)
	f.kind = hand.Sequence
	if r.IntN(10) < 4 {
		f.kind = hand.Day + hand.Kind(r.IntN(3)/2)
	}
	em := math.Exp(between(r, math.Log(18), math.Log(60)))
	l := &layout{
		maker: m, r: r, clerk: m.clerk(r), em: em, size: int(em + 0.5), sheet: newSheet(int(13*em), int(2.8*em)), base: 1.75 * em,
		ink: float32(between(r, 0.8, 1)), pen: float32(between(r, 0.6, 1)),
		tall: em * 0.676 * between(r, 0.9, 1.75),
	}
	switch {
	case what < 8:
		l.fill = l.junk
	case what < 13:
		f.text = digitsFor(r, f.kind, most)
		l.fill = func(x float64) float64 { return l.print(f.text, x) }
	default:
		f.text = digitsFor(r, f.kind, most)
		l.fill = func(x float64) float64 {
			end := l.clerk.write(l.sheet, f.text, x, l.base+em*between(r, -0.12, 0.2), l.tall, l.pen)
			f.written = end - x
			return end
		}
	}
	var site ink.Site
	if f.kind == hand.Sequence {
		site = l.numberLine()
	} else {
		site = l.dateLine(f.kind)
	}
	l.neighbours()
	l.disturb()
	f.page = l.scan()
	f.Window, f.high, ok = ink.Open(ink.Picture{Gray: f.page}, site)
	return f, ok
}

// digitsFor are digits that a field of the kind may hold.
func digitsFor(r *rand.Rand, kind hand.Kind, most int) string {
	switch kind {
	case hand.Day:
		if n := 1 + r.IntN(31); n >= 10 || r.IntN(5) > 0 {
			return fmt.Sprintf("%02d", n)
		} else {
			return strconv.Itoa(n)
		}
	case hand.Month:
		if n := 1 + r.IntN(12); n >= 10 || r.IntN(3) > 0 {
			return fmt.Sprintf("%02d", n)
		} else {
			return strconv.Itoa(n)
		}
	}
	k := r.IntN(100)
	if most < 3 {
		k %= 37
	}
	switch {
	case k < 5:
		return strconv.Itoa(1 + r.IntN(9))
	case k < 14:
		return fmt.Sprintf("%02d", 1+r.IntN(9))
	case k < 37:
		return strconv.Itoa(10 + r.IntN(90))
	case k < 39:
		return fmt.Sprintf("%03d", 1+r.IntN(99))
	case k < 70:
		return strconv.Itoa(100 + r.IntN(900))
	case k < 97:
		return strconv.Itoa(1000 + r.IntN(9000))
	}
	return strconv.Itoa(10000 + r.IntN(90000))
}

// A layout is a line of a form while it is made.
type layout struct {
	*maker
	r        *rand.Rand
	clerk    *clerk
	sheet    *sheet
	em, base float64 // size of the type and base line in pixels
	size     int
	tall     float64 // of the digits by hand
	ink, pen float32
	fill     func(x float64) float64 // fills in the cell from x on and gives where it ends
}

var symbols = [...]string{"/QĐ-UBND", "/CT-UBND", "/TTr-UBND", "/TB-UBND", "/BC-SNV", "/KH-UBND", "/UBND-KT", "-KH/HU", "-CV/ĐU", "/NQ-HĐND", "/STC-QLNS", "/QĐ-BTC", "/2024/QĐ-UBND", "-NQ/TU", "/GM-VP"}

// numberLine sets "Số: ... /QĐ-UBND" and gives what the reader would know of it.
func (l *layout) numberLine() ink.Site {
	mark := [...]string{"Số:", "Số:", "Số :", "Số"}[l.r.IntN(4)]
	from := l.types.set(l.sheet, regular, l.size, mark, l.em, l.base, l.ink)
	end := l.fill(from + l.em*between(l.r, 0.02, 0.7))
	left := max(end+l.em*between(l.r, -0.05, 1.2), from+0.8*l.em)
	if l.r.IntN(12) == 0 {
		left = end - l.em*between(l.r, 0, 0.12) // the last digit touches the slash
	}
	l.leader(from, left)
	symbol := symbols[l.r.IntN(len(symbols))]
	right := l.types.set(l.sheet, regular, l.size, symbol, left, l.base, l.ink)
	slash := l.types.width(regular, l.size, "/")
	return l.site(corpus.CellNumber, from, left, left+slash, right)
}

// dateLine sets "ngày .. tháng .. năm 2024", the kind's cell open.
func (l *layout) dateLine(kind hand.Kind) ink.Site {
	face := italic
	if l.r.IntN(7) == 0 {
		face = regular
	}
	put := func(text string, x float64) float64 {
		return l.types.set(l.sheet, face, l.size, text, x, l.base, l.ink)
	}
	cell := func(x float64, open bool) (from, to float64) {
		if !open {
			gap := between(l.r, 0.2, 0.4) * l.em
			return x, put(strconv.Itoa(1+l.r.IntN(12)), x+gap) + gap
		}
		end := l.fill(x + l.em*between(l.r, 0, 0.6))
		to = max(end+l.em*between(l.r, -0.05, 0.6), x+0.8*l.em)
		l.leader(x, to)
		return x, to
	}
	x := put("Khê, ngày", 0.3*l.em)
	from, to := cell(x, kind == hand.Day)
	x = put("tháng", to)
	monthFrom, monthTo := cell(x, kind == hand.Month)
	if kind == hand.Month {
		from, to = monthFrom, monthTo
	}
	x = put("năm ", monthTo)
	right := put(strconv.Itoa(2015+l.r.IntN(12)), x)
	name := corpus.CellDay
	if kind == hand.Month {
		name = corpus.CellMonth
	}
	return l.site(name, from, to, x, right)
}

// site is a cell from left to right beside print, as far off as recognised
// words put it.
func (l *layout) site(kind string, left, right, besideLeft, besideRight float64) ink.Site {
	l.sheet = l.sheet.cropped(int(besideRight + 0.5*l.em))
	wide, high := float64(l.sheet.wide), float64(l.sheet.high)
	off := func(share float64) float64 { return l.em * share * l.r.NormFloat64() }
	left, right = left+off(0.08), right+off(0.1)
	top, low := (l.base-0.7*l.em)/high, (l.base+0.22*l.em)/high
	return ink.Site{
		Kind: kind, Box: corpus.Box{left / wide, top, max(right, left+0.3*l.em) / wide, low},
		Beside: corpus.Box{besideLeft / wide, top, besideRight / wide, low}, Em: l.em * (1 + 0.03*l.r.NormFloat64()) / wide,
	}
}

// leader sets the dots or the line that some forms have in the blank.
func (l *layout) leader(from, to float64) {
	switch k := l.r.IntN(20); {
	case k < 5:
		dot := l.types.width(regular, l.size, ".")
		if n := int((to - from) / dot); n > 0 {
			l.types.set(l.sheet, regular, l.size, strings.Repeat(".", n), from, l.base, l.ink)
		}
	case k == 5:
		thick := max(l.em/25, 1)
		for y := l.base + 0.1*l.em; y < l.base+0.1*l.em+thick; y++ {
			for x := from; x < to; x++ {
				l.sheet.lay(int(x), int(y), l.ink)
			}
		}
	}
}

// print fills the cell with a printer or a numerator.
func (l *layout) print(text string, x float64) float64 {
	face := cutting(l.r.IntN(int(cuttings)))
	return l.types.set(l.sheet, face, int(l.em*between(l.r, 0.85, 1.3)), text, x, l.base+l.em*between(l.r, -0.1, 0.1), l.pen)
}

// junk fills the cell with what is no number.
func (l *layout) junk(x float64) float64 {
	const letters = "abcdeghiklmnpqrstuvxyĐƯABCDEGHKLMNPQRSTUVXYàáảãạêôơư./-(),;"
	runes := []rune(letters)
	switch l.r.IntN(5) {
	case 0, 1: // words
		var text []rune
		for range 1 + l.r.IntN(5) {
			text = append(text, runes[l.r.IntN(len(runes))])
		}
		return l.types.set(l.sheet, cutting(l.r.IntN(int(cuttings))), int(l.em*between(l.r, 0.7, 1.4)), string(text), x, l.base, l.pen)
	case 2: // a scribble
		var w way
		wide := between(l.r, 40, 200)
		for range 1 + l.r.IntN(2) {
			var stroke [][2]float64
			for range 3 + l.r.IntN(9) {
				stroke = append(stroke, [2]float64{l.r.Float64() * wide, l.r.Float64() * 110})
			}
			w = append(w, stroke)
		}
		s := newSheet(int(5*l.tall), l.sheet.high)
		l.clerk.drawWay(s, w, 0.5*l.tall, l.base, l.tall)
		return l.copy(s, x, 0, s.high)
	case 3: // the upper or the lower half of digits: another line reaches in
		s := newSheet(int(6*l.tall), l.sheet.high)
		l.clerk.write(s, digitsFor(l.r, hand.Sequence, 5), 0.5*l.tall, l.base, l.tall, l.pen)
		cut := int(l.base - l.tall*between(l.r, 0.4, 0.6))
		if l.r.IntN(2) == 0 {
			return l.copy(s, x, 0, cut)
		}
		return l.copy(s, x, cut, s.high)
	case 4: // a line through nothing
		y := l.base - l.em*between(l.r, 0, 0.5)
		for u := range int(2 * l.em) {
			for v := range int(max(l.em/12, 2)) {
				l.sheet.lay(int(x)+u, int(y)+v+u/12, l.pen)
			}
		}
		return x + 2*l.em
	}
	return x + l.em
}

// copy lays the rows from top to low of another sheet from x on.
func (l *layout) copy(s *sheet, x float64, top, low int) float64 {
	left, right, ok := s.span()
	if !ok {
		return x + l.em
	}
	for y := top; y < min(low, s.high); y++ {
		for u := left; u <= right; u++ {
			l.sheet.lay(int(x)+u-left, y, s.ink[y*s.wide+u]*l.pen)
		}
	}
	return x + float64(right-left)
}

// neighbours sets pieces of the lines above and below, or the rule there.
func (l *layout) neighbours() {
	words := [...]string{"TỈNH NINH SƠN", "V/v báo cáo kết quả", "XÃ AN KHÊ", "Độc lập - Tự do - Hạnh phúc", "về việc góp ý dự thảo"}
	line := func(base float64) {
		face := [...]cutting{regular, bold}[l.r.IntN(2)]
		l.types.set(l.sheet, face, l.size, words[l.r.IntN(len(words))], l.em*between(l.r, 0, 4), base, l.ink)
	}
	if l.r.IntN(3) == 0 {
		line(l.base - l.em*between(l.r, 1.25, 1.9))
	}
	if l.r.IntN(3) == 0 {
		y, thick := l.base-l.em*between(l.r, 0.95, 1.7), max(l.em/20, 1)
		from, to := l.r.Float64()*float64(l.sheet.wide), l.r.Float64()*float64(l.sheet.wide)
		for v := y; v < y+thick; v++ {
			for u := from; u < to; u++ {
				l.sheet.lay(int(u), int(v), l.ink)
			}
		}
	}
	if l.r.IntN(3) == 0 {
		line(l.base + l.em*between(l.r, 1.15, 1.5))
	}
}

// disturb lays over the line what lies over lines: the arc of a seal, paled, or
// a fold.
func (l *layout) disturb() {
	if l.r.IntN(14) > 0 {
		return
	}
	pale := float32(between(l.r, 0.2, 0.5))
	radius, thick := l.em*between(l.r, 3, 7), max(l.em*between(l.r, 0.05, 0.12), 1)
	cx, cy := l.r.Float64()*float64(l.sheet.wide), l.base+radius*between(l.r, -1.2, 1.2)
	for y := range l.sheet.high {
		for x := range l.sheet.wide {
			if d := math.Hypot(float64(x)-cx, float64(y)-cy); math.Abs(d-radius) < thick/2 {
				l.sheet.lay(x, y, pale)
			}
		}
	}
}
