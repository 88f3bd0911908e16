package main

import (
	"math"
	"math/rand/v2"

	"vanthu/internal/hand"
)

// A learner is the net while it is trained: weights in the order of package
// hand, and everything that a step of training needs.
type learner struct {
	layers []*learning
	steps  int
	state  ctc
}

// A learning is one layer. Its weights are kept twice: as package hand takes
// them for the way forth, each kernel's row and column turned for the way back.
type learning struct {
	hand.Layer
	weights []float32 // by row, column, in and out; then biases
	turned  []float32 // by row, column, out and in
	slope   []float32 // of the loss by weights
	m, v    []float32 // Adam's moments

	in          []float32 // with its rim of zeros, by row, column, channel
	inSlope     []float32
	rows, cols  int       // of in without the rim
	sums        []float32 // before the largest is taken
	sumRows     int
	largest     []int32 // by value given on: index in sums, -1 where it is 0
	outR, outC  int
	sumSlope    []float32
	last        bool
	padY, padX  int
	wide, depth int // of a row of in with its rim; of a kernel's row
}

func newLearner(seed uint64) *learner {
	r := rand.New(rand.NewPCG(seed, 0x1ea54))
	l := new(learner)
	shapes := hand.Layers()
	for i, s := range shapes {
		g := &learning{Layer: s, last: i == len(shapes)-1, padX: s.Wide / 2, depth: s.Wide * s.In}
		if s.High == 3 {
			g.padY = 1
		}
		g.weights = make([]float32, s.Weights())
		spread := math.Sqrt(2 / float64(s.High*s.Wide*s.In))
		for k := range s.Weights() - s.Out {
			g.weights[k] = float32(r.NormFloat64() * spread)
		}
		if g.last {
			g.weights[s.Weights()-s.Out+hand.Blank] = 1 // most frames hold no digit
		}
		g.turned = make([]float32, s.Weights()-s.Out)
		g.slope = make([]float32, s.Weights())
		g.m, g.v = make([]float32, s.Weights()), make([]float32, s.Weights())
		g.turn()
		l.layers = append(l.layers, g)
	}
	return l
}

// all are the weights in the form of package hand.
func (l *learner) all() [][]float32 {
	var out [][]float32
	for _, g := range l.layers {
		out = append(out, g.weights)
	}
	return out
}

// turn brings the weights into the order for the way back.
func (g *learning) turn() {
	for at := range g.High * g.Wide {
		from, to := g.weights[at*g.In*g.Out:], g.turned[at*g.In*g.Out:]
		for i := range g.In {
			for o := range g.Out {
				to[o*g.In+i] = from[i*g.Out+o]
			}
		}
	}
}

func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// shape readies a layer for an input of rows x cols.
func (g *learning) shape(rows, cols int) {
	g.rows, g.cols = rows, cols
	g.wide = (cols + 2*g.padX) * g.In
	g.in = sized(g.in, g.wide*(rows+2*g.padY))
	g.inSlope = sized(g.inSlope, len(g.in))
	g.sumRows = rows
	if g.High == 4 {
		g.sumRows = 1
	}
	g.sums = sized(g.sums, g.sumRows*cols*g.Out)
	g.outR, g.outC = g.sumRows/g.Down, cols/g.Across
	if n := g.outR * g.outC * g.Out; cap(g.largest) < n {
		g.largest = make([]int32, n)
	} else {
		g.largest = g.largest[:n]
	}
	g.sumSlope = sized(g.sumSlope, len(g.sums))
}

// forth runs the net on a strip and gives the sums of the last layer by frame.
func (l *learner) forth(s *hand.Strip) []float32 {
	first := l.layers[0]
	first.shape(hand.Rows, s.Columns)
	for y := range hand.Rows {
		copy(first.in[(y+1)*first.wide+1:], s.Ink[y*s.Columns:(y+1)*s.Columns])
	}
	for i, g := range l.layers {
		bias := g.weights[len(g.turned):]
		for p := range g.sumRows * g.cols {
			copy(g.sums[p*g.Out:], bias)
		}
		for y := range g.sumRows {
			for k := range g.High {
				product(g.sums[y*g.cols*g.Out:], g.in[(y+k)*g.wide:], g.weights[k*g.depth*g.Out:], g.cols, g.Out, g.depth, g.In, 1)
			}
		}
		if g.last {
			return g.sums
		}
		next := l.layers[i+1]
		next.shape(g.outR, g.outC)
		g.pool(next)
	}
	return nil
}

