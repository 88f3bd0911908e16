package hand

import "math"

// rim is the paper on each side of a plane of values.
const rim = 2

// A plane is the values of one channel after another, each row with a rim of
// zeros to the left and right and one row of zeros above and below.
type plane struct {
	values             []float32
	channels           int
	rows, columns      int
	stride, perChannel int
}

// shape makes a plane of a size, its rim zero, without allocating where it has
// been as large before.
func (p *plane) shape(channels, rows, columns int) {
	p.channels, p.rows, p.columns = channels, rows, columns
	p.stride = columns + 2*rim
	p.perChannel = p.stride * (rows + 2)
	if need := channels * p.perChannel; cap(p.values) < need {
		p.values = make([]float32, need)
	} else {
		p.values = p.values[:need]
		clear(p.values)
	}
}

// row is row y of a channel with its rim; -1 and rows are paper.
func (p *plane) row(channel, y int) []float32 {
	at := channel*p.perChannel + (y+1)*p.stride
	return p.values[at : at+p.stride]
}

// forward brings the strip in r.planes[0] to the probabilities of each frame.
func (r *Reader) forward() {
	for i := range r.net.layers {
		r.convolve(&r.net.layers[i], &r.planes[i], &r.planes[i+1], i < len(r.net.layers)-1)
	}
	out := &r.planes[len(r.net.layers)]
	frames := (*r.frames)[:0]
	for t := range out.columns {
		var f frame
		most, sum := math.Inf(-1), 0.0
		for c := range f {
			f[c] = float64(out.row(c, 0)[rim+t])
			most = max(most, f[c])
		}
		for c := range f {
			f[c] = math.Exp(f[c] - most)
			sum += f[c]
		}
		for c := range f {
			f[c] /= sum
		}
		frames = append(frames, f)
	}
	*r.frames = frames
}

// convolve is one layer. A sum that a processor with fused multiply-add would
// round otherwise is kept from it by conversions.
func (r *Reader) convolve(l *layer, in, out *plane, rectify bool) {
	rows := in.rows
	if l.High == 4 {
		rows = 1
	}
	out.shape(l.Out, rows/l.Down, in.columns/l.Across)
	taps := l.High * l.Wide
	for o := range l.Out {
		for y := range out.rows {
			line := r.lines[:l.Down]
			for d := range line {
				sum := line[d][:in.columns]
				for x := range sum {
					sum[x] = l.bias[o]
				}
				for c := range l.In {
					k := l.kernels[(o*l.In+c)*taps : (o*l.In+c+1)*taps]
					at := y*l.Down + d
					switch {
					case l.High == 3:
						nine(sum, in.row(c, at-1)[rim-1:], in.row(c, at)[rim-1:], in.row(c, at+1)[rim-1:], k)
					case l.Wide == 5:
						for h := range l.High {
							five(sum, in.row(c, h)[rim-2:], k[h*5:])
						}
					case l.Wide == 3:
						three(sum, in.row(c, at)[rim-1:], k)
					default:
						one(sum, in.row(c, at)[rim:], k[0])
					}
				}
			}
			to := out.row(o, y)[rim : rim+out.columns]
			for x := range to {
				v := line[0][x*l.Across]
				for d := range l.Down {
					for a := range l.Across {
						v = max(v, line[d][x*l.Across+a])
					}
				}
				if rectify {
					v = max(v, 0)
				}
				to[x] = v
			}
		}
	}
}

// nine adds a kernel of three rows; the rows begin one to the left of sum.
func nine(sum, a, b, c, k []float32) {
	_ = k[8]
	k0, k1, k2, k3, k4, k5, k6, k7, k8 := k[0], k[1], k[2], k[3], k[4], k[5], k[6], k[7], k[8]
	n := len(sum)
	a, b, c = a[:n+2], b[:n+2], c[:n+2]
	a0, a1, b0, b1, c0, c1 := a[0], a[1], b[0], b[1], c[0], c[1]
	for x := range sum {
		a2, b2, c2 := a[x+2], b[x+2], c[x+2]
		top := float32(a0*k0) + float32(a1*k1) + float32(a2*k2)
		middle := float32(b0*k3) + float32(b1*k4) + float32(b2*k5)
		low := float32(c0*k6) + float32(c1*k7) + float32(c2*k8)
		sum[x] += top + middle + low
		a0, a1, b0, b1, c0, c1 = a1, a2, b1, b2, c1, c2
	}
}

func five(sum, a, k []float32) {
	_ = k[4]
	k0, k1, k2, k3, k4 := k[0], k[1], k[2], k[3], k[4]
	a = a[:len(sum)+4]
	a0, a1, a2, a3 := a[0], a[1], a[2], a[3]
	for x := range sum {
		a4 := a[x+4]
		sum[x] += (float32(a0*k0) + float32(a1*k1)) + (float32(a2*k2) + float32(a3*k3)) + float32(a4*k4)
		a0, a1, a2, a3 = a1, a2, a3, a4
	}
}

func three(sum, a, k []float32) {
	_ = k[2]
	k0, k1, k2 := k[0], k[1], k[2]
	a = a[:len(sum)+2]
	a0, a1 := a[0], a[1]
	for x := range sum {
		a2 := a[x+2]
		sum[x] += float32(a0*k0) + float32(a1*k1) + float32(a2*k2)
		a0, a1 = a1, a2
	}
}

func one(sum, a []float32, k float32) {
	a = a[:len(sum)]
	for x := range sum {
		sum[x] += float32(a[x] * k)
	}
}
