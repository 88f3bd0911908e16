package hand

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
	"sync"
)

// What the net takes and gives.
const (
	Rows        = 32  // of a strip, in pixels
	MostColumns = 256 // of a strip; six digits have about 170
	Step        = 4   // columns of the strip for one frame

	Blank   = 10 // the class of a frame that holds no digit: paper, a piece of print
	Classes = 11
)

// A Layer is a convolution, followed by max(0, x) unless it is the last, and by
// taking the largest of Down x Across values. It adds the paper that it needs
// on each side, but for High = 4, which takes all rows at once.
type Layer struct {
	In, Out      int // channels
	High, Wide   int // of the kernel
	Down, Across int
}

// Weights is how many numbers the layer has: kernels and one bias a channel.
func (l Layer) Weights() int { return l.High*l.Wide*l.In*l.Out + l.Out }

// Layers are the net, from the strip to the classes of each frame.
func Layers() []Layer {
	return []Layer{
		{In: 1, Out: 16, High: 3, Wide: 3, Down: 2, Across: 2},
		{In: 16, Out: 24, High: 3, Wide: 3, Down: 2, Across: 2},
		{In: 24, Out: 40, High: 3, Wide: 3, Down: 2, Across: 1},
		{In: 40, Out: 80, High: 4, Wide: 5, Down: 1, Across: 1},
		{In: 80, Out: 64, High: 1, Wide: 3, Down: 1, Across: 1},
		{In: 64, Out: Classes, High: 1, Wide: 1, Down: 1, Across: 1},
	}
}

// A Net is the trained weights. It is safe for concurrent use.
type Net struct {
	layers []layer
}

// A layer holds its weights as the reading wants them: by output channel, input
// channel, row and column of the kernel.
type layer struct {
	Layer
	kernels, bias []float32
}

// New makes a net of the weights of each layer: kernels by row, column, input
// and output channel, then the biases.
func New(weights [][]float32) (*Net, error) {
	shapes := Layers()
	if len(weights) != len(shapes) {
		return nil, fmt.Errorf("%d layers of weights, want %d", len(weights), len(shapes))
	}
	n := &Net{layers: make([]layer, len(shapes))}
	for i, s := range shapes {
		if len(weights[i]) != s.Weights() {
			return nil, fmt.Errorf("layer %d has %d weights, want %d", i, len(weights[i]), s.Weights())
		}
		l := layer{Layer: s, kernels: make([]float32, s.Weights()-s.Out)}
		taps := s.High * s.Wide
		for at := range taps {
			for in := range s.In {
				for out := range s.Out {
					l.kernels[(out*s.In+in)*taps+at] = weights[i][(at*s.In+in)*s.Out+out]
				}
			}
		}
		l.bias = weights[i][len(l.kernels):]
		n.layers[i] = l
	}
	return n, nil
}

// magic begins the file of weights and names its form.
const magic = "hand1\n"

// Pack writes weights as the program carries them: of each layer the largest
// absolute value, then every weight as a share of it in 16 bits.
func Pack(weights [][]float32) []byte {
	out := []byte(magic)
	for _, layer := range weights {
		most := float32(0)
		for _, w := range layer {
			most = max(most, w, -w)
		}
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(most))
		for _, w := range layer {
			share := 0.0
			if most > 0 {
				share = float64(w) / float64(most)
			}
			out = binary.LittleEndian.AppendUint16(out, uint16(int16(math.Round(share*math.MaxInt16))))
		}
	}
	return out
}

// Unpack reads what Pack has written.
func Unpack(data []byte) ([][]float32, error) {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("these are no weights of this net")
	}
	data = data[len(magic):]
	var all [][]float32
	for i, s := range Layers() {
		if len(data) < 4+2*s.Weights() {
			return nil, fmt.Errorf("the weights end in layer %d", i)
		}
		most := math.Float32frombits(binary.LittleEndian.Uint32(data))
		data = data[4:]
		layer := make([]float32, s.Weights())
		for k := range layer {
			layer[k] = float32(int16(binary.LittleEndian.Uint16(data[2*k:]))) / math.MaxInt16 * most
		}
		all = append(all, layer)
		data = data[2*len(layer):]
	}
	if len(data) > 0 {
		return nil, fmt.Errorf("%d bytes behind the weights", len(data))
	}
	return all, nil
}

// trained are the weights that the command in train has made; its report
// (testdata/report.txt) names their SHA-256.
//
//go:embed weights.bin
var trained []byte

// Trained is the net that the program carries.
var Trained = sync.OnceValue(func() *Net {
	weights, err := Unpack(trained)
	if err == nil {
		var n *Net
		if n, err = New(weights); err == nil {
			return n
		}
	}
	panic(fmt.Sprintf("unreachable: the embedded weights do not fit: %v", err))
})
