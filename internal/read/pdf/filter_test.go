package pdf

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
)

func packed(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	z.Close()
	return b.Bytes()
}

// rowsOfPNG filters data of rows of n bytes as PNG does, with one filter for all rows.
func rowsOfPNG(data []byte, n int, kind byte) []byte {
	var out []byte
	above := make([]byte, n)
	for at := 0; at < len(data); at += n {
		row := data[at:min(at+n, len(data))]
		out = append(out, kind)
		for i, c := range row {
			var left, corner byte
			if i > 0 {
				left, corner = row[i-1], above[i-1]
			}
			switch kind {
			case 1:
				c -= left
			case 2:
				c -= above[i]
			case 3:
				c -= byte((int(left) + int(above[i])) / 2)
			case 4:
				c -= paeth(left, above[i], corner)
			}
			out = append(out, c)
		}
		copy(above, row)
	}
	return out
}

// All filters that may pack text, each over the same content.
func TestFilters(t *testing.T) {
	content := []byte(at(50, 700, "Quyết định số 12/QĐ-UBND") + strings.Repeat(" ", 40) + at(50, 680, "của Ủy ban nhân dân xã"))
	lzwPacked := func() []byte {
		var b bytes.Buffer
		w := lzw.NewWriter(&b, lzw.MSB, 8)
		w.Write(content)
		w.Close()
		return b.Bytes()
	}()
	a85 := make([]byte, ascii85.MaxEncodedLen(len(content)))
	a85 = append(a85[:ascii85.Encode(a85, content)], "~>"...)
	var runs []byte
	for rest := content; len(rest) > 0; rest = rest[min(100, len(rest)):] {
		n := min(100, len(rest))
		runs = append(append(runs, byte(n-1)), rest[:n]...)
	}
	runs = append(runs, 255, ' ', 128) // two blanks, the end
	tiff := bytes.Clone(content)
	for at := 0; at < len(tiff); at += 10 {
		for i := min(at+10, len(tiff)) - 1; i > at; i-- {
			tiff[i] -= tiff[i-1]
		}
	}
	tests := []struct {
		name, dict string
		data       []byte
	}{
		{"Flate", "/Filter/FlateDecode", packed(t, content)},
		{"Flate without its header", "/Filter/FlateDecode", append([]byte{0, 0}, packed(t, content)[2:]...)},
		{"a line break before the data", "/Filter/FlateDecode", append([]byte("\r\n"), packed(t, content)...)},
		{"LZW", "/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>", lzwPacked},
		{"hexadecimal", "/Filter[/ASCIIHexDecode]", append([]byte(hex.EncodeToString(content)), '>')},
		{"base 85", "/Filter/ASCII85Decode", a85},
		{"run lengths", "/Filter/RunLengthDecode", runs},
		{"two filters", "/Filter[/AHx/Fl]/DecodeParms[null<</Predictor 1>>]", append([]byte(hex.EncodeToString(packed(t, content))), '>')},
		{"TIFF's predictor", "/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 10>>", packed(t, tiff)},
		{"Length too short", "/Filter/FlateDecode/Length 3/x", packed(t, content)},
	}
	for kind := range byte(5) {
		tests = append(tests, struct {
			name, dict string
			data       []byte
		}{fmt.Sprintf("PNG's filter %d", kind), fmt.Sprintf("/Filter/FlateDecode/DecodeParms<</Predictor %d/Columns 20>>", 10+kind), packed(t, rowsOfPNG(content, 20, kind))})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := pages("", "", "")
			f.Objects[6] = stream(tt.dict, string(tt.data))
			if strings.Contains(tt.dict, "/x") {
				f.Objects[6] = strings.Replace(f.Objects[6], "/x/Length", "/x", 1)
			}
			if got := leaves(t, save(t, f.Bytes()))[0]; got.Text != "Quyết định số 12/QĐ-UBND\ncủa Ủy ban nhân dân xã" {
				t.Errorf("text %q (%s)", got.Text, got.Doubt)
			}
		})
	}
}

// Whatever the bytes, a filter gives no more than it may and does not fail hard.
func FuzzFilters(f *testing.F) {
	for i, s := range []string{"", "87cURD]i,\"Ebo80~>", "48 65 6c>", "\x02abc\xfe-\x80", "\x78\x9c\x63\x00"} {
		f.Add(s, byte(i))
	}
	f.Fuzz(func(t *testing.T, s string, kind byte) {
		const most = 1 << 16
		src := []byte(s)
		switch kind % 6 {
		case 0:
			if out, _ := inflate(src, most); len(out) > most {
				t.Errorf("%d bytes of %d", len(out), most)
			}
		case 1:
			if out := un85(src); len(out) > 4*len(src)+4 {
				t.Errorf("%d bytes of %d", len(out), len(src))
			}
		case 2:
			unHex(src)
		case 3:
			if out := unRun(src, most); len(out) > most+256 {
				t.Errorf("%d bytes of %d", len(out), most)
			}
		default:
			row := 1 + int(kind)
			if out := unPNG(src, row, 1+row/4); len(out) > len(s) {
				t.Errorf("%d bytes of %d", len(out), len(s))
			}
		}
	})
}
