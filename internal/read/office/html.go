package office

import (
	"io"
	"vanthu/corpus"
)

func readHTML(r io.Reader) ([]corpus.Page, error) { return nil, nil }