// pool gives the largest of each group, or 0, to the next layer.
func (g *learning) pool(next *learning) {
	n := 0
	for y := range g.outR {
		for x := range g.outC {
			to := next.in[(y+next.padY)*next.wide+(x+next.padX)*g.Out:]
			for o := range g.Out {
				best, at := float32(0), int32(-1)
				for d := range g.Down {
					for a := range g.Across {
						i := ((y*g.Down+d)*g.cols+x*g.Across+a)*g.Out + o
						if v := g.sums[i]; v > best {
							best, at = v, int32(i)
						}
					}
				}
				to[o] = best
				g.largest[n] = at
				n++
			}
		}
	}
}

// back leads the slope of the loss by the last sums to all weights.
func (l *learner) back(slope []float32) {
	for i := len(l.layers) - 1; i >= 0; i-- {
		g := l.layers[i]
		if g.last {
			copy(g.sumSlope, slope)
		} else {
			g.spread(l.layers[i+1])
		}
		g.lead()
	}
}

// spread gives the slopes by what the next layer took to the sums it came from.
func (g *learning) spread(next *learning) {
	n := 0
	for y := range g.outR {
		for x := range g.outC {
			from := next.inSlope[(y+next.padY)*next.wide+(x+next.padX)*g.Out:]
			for o := range g.Out {
				if at := g.largest[n]; at >= 0 {
					g.sumSlope[at] = from[o]
				}
				n++
			}
		}
	}
}

// lead adds what the slopes by the sums mean for the kernels and for the input.
func (g *learning) lead() {
	bias := g.slope[len(g.turned):]
	for p := range g.sumRows * g.cols {
		add(bias, g.sumSlope[p*g.Out:(p+1)*g.Out], 1)
	}
	for y := range g.sumRows {
		slopes := g.sumSlope[y*g.cols*g.Out : (y+1)*g.cols*g.Out]
		for k := range g.High {
			at := (y + k) * g.wide
			product(g.slope[k*g.depth*g.Out:], g.in[at:], slopes, g.depth, g.Out, g.cols, 1, g.In)
			for w := range g.Wide {
				if g.In > 1 {
					product(g.inSlope[at+w*g.In:], slopes, g.turned[(k*g.Wide+w)*g.In*g.Out:], g.cols, g.In, g.Out, g.Out, 1)
				}
			}
		}
	}
}

// step moves the weights by Adam against the mean slope of the examples since
// the last step.
func (l *learner) step(rate float64, examples int) {
	const keepM, keepV, least = 0.9, 0.999, 1e-8
	const decay = 1e-4 // of weights, so that none grows without need
	l.steps++
	norm := 0.0
	for _, g := range l.layers {
		for _, s := range g.slope {
			norm += float64(s) * float64(s)
		}
	}
	scale := 1 / float64(examples)
	if norm = math.Sqrt(norm) * scale; norm > 5 {
		scale *= 5 / norm
	}
	fixM, fixV := 1-math.Pow(keepM, float64(l.steps)), 1-math.Pow(keepV, float64(l.steps))
	for _, g := range l.layers {
		kernels := len(g.turned)
		for k, s := range g.slope {
			slope := float32(float64(s) * scale)
			g.m[k] = float32(keepM*g.m[k]) + float32((1-keepM)*slope)
			g.v[k] = float32(keepV*g.v[k]) + float32((1-keepV)*float32(slope*slope))
			move := float32(rate * (float64(g.m[k]) / fixM) / (math.Sqrt(float64(g.v[k])/fixV) + least))
			if k < kernels {
				move += float32(rate * decay * float64(g.weights[k]))
			}
			g.weights[k] -= move
		}
		clear(g.slope)
		g.turn()
	}
}
