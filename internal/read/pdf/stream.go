package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	parser "github.com/ledongthuc/pdf"
)

// A source is the bytes that the objects of a file were parsed from.
type source struct {
	data   []byte
	locked bool // the streams are encrypted: only the parser can read them
}

// unpack gives the first most bytes of a stream without its filters. With an
// error it gives what came before; what is longer is cut without one.
//
// The parser knows neither LZW nor most predictors and believes every Length,
// so we take from it only where the stream begins.
func (s *source) unpack(v parser.Value, most int) (out []byte, err error) {
	defer recoverInto(&err)
	if s.locked {
		out, err = io.ReadAll(io.LimitReader(v.Reader(), int64(most)))
		return out, err
	}
	out, err = s.raw(v)
	if err != nil {
		return nil, err
	}
	filters, params := v.Key("Filter"), v.Key("DecodeParms")
	if filters.Kind() == parser.Null {
		filters, params = v.Key("F"), v.Key("DP") // as in inline images
	}
	switch filters.Kind() {
	case parser.Name:
		if params.Kind() == parser.Array {
			params = params.Index(0)
		}
		out, err = filtered(filters.Name(), out, params, most)
	case parser.Array:
		for i := range min(filters.Len(), maxFilters) {
			p := params.Index(i)
			if params.Kind() == parser.Dict {
				p = params
			}
			var broken error
			out, broken = filtered(filters.Index(i).Name(), out, p, most)
			err = errors.Join(err, broken)
		}
	}
	return out[:min(len(out), most)], err
}

// maxFilters bounds the filters of one stream: each can swell it a thousandfold.
const maxFilters = 8

// raw is the bytes of a stream as they are in the file.
func (s *source) raw(v parser.Value) ([]byte, error) {
	// The parser does not give this away but in print: "<<...>>@1234".
	text := v.String()
	at, err := strconv.Atoi(text[strings.LastIndexByte(text, '@')+1:])
	if err != nil || v.Kind() != parser.Stream || at < 0 || at > len(s.data) {
		return nil, errors.New("no stream")
	}
	rest := s.data[at:]
	if n := lengthOf(v); n >= 0 && n <= len(rest) && endsStream(rest[n:]) {
		return rest[:n], nil
	}
	// A Length that leads nowhere: of a file that was edited, or never right.
	for _, mark := range [...]string{"endstream", "endobj"} {
		if i := bytes.Index(rest, []byte(mark)); i >= 0 {
			return bytes.TrimSuffix(bytes.TrimSuffix(rest[:i], []byte("\n")), []byte("\r")), nil
		}
	}
	return rest, nil
}

// lengthOf is the Length of a stream, -1 where it cannot be told.
func lengthOf(v parser.Value) (n int) {
	defer func() {
		if x := recover(); x != nil {
			n = -1
		}
	}()
	length := v.Key("Length")
	if length.Kind() != parser.Integer {
		return -1
	}
	return int(length.Int64())
}

// endsStream says whether a stream's end stands at the beginning of b.
func endsStream(b []byte) bool {
	b = bytes.TrimLeft(b[:min(len(b), 32)], " \t\r\n\x00")
	return bytes.HasPrefix(b, []byte("endstream")) || bytes.HasPrefix(b, []byte("endobj"))
}

// filtered undoes one filter. Source: ISO 32000-1, 7.4.
func filtered(name string, src []byte, params parser.Value, most int) ([]byte, error) {
	switch name {
	case "FlateDecode", "Fl":
		out, err := inflate(src, most)
		return predicted(out, params, err)
	case "LZWDecode", "LZW":
		out, err := unLZW(src, params, most)
		return predicted(out, params, err)
	case "ASCIIHexDecode", "AHx":
		return unHex(src), nil
	case "ASCII85Decode", "A85":
		return un85(src), nil
	case "RunLengthDecode", "RL":
		return unRun(src, most), nil
	case "Crypt":
		return src, nil // Identity: else the file were locked
	}
	return nil, fmt.Errorf("filter %q gives no text", name)
}
