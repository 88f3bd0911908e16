package main

import (
	"math"

	"vanthu/internal/hand"
)

// A ctc is the connectionist temporal loss: minus the logarithm of the
// probability that frames are a string, over all ways to lay it along them
// (Graves et al. 2006), and its slope.
type ctc struct {
	logs          []float64 // of the classes' probabilities by frame
	forth, behind []float64
	slope         []float32
}

func (c *ctc) sized(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	return s[:n]
}

func logSum(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}

// loss gives the loss of sums (frames x classes) for digits and its slope by
// them; false where the frames are too few for the digits.
func (c *ctc) loss(sums []float32, digits string) (float64, []float32, bool) {
	const k = hand.Classes
	frames := len(sums) / k
	n := 2*len(digits) + 1
	c.logs, c.forth, c.behind = c.sized(c.logs, frames*k), c.sized(c.forth, frames*n), c.sized(c.behind, frames*n)
	for t := range frames {
		row := sums[t*k : (t+1)*k]
		most, sum := math.Inf(-1), 0.0
		for _, v := range row {
			most = max(most, float64(v))
		}
		for _, v := range row {
			sum += math.Exp(float64(v) - most)
		}
		for i, v := range row {
			c.logs[t*k+i] = float64(v) - most - math.Log(sum)
		}
	}
	class := func(s int) int {
		if s%2 == 0 {
			return hand.Blank
		}
		return int(digits[s/2] - '0')
	}
	skips := func(s int) bool { return s > 1 && s%2 == 1 && class(s) != class(s-2) }
	for t := range frames {
		for s := range n {
			v := math.Inf(-1)
			if t == 0 {
				if s < 2 {
					v = 0
				}
			} else {
				v = c.forth[(t-1)*n+s]
				if s > 0 {
					v = logSum(v, c.forth[(t-1)*n+s-1])
				}
				if skips(s) {
					v = logSum(v, c.forth[(t-1)*n+s-2])
				}
			}
			c.forth[t*n+s] = v + c.logs[t*k+class(s)]
		}
	}
	for t := frames - 1; t >= 0; t-- {
		for s := n - 1; s >= 0; s-- {
			v := math.Inf(-1)
			if t == frames-1 {
				if s >= n-2 {
					v = 0
				}
			} else {
				v = c.behind[(t+1)*n+s] + c.logs[(t+1)*k+class(s)]
				if s+1 < n {
					v = logSum(v, c.behind[(t+1)*n+s+1]+c.logs[(t+1)*k+class(s+1)])
				}
				if s+2 < n && skips(s+2) {
					v = logSum(v, c.behind[(t+1)*n+s+2]+c.logs[(t+1)*k+class(s+2)])
				}
			}
			c.behind[t*n+s] = v
		}
	}
	total := c.forth[frames*n-1]
	if n > 1 {
		total = logSum(total, c.forth[frames*n-2])
	}
	if math.IsInf(total, -1) {
		return 0, nil, false
	}
	if cap(c.slope) < frames*k {
		c.slope = make([]float32, frames*k)
	}
	c.slope = c.slope[:frames*k]
	for t := range frames {
		var share [k]float64
		for s := range n {
			share[class(s)] += math.Exp(c.forth[t*n+s] + c.behind[t*n+s] - total)
		}
		for i := range k {
			c.slope[t*k+i] = float32(math.Exp(c.logs[t*k+i]) - share[i])
		}
	}
	return -total, c.slope, true
}
