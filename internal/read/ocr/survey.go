package ocr

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// surveyDPI is about the resolution at which a page is looked over before it is
// read: small letters have six pixels.
const surveyDPI = 90

// A survey is the letters of a page, as far as a small copy shows them.
type survey struct {
	high, wide int
	dpi        float64
	marks      []image.Rectangle // what can be letters, from left to right
	points     []image.Point     // their ink

	darkest, brightest float32 // paper
}

// inkShare is the part of the paper's brightness under which a pixel is ink. A
// seal or letters that shine through from the back are paler.
const inkShare = 0.65

// surveyOf looks a picture over.
func surveyOf(p *picture) survey {
	n := max(int(p.dpi/surveyDPI+0.5), 1)
	dpi := p.dpi / float64(n)
	small, size := shrunk(p.gray, n), blockSize(dpi)
	paper := paperOf(small, size)
	even := against(small, paper, size)
	s := survey{wide: even.Rect.Dx(), high: even.Rect.Dy(), dpi: dpi}
	s.darkest, s.brightest = range5(paper)
	ink := make([]bool, len(even.Pix))
	const level = 255 * inkShare
	for i, v := range even.Pix {
		ink[i] = float64(v) < level
	}
	s.gather(ink)
	return s
}

// shrunk is img with the mean of n x n pixels for one.
func shrunk(img *image.Gray, n int) *image.Gray {
	w, h := max(img.Rect.Dx()/n, 1), max(img.Rect.Dy()/n, 1)
	n = min(n, img.Rect.Dx(), img.Rect.Dy())
	out := image.NewGray(image.Rect(0, 0, w, h))
	sums := make([]int, w)
	for y := range h {
		clear(sums)
		for v := y * n; v < (y+1)*n; v++ {
			row := img.Pix[v*img.Stride : v*img.Stride+w*n]
			for x := range sums {
				sum := 0
				for _, p := range row[x*n : x*n+n] {
					sum += int(p)
				}
				sums[x] += sum
			}
		}
		for x, sum := range sums {
			out.Pix[y*out.Stride+x] = uint8(sum / (n * n))
		}
	}
	return out
}

// gather finds connected ink that can be letters: not specks, and not borders,
// holes, seals' rims or rules. It clears ink.
func (s *survey) gather(ink []bool) {
	least, most := int(s.dpi/25), int(s.dpi/2) // height: 1 mm to 13 mm
	var stack, piece []int
	for start := range ink {
		if !ink[start] {
			continue
		}
		ink[start] = false
		stack, piece = append(stack[:0], start), piece[:0]
		box := image.Rectangle{Min: image.Pt(s.wide, s.high)}
		for len(stack) > 0 {
			at := stack[len(stack)-1]
			stack, piece = stack[:len(stack)-1], append(piece, at)
			x, y := at%s.wide, at/s.wide
			box.Min.X, box.Max.X = min(box.Min.X, x), max(box.Max.X, x+1)
			box.Min.Y, box.Max.Y = min(box.Min.Y, y), max(box.Max.Y, y+1)
			for v := max(y-1, 0); v <= min(y+1, s.high-1); v++ {
				for u := max(x-1, 0); u <= min(x+1, s.wide-1); u++ {
					if i := v*s.wide + u; ink[i] {
						ink[i] = false
						stack = append(stack, i)
					}
				}
			}
		}
		if small, large := min(box.Dx(), box.Dy()), max(box.Dx(), box.Dy()); small < 1 || large < least || large > 2*most || small > most {
			continue
		}
		s.marks = append(s.marks, box)
		for _, at := range piece {
			s.points = append(s.points, image.Pt(at%s.wide, at/s.wide))
		}
	}
	slices.SortFunc(s.marks, func(a, b image.Rectangle) int {
		return cmp.Or(cmp.Compare(a.Min.X, b.Min.X), cmp.Compare(a.Min.Y, b.Min.Y))
	})
}

// neighbours counts for every mark those that stand beside it as the letters of
// a word do, and in all those beside and those above or below.
func (s *survey) neighbours() (beside []int, along, down int) {
	beside = make([]int, len(s.marks))
	reach := int(s.dpi / 2)
	for i, a := range s.marks {
		for j := i + 1; j < len(s.marks) && s.marks[j].Min.X-a.Max.X <= reach; j++ {
			b := s.marks[j]
			if nextTo(a, b) {
				beside[i]++
				beside[j]++
				along++
			} else if nextTo(flip(a), flip(b)) {
				down++
			}
		}
	}
	return beside, along, down
}

// nextTo tells whether two marks can be letters of one word: at one height, of
// like size, not far from each other.
func nextTo(a, b image.Rectangle) bool {
	small, large := min(a.Dy(), b.Dy()), max(a.Dy(), b.Dy())
	shared := min(a.Max.Y, b.Max.Y) - max(a.Min.Y, b.Min.Y)
	gap := max(a.Min.X, b.Min.X) - min(a.Max.X, b.Max.X)
	return 2*shared > small && large <= 3*small && 2*gap < large && 2*gap > -small
}

func flip(r image.Rectangle) image.Rectangle { return image.Rect(r.Min.Y, r.Min.X, r.Max.Y, r.Max.X) }

// blank tells whether no three marks stand side by side as letters do: an empty
// back page, whatever dirt, holes and shadows the scanner has seen on it.
func (s *survey) blank() bool {
	beside, _, _ := s.neighbours()
	return !slices.ContainsFunc(beside, func(n int) bool { return n >= 2 })
}

// sideways tells whether the lines of text run from top to bottom.
func (s *survey) sideways() bool {
	_, along, down := s.neighbours()
	return down > 2*along && len(s.marks) > fewMarks
}

// fewMarks are too few to tell how the lines of a page run.
const fewMarks = 60

// profile is how sharply the lines of text stand apart, once the page is turned
// counterclockwise by an angle (in degrees, small).
func (s *survey) profile(degrees float64) float64 {
	shear := math.Tan(-degrees * math.Pi / 180)
	rows := make([]int, s.high+int(math.Abs(shear)*float64(s.wide))+2)
	shift := make([]int, s.wide)
	least := min(0, shear*float64(s.wide))
	for x := range shift {
		shift[x] = int(shear*float64(x) - least)
	}
	for _, p := range s.points {
		rows[p.Y+shift[p.X]]++
	}
	sum := 0.0
	for i := 1; i < len(rows); i++ {
		d := float64(rows[i] - rows[i-1])
		sum += d * d
	}
	return sum
}

// maxSkew is the largest angle that is looked for, in degrees.
const maxSkew = 5

// skew is by how many degrees the lines of the page fall to the right: the page
// must be turned counterclockwise by as much. 0 where there is too little text.
func (s *survey) skew() float64 {
	if len(s.marks) <= fewMarks {
		return 0
	}
	best, most := 0.0, 0.0
	try := func(degrees float64) {
		if v := s.profile(degrees); v > most {
			best, most = degrees, v
		}
	}
	try(0)
	for d := -maxSkew; d <= maxSkew; d++ {
		try(float64(d))
	}
	for _, step := range [...]float64{0.5, 0.25, 0.1} {
		middle := best
		try(middle - step)
		try(middle + step)
	}
	return best
}

// leastTilt is the smallest skew that is worth a turn of the picture.
const leastTilt = 0.3

// tilt is the skew, 0 where it does no harm.
func (s *survey) tilt() float64 {
	if d := s.skew(); math.Abs(d) >= leastTilt {
		return d
	}
	return 0
}
