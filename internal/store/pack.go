package store

import (
	"bytes"
	"encoding/json"
	"fmt"

	"vanthu/corpus"
)

// encode gives the compact JSON of v, with < > & as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// A packedPage is a page as a row of the catalogue.
type packedPage struct {
	number, characters int
	method             string
	text, rest         []byte
}

func (a *Archive) packPage(p corpus.Page) (packedPage, error) {
	text := p.Text
	p.Text = ""
	rest, err := encode(p)
	if err != nil {
		return packedPage{}, fmt.Errorf("page %d: %w", p.Number, err)
	}
	return packedPage{p.Number, p.Characters, string(p.Method), a.zip.EncodeAll([]byte(text), nil), a.zip.EncodeAll(rest, nil)}, nil
}

func (a *Archive) unpackPage(text, rest []byte) (p corpus.Page, err error) {
	if rest != nil {
		if err := a.unpackJSON(rest, &p); err != nil {
			return p, err
		}
	}
	t, err := a.unzip.DecodeAll(text, nil)
	if err != nil {
		return p, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	p.Text = string(t)
	return p, nil
}

// unpackJSON reads what encode and the encoder made; its error is ErrDamaged.
func (a *Archive) unpackJSON(b []byte, v any) error {
	text, err := a.unzip.DecodeAll(b, nil)
	if err == nil {
		err = json.Unmarshal(text, v)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}
