package pdf

import (
	"bytes"
	"compress/flate"
	"compress/lzw"
	"compress/zlib"
	"errors"
	"io"

	parser "github.com/ledongthuc/pdf"
	early "golang.org/x/image/tiff/lzw"
)

// inflate unpacks Flate. A header that is spoilt is passed over.
func inflate(src []byte, most int) ([]byte, error) {
	src = bytes.TrimLeft(src, "\r\n") // a line break too many before the data
	if len(src) == 0 {
		return nil, nil
	}
	unzip, err := zlib.NewReader(bytes.NewReader(src))
	if err != nil {
		unzip = flate.NewReader(bytes.NewReader(src[min(2, len(src)):]))
	}
	return readMost(unzip, most)
}

// unLZW unpacks LZW, whose codes grow by one code early unless EarlyChange is 0.
func unLZW(src []byte, params parser.Value, most int) ([]byte, error) {
	if change := params.Key("EarlyChange"); change.Kind() == parser.Integer && change.Int64() == 0 {
		return readMost(lzw.NewReader(bytes.NewReader(src), lzw.MSB, 8), most)
	}
	return readMost(early.NewReader(bytes.NewReader(src), early.MSB, 8), most)
}

func readMost(r io.Reader, most int) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, int64(most)))
}

// unHex reads two hexadecimal digits a byte up to ">".
func unHex(src []byte) []byte {
	l := &lexer{src: append([]byte("<"), src...)}
	return l.hex()
}

// un85 reads five characters of base 85 as four bytes, "z" as four zeros, up to
// "~>"; what is neither is passed over.
func un85(src []byte) []byte {
	src = bytes.TrimPrefix(bytes.TrimLeft(src, " \t\r\n"), []byte("<~"))
	out := make([]byte, 0, len(src)*4/5+4)
	var group [5]byte
	n := 0
	flush := func(have int) {
		for i := have; i < 5; i++ {
			group[i] = 84
		}
		v := uint32(0)
		for _, c := range group {
			v = v*85 + uint32(c)
		}
		four := [4]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}
		out = append(out, four[:have-1]...)
		n = 0
	}
	for _, c := range src {
		switch {
		case c == '~':
			if n > 1 {
				flush(n)
			}
			return out
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group[n] = c - '!'
			if n++; n == 5 {
				flush(5)
			}
		}
	}
	if n > 1 {
		flush(n)
	}
	return out
}

// unRun unpacks run lengths: a byte n below 128 is followed by n+1 bytes, one
// above by a byte to be written 257-n times; 128 is the end.
func unRun(src []byte, most int) []byte {
	var out []byte
	for len(src) > 1 && src[0] != 128 && len(out) < most {
		if n := int(src[0]); n < 128 {
			k := min(n+2, len(src))
			out, src = append(out, src[1:k]...), src[k:]
		} else {
			out, src = append(out, bytes.Repeat(src[1:2], 257-n)...), src[2:]
		}
	}
	return out
}

var errPredictor = errors.New("the predictor's rows make no sense")

// predicted undoes the predictor of Flate and LZW; err is theirs and is handed on.
// Source: ISO 32000-1, 7.4.4.4.
func predicted(src []byte, params parser.Value, err error) ([]byte, error) {
	kind := params.Key("Predictor").Int64()
	if kind < 2 {
		return src, err
	}
	number := func(key string, usual int64) int64 {
		if v := params.Key(key); v.Kind() == parser.Integer {
			return v.Int64()
		}
		return usual
	}
	colors, bits, columns := number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1)
	if colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
		return nil, errPredictor
	}
	pixel := max(int(colors*bits+7)/8, 1)
	row := int(colors*bits*columns+7) / 8
	if kind == 2 {
		if bits != 8 {
			return nil, errPredictor
		}
		for at := 0; at < len(src); at += row {
			for i := at + pixel; i < min(at+row, len(src)); i++ {
				src[i] += src[i-pixel]
			}
		}
		return src, err
	}
	return unPNG(src, row, pixel), err
}

// unPNG undoes the filters of PNG, whose name stands before each row.
func unPNG(src []byte, row, pixel int) []byte {
	out := make([]byte, 0, len(src))
	above := make([]byte, row)
	for len(src) > 1 {
		n := min(row, len(src)-1)
		kind, line := src[0], src[1:1+n]
		src = src[1+n:]
		for i := range line {
			var left, corner byte
			if i >= pixel {
				left, corner = line[i-pixel], above[i-pixel]
			}
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += above[i]
			case 3:
				line[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				line[i] += paeth(left, above[i], corner)
			}
		}
		above = append(append(above[:0], line...), make([]byte, row-n)...)
		out = append(out, line...)
	}
	return out
}

// paeth is the neighbour that is nearest to left + above - corner.
func paeth(left, above, corner byte) byte {
	p := int(left) + int(above) - int(corner)
	a, b, c := abs(p-int(left)), abs(p-int(above)), abs(p-int(corner))
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return above
	}
	return corner
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
