package main

import (
	_ "embed"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"golang.org/x/image/font/opentype"
)

// waysTable is how clerks write digits: the forms that MNIST, of American
// hands, lacks or has seldom. Points are x, y in percent of the height from the
// left bottom corner; strokes are separated by semicolons.
//
//go:embed strokes.tsv
var waysTable string

// A way is one way to write a digit: its strokes, each some points.
type way [][][2]float64

// readWays reads the table.
func readWays() ([10][]way, error) {
	var all [10][]way
	for n, line := range strings.Split(strings.TrimSpace(waysTable), "\n") {
		if n == 0 {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 || len(cells[0]) != 1 || cells[0][0] < '0' || cells[0][0] > '9' {
			return all, fmt.Errorf("strokes.tsv: line %d is no digit, way and note", n+1)
		}
		var w way
		for stroke := range strings.SplitSeq(cells[1], ";") {
			var points [][2]float64
			for pair := range strings.FieldsSeq(stroke) {
				var p [2]float64
				if _, err := fmt.Sscanf(pair, "%g,%g", &p[0], &p[1]); err != nil {
					return all, fmt.Errorf("strokes.tsv: line %d: %q is no point", n+1, pair)
				}
				points = append(points, p)
			}
			w = append(w, points)
		}
		all[cells[0][0]-'0'] = append(all[cells[0][0]-'0'], w)
	}
	return all, nil
}

// A clerk writes in one hand: the same ways, the same slant, the same pen.
type clerk struct {
	r        *rand.Rand
	drawn    float64   // share of the digits that are drawn by strokes; the others are of MNIST
	ways     [10]way   // how this hand writes each digit
	bend     float64   // how far points go astray, in percent of the height
	slant    float64   // to the right through height
	aspect   float64   // of width, 1 is usual
	pen      float64   // width through height
	gap      float64   // between digits, through height
	unsteady float64   // how height and base line vary, through height
	swell    float64   // how the pen's width varies
	digits   [10][]int // the MNIST pictures of each digit
	pictures *pictures
	script   *opentype.Font // nil: drawn or of MNIST
}

// A maker makes clerks and fields of one set of pictures.
type maker struct {
	ways     [10][]way
	pictures *pictures
	types    *types
	scripts  []*opentype.Font // handwriting fonts; where there are any, nothing else is written
	own      bool             // no picture of MNIST is used: testdata holds none
	grain    []float32        // normal deviates: making them anew for each pixel takes longer than learning
}

// clerk makes a hand.
func (m *maker) clerk(r *rand.Rand) *clerk {
	c := &clerk{r: r, pictures: m.pictures, digits: m.pictures.byDigit}
	switch k := r.IntN(10); {
	case k < 5:
		c.drawn = 0
	case k < 8:
		c.drawn = 1
	default:
		c.drawn = 0.5
	}
	if m.own {
		c.drawn = 1
	}
	for d := range c.ways {
		c.ways[d] = m.ways[d][r.IntN(len(m.ways[d]))]
	}
	c.bend = between(r, 1, 5)
	c.slant = between(r, -0.12, 0.5)
	c.aspect = between(r, 0.7, 1.25)
	c.pen = math.Exp(between(r, math.Log(0.05), math.Log(0.2)))
	c.gap = between(r, -0.12, 0.3)
	if r.IntN(6) == 0 {
		c.gap = between(r, 0.3, 0.7)
	}
	c.unsteady = between(r, 0, 0.09)
	c.swell = between(r, 0, 0.3)
	if len(m.scripts) > 0 {
		c.script = m.scripts[r.IntN(len(m.scripts))]
		c.slant = between(r, -0.05, 0.2) // fonts have their own
	}
	return c
}

func between(r *rand.Rand, a, b float64) float64 { return a + float64(r.Float64()*(b-a)) }

// A sheet is ink from 0 to 1 on a piece of paper.
type sheet struct {
	ink        []float32
	wide, high int
}

func newSheet(wide, high int) *sheet {
	return &sheet{ink: make([]float32, wide*high), wide: wide, high: high}
}

// cropped is the sheet's left part.
func (s *sheet) cropped(wide int) *sheet {
	out := newSheet(min(wide, s.wide), s.high)
	for y := range s.high {
		copy(out.ink[y*out.wide:(y+1)*out.wide], s.ink[y*s.wide:])
	}
	return out
}

// lay keeps the darker of what is there and what is laid on it.
func (s *sheet) lay(x, y int, ink float32) {
	if x >= 0 && y >= 0 && x < s.wide && y < s.high && ink > s.ink[y*s.wide+x] {
		s.ink[y*s.wide+x] = min(ink, 1)
	}
}

// write writes digits from x on, tall pixels high, their feet at base, and gives
// where they end.
func (c *clerk) write(s *sheet, text string, x, base, tall float64, ink float32) float64 {
	end := x
	var fringe []float64 // by row: the farthest ink to the right so far
	for i := range len(text) {
		h := tall * (1 + c.unsteady*c.r.NormFloat64())
		foot := base + tall*c.unsteady*c.r.NormFloat64()
		one := newSheet(int(2.2*h)+8, int(1.6*h)+8)
		low := float64(one.high) - 0.3*h - 4
		if c.script != nil {
			c.drawScript(one, rune(text[i]), 0.5*h+4, low, h)
		} else if c.r.Float64() < c.drawn {
			c.drawWay(one, c.ways[text[i]-'0'], 0.5*h+4, low, h)
		} else {
			all := c.digits[text[i]-'0']
			c.drawPicture(one, c.pictures.at(all[c.r.IntN(len(all))]), 0.5*h+4, low, h)
		}
		left, right, ok := one.span()
		if !ok {
			continue
		}
		top := int(foot - low)
		shift := x - float64(left)
		if i > 0 {
			shift = c.push(one, fringe, top, tall)
		}
		if fringe == nil {
			fringe = make([]float64, s.high)
			for y := range fringe {
				fringe[y] = math.Inf(-1)
			}
		}
		dx := int(math.Round(shift))
		for y := range one.high {
			for u := left; u <= right; u++ {
				v := one.ink[y*one.wide+u]
				if v <= 0 {
					continue
				}
				s.lay(u+dx, y+top, v*ink)
				if v > 0.5 && y+top >= 0 && y+top < s.high {
					fringe[y+top] = max(fringe[y+top], float64(u+dx))
				}
			}
		}
		end = max(end, float64(right+dx+1))
	}
	return end
}

// push is how far to the right a digit is set so that it keeps the hand's gap
// from those before it: between the outlines and not the boxes, for a 1 stands
// under the bar of a 7.
func (c *clerk) push(one *sheet, fringe []float64, top int, tall float64) float64 {
	gap := (c.gap + 0.08*c.r.NormFloat64()) * tall
	shift, before, after := math.Inf(-1), math.Inf(-1), math.Inf(1)
	for y := range one.high {
		v := y + top
		if v < 0 || v >= len(fringe) {
			continue
		}
		first := -1
		for u := range one.wide {
			if one.ink[y*one.wide+u] > 0.5 {
				first = u
				break
			}
		}
		before = max(before, fringe[v])
		if first < 0 {
			continue
		}
		after = min(after, float64(first))
		// Near rows count too.
		reach := int(0.08 * tall)
		for w := max(v-reach, 0); w <= min(v+reach, len(fringe)-1); w++ {
			shift = max(shift, fringe[w]-float64(first)+gap)
		}
	}
	// Boxes overlap by half a digit at most.
	return max(shift, before-after-0.35*tall)
}

// span is the first and last column with ink.
func (s *sheet) span() (left, right int, ok bool) {
	left, right = s.wide, -1
	for y := range s.high {
		for x, v := range s.ink[y*s.wide : (y+1)*s.wide] {
			if v > 0.5 {
				left, right = min(left, x), max(right, x)
			}
		}
	}
	return left, right, right >= 0
}

// drawWay draws strokes with the hand's pen.
func (c *clerk) drawWay(s *sheet, w way, x, base, tall float64) {
	phase, waves := between(c.r, 0, 2*math.Pi), between(c.r, 0.5, 1.5)
	stretch := 1 + 0.08*c.r.NormFloat64()
	turn := 0.05 * c.r.NormFloat64()
	for _, stroke := range w {
		moved := make([][2]float64, len(stroke))
		for i, p := range stroke {
			px := (p[0]*c.aspect*stretch + c.bend*c.r.NormFloat64()) / 100
			py := (p[1] + c.bend*c.r.NormFloat64()) / 100
			px += turn*py + 0.03*math.Sin(phase+waves*2*math.Pi*py)
			moved[i] = [2]float64{px, py}
		}
		get := func(i int) [2]float64 { return moved[min(max(i, 0), len(moved)-1)] }
		const steps = 14
		for i := range len(moved) - 1 {
			a, b, d, e := get(i-1), get(i), get(i+1), get(i+2)
			for n := range steps {
				t := float64(n) / steps
				var p [2]float64
				for k := range p { // Catmull-Rom
					p[k] = 0.5 * (2*b[k] + (d[k]-a[k])*t + (2*a[k]-5*b[k]+4*d[k]-e[k])*t*t + (3*b[k]-a[k]-3*d[k]+e[k])*t*t*t)
				}
				radius := c.pen * tall / 2 * (1 + c.swell*math.Sin(phase+float64(i*steps+n)/9))
				s.disc(x+(p[0]+c.slant*p[1])*tall, base-p[1]*tall, radius)
			}
		}
	}
}

// disc lays one touch of the pen.
func (s *sheet) disc(x, y, radius float64) {
	radius = max(radius, 0.5)
	for v := int(y - radius - 1); v <= int(y+radius+1); v++ {
		for u := int(x - radius - 1); u <= int(x+radius+1); u++ {
			dx, dy := float64(u)+0.5-x, float64(v)+0.5-y
			s.lay(u, v, float32(min(max(radius+0.5-math.Sqrt(dx*dx+dy*dy), 0), 1)))
		}
	}
}

// drawPicture draws a digit of MNIST, made upright first, in the hand's slant,
// its stroke made wider or thinner.
func (c *clerk) drawPicture(s *sheet, p *picture, x, base, tall float64) {
	by := float64(p.high) / tall // pixels of the picture for one of the sheet
	stretch := c.aspect * (1 + 0.08*c.r.NormFloat64())
	phase, waves := between(c.r, 0, 2*math.Pi), between(c.r, 0.5, 1.5)
	level := min(max(0.5+(0.12-c.pen)*4+0.05*c.r.NormFloat64(), 0.12), 0.85)
	crisp := 1.3 / by
	for v := range s.high {
		up := (base - float64(v) - 0.5) / tall // 0 at the foot, 1 at the top
		if up < -0.2 || up > 1.2 {
			continue
		}
		sy := (1-up)*float64(p.high) + p.top
		lean := c.slant*up + 0.03*math.Sin(phase+waves*2*math.Pi*up)
		for u := range s.wide {
			sx := ((float64(u)+0.5-x)-lean*tall)*by/stretch + p.left - p.shear*(sy-p.middle)
			value := p.value(sx-0.5, sy-0.5)
			if value > 0.02 {
				s.lay(u, v, float32(min(max((value-level)*crisp+0.5, 0), 1)))
			}
		}
	}
}
