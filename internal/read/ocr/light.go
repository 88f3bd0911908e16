package ocr

import (
	"image"
	"slices"
)

// blocksPerInch is how many squares an inch has of which the paper's brightness
// is measured: they are wider than the strokes of a title.
const blocksPerInch = 6

// Paper is dark or unevenly lit, so that the light must be evened, where one of
// twenty squares is darker than this, or where they differ by more than that.
const (
	darkPaper   = 170
	unevenPaper = 60
)

// lit is the picture under even light, or as it is where its light is even
// enough: what scanners give.
func (p *picture) lit(s *survey) *picture {
	if s.darkest >= darkPaper && s.brightest-s.darkest <= unevenPaper {
		return p
	}
	return &picture{gray: evened(p.gray, p.dpi), dpi: p.dpi, width: p.width, height: p.height}
}

// range5 is between what gray levels paper lies but for a twentieth of it at
// either end.
func range5(paper [][]float32) (darkest, brightest float32) {
	all := slices.Concat(paper...)
	slices.Sort(all)
	return all[len(all)/20], all[len(all)*19/20]
}

// evened is a page under even light: every pixel is measured against the paper
// around it. A dark desk around the page becomes as white as the paper, so that
// the threshold between ink and paper is not drawn between paper and desk.
func evened(img *image.Gray, dpi float64) *image.Gray {
	size := blockSize(dpi)
	return against(img, paperOf(img, size), size)
}

func blockSize(dpi float64) int { return max(int(dpi/blocksPerInch), 4) }

// against is img measured against the brightness of paper by square of size
// pixels.
func against(img *image.Gray, paper [][]float32, size int) *image.Gray {
	wide, high := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewGray(img.Rect)
	across := len(paper[0])
	line := make([]float32, across)
	for y := range high {
		fy := min(max((float32(y)+0.5)/float32(size)-0.5, 0), float32(len(paper)-1))
		above := int(fy)
		below := min(above+1, len(paper)-1)
		part := fy - float32(above)
		for i := range line {
			line[i] = paper[above][i]*(1-part) + paper[below][i]*part
		}
		row := img.Pix[y*img.Stride : y*img.Stride+wide]
		for x, v := range row {
			fx := min(max((float32(x)+0.5)/float32(size)-0.5, 0), float32(across-1))
			left := int(fx)
			right := min(left+1, across-1)
			white := line[left] + (line[right]-line[left])*(fx-float32(left))
			out.Pix[y*out.Stride+x] = uint8(min(float32(v)*255/max(white, 16), 255))
		}
	}
	return out
}

// paperOf is the brightness of paper by square of size pixels: most of a square
// is paper; where it is not (thick letters, a seal), its neighbours tell.
func paperOf(img *image.Gray, size int) [][]float32 {
	wide, high := img.Rect.Dx(), img.Rect.Dy()
	across, down := (wide+size-1)/size, (high+size-1)/size
	raw := make([][]float32, down)
	for j := range down {
		raw[j] = make([]float32, across)
		for i := range across {
			var counts [256]int
			n := 0
			for y := j * size; y < min((j+1)*size, high); y++ {
				for _, v := range img.Pix[y*img.Stride+i*size : y*img.Stride+min((i+1)*size, wide)] {
					counts[v]++
					n++
				}
			}
			raw[j][i] = quantile(&counts, n, 0.85)
		}
	}
	out := make([][]float32, down)
	near := make([]float32, 0, 9)
	for j := range down {
		out[j] = make([]float32, across)
		for i := range across {
			near = near[:0]
			for y := max(j-1, 0); y <= min(j+1, down-1); y++ {
				near = append(near, raw[y][max(i-1, 0):min(i+2, across)]...)
			}
			slices.Sort(near)
			out[j][i] = near[len(near)/2]
		}
	}
	return out
}

// quantile is the gray level that the share of n counted pixels does not exceed.
func quantile(counts *[256]int, n int, share float64) float32 {
	rest := int(share * float64(n))
	for v, c := range counts {
		if rest -= c; rest < 0 {
			return float32(v)
		}
	}
	return 255
}
