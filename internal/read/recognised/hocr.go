package recognised

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"vanthu/corpus"
)

// readHOCR reads hOCR 1.0 to 1.2, as Tesseract, OCRopus, Kraken and ABBYY's
// converters write it.
func readHOCR(r io.Reader) ([]corpus.Page, error) {
	decoded, err := charset.NewReader(r, HOCR)
	if err != nil {
		return nil, problemOf(err)
	}
	root, err := html.Parse(decoded)
	if err != nil {
		return nil, problemOf(err)
	}
	var pages []corpus.Page
	for n := range root.Descendants() {
		if classOf(n) != "ocr_page" {
			continue
		}
		s := &scribe{}
		s.page.Number = len(pages) + 1
		properties := properties(n)
		if box, ok := bbox(properties); ok {
			s.size = [2]float64{box[2], box[3]}
		}
		if dpi := strings.Fields(properties["scan_res"]); len(dpi) > 0 {
			s.inch, _ = figure(dpi[0])
		}
		s.within(n, rect{}, false)
		pages = append(pages, s.done())
	}
	return pages, nil
}

func problemOf(err error) error {
	var problem *corpus.Problem
	if errors.As(err, &problem) {
		return err
	}
	return &corpus.Problem{Kind: corpus.Malformed, Message: "it cannot be read: " + err.Error()}
}

// classOf is the class of an element that hOCR knows, "" for any other.
func classOf(n *html.Node) string {
	if n.Type != html.ElementNode {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key != "class" {
			continue
		}
		for class := range strings.FieldsSeq(a.Val) {
			if strings.HasPrefix(class, "ocr_") || strings.HasPrefix(class, "ocrx_") {
				return class
			}
		}
	}
	return ""
}

// within writes what stands inside of an element; at is the place of the
// closest element around that tells one.
func (s *scribe) within(n *html.Node, at rect, placed bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			// A line without words of its own, or loose text.
			s.word(c.Data, at, placed, unsaid)
			continue
		}
		own, has := at, placed
		known := properties(c)
		if box, ok := bbox(known); ok {
			own, has = box, true
		}
		switch classOf(c) {
		case "ocr_page":
			continue // of its own
		case "ocrx_word", "ocr_word":
			confidence, ok := figure(known["x_wconf"])
			if !ok {
				confidence = 100 * unsaid
			}
			s.word(textOf(c), own, has, confidence/100)
		case "ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat":
			s.line()
			s.within(c, own, has)
			s.line()
		case "ocr_par", "ocr_carea", "ocrx_block", "ocr_separator", "ocr_photo", "ocr_table", "ocr_float":
			s.block()
			s.within(c, own, has)
			s.block()
		default:
			s.within(c, own, has)
		}
	}
}

// textOf is all text under a node.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// properties are what the title of an element tells: "bbox 10 20 300 60;
// x_wconf 95".
func properties(n *html.Node) map[string]string {
	for _, a := range n.Attr {
		if a.Key != "title" {
			continue
		}
		known := make(map[string]string)
		for property := range strings.SplitSeq(a.Val, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(property), " ")
			known[name] = value
		}
		return known
	}
	return nil
}

func bbox(known map[string]string) (r rect, ok bool) {
	numbers := strings.Fields(known["bbox"])
	if len(numbers) != 4 {
		return r, false
	}
	for i, n := range numbers {
		if r[i], ok = figure(n); !ok {
			return r, false
		}
	}
	return r, true
}
