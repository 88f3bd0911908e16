package unpack

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// rtfDictionary is what every compressed text begins with unsaid.
// Source: MS-OXRTFCP 2.1.3.1.
const rtfDictionary = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` +
	"\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

const (
	rtfCompressed   = 0x75465a4c // "LZFu"
	rtfUncompressed = 0x414c454d // "MELA"
)

// An rtfReader unpacks the RTF of a message when it is first read from.
type rtfReader struct {
	from io.Reader
	out  *bytes.Reader
}

func (r *rtfReader) Read(b []byte) (int, error) {
	if r.out == nil {
		data, err := io.ReadAll(io.LimitReader(r.from, maxBody))
		if err != nil {
			return 0, err
		}
		text, err := unpackRTF(data)
		if err != nil {
			return 0, err
		}
		r.out = bytes.NewReader(text)
	}
	return r.out.Read(b)
}

// unpackRTF unpacks a text: each bit of a control byte says whether a byte
// follows as it is, or a place (12 bits) and length (4 bits) in the last 4,096
// bytes. A reference to the place of writing ends it.
func unpackRTF(data []byte) ([]byte, error) {
	if len(data) < 16 {
		return nil, io.ErrUnexpectedEOF
	}
	size := int64(binary.LittleEndian.Uint32(data[4:]))
	switch binary.LittleEndian.Uint32(data[8:]) {
	case rtfUncompressed:
		return data[16:min(16+size, int64(len(data)))], nil
	case rtfCompressed:
	default:
		return nil, errors.New("the RTF is packed in an unknown way")
	}
	if size > maxBody {
		return nil, errors.New("the RTF is too large")
	}
	var window [4096]byte
	at := copy(window[:], rtfDictionary)
	var out []byte
	put := func(c byte) {
		out = append(out, c)
		window[at] = c
		at = (at + 1) % len(window)
	}
	for in := data[16:]; len(in) > 0; {
		control := in[0]
		in = in[1:]
		for bit := range 8 {
			if control>>bit&1 == 0 {
				if len(in) < 1 {
					return out, nil
				}
				put(in[0])
				in = in[1:]
				continue
			}
			if len(in) < 2 {
				return out, nil
			}
			pair := int(in[0])<<8 | int(in[1])
			in = in[2:]
			from, length := pair>>4, pair&15+2
			if from == at {
				return out, nil
			}
			for i := range length {
				put(window[(from+i)%len(window)])
			}
			if int64(len(out)) > size+16 {
				return nil, errors.New("the RTF is longer than it says")
			}
		}
	}
	return out, nil
}
