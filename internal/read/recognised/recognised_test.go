package recognised

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/sandbox"
)

func TestMain(m *testing.M) {
	sandbox.Main(Readers())
	os.Exit(m.Run())
}

const hocr = `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html><head><meta name='ocr-system' content='x'/></head><body>
<div class='ocr_page' title='image "a.png"; bbox 0 0 1000 2000; scan_res 200 200'>
 <div class='ocr_carea'><p class='ocr_par'><span class='ocr_line' title='bbox 100 100 500 140'>
  <span class='ocrx_word' title='bbox 100 100 200 140; x_wconf 96'>Số:</span> <span class='ocrx_word' title='bbox 220 100 500 140; x_wconf 40'><strong>12/KH-UBND</strong></span>
 </span><span class='ocr_line' title='bbox 100 150 300 190'><span class='ocrx_word' title='bbox 100 150 300 190; x_wconf 90'>hai</span></span></p></div>
 <p class='ocr_par'><span class='ocr_line' title='bbox 0 1000 1000 1100'>Căn cứ</span></p></div>
<div class='ocr_page' title='bbox 0 0 1000 2000'></div></body></html>`

func TestHOCR(t *testing.T) {
	pages, err := read(strings.NewReader(hocr), HOCR)
	if err != nil {
		t.Fatal(err)
	}
	box := func(b ...float64) *corpus.Box { return &corpus.Box{b[0], b[1], b[2], b[3]} }
	want := []corpus.Page{{
		Number: 1, Text: "Số: 12/KH-UBND\nhai\n\nCăn cứ", Method: corpus.MethodOCR, Width: 360, Height: 720, Characters: 21,
		Lines: []corpus.Line{{Start: 0, End: 16, Box: box(0.1, 0.05, 0.5, 0.07)}, {Start: 17, End: 20, Box: box(0.1, 0.075, 0.3, 0.095)},
			{Start: 21, End: 21}, {Start: 22, End: 31, Box: box(0, 0.5, 1, 0.55)}},
		Words: []corpus.Word{{Start: 0, End: 5, Box: *box(0.1, 0.05, 0.2, 0.07), Confidence: 0.96}, {Start: 6, End: 16, Box: *box(0.22, 0.05, 0.5, 0.07), Confidence: 0.4},
			{Start: 17, End: 20, Box: *box(0.1, 0.075, 0.3, 0.095), Confidence: 0.9},
			// A line without words of its own: its place is shared out by letters.
			{Start: 22, End: 26, Box: *box(0, 0.5, 0.5, 0.55), Confidence: unsaid}, {Start: 27, End: 31, Box: *box(4.0/6, 0.5, 1, 0.55), Confidence: unsaid}},
	}, {Number: 2, Method: corpus.MethodOCR, Width: 0, Lines: []corpus.Line{{}}}}
	if diff := cmp.Diff(want, pages); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

func alto(unit, page string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description><MeasurementUnit>` + unit + `</MeasurementUnit></Description><Layout>` + page + `</Layout></alto>`
}

func TestALTO(t *testing.T) {
	const word = `HPOS="254" VPOS="100" WIDTH="254" HEIGHT="50"`
	for _, c := range []struct{ trap, unit, in, want string }{
		{"lines and blocks", "pixel", `<Page WIDTH="1000" HEIGHT="2000"><PrintSpace><TextBlock><TextLine><String CONTENT="Số:" ` + word + `/><SP/><String CONTENT="12"/></TextLine><TextLine><String CONTENT="x"/></TextLine></TextBlock>` +
			`<ComposedBlock><TextBlock><TextLine><String CONTENT="Điều"/></TextLine></TextBlock></ComposedBlock></PrintSpace></Page>`, "Số: 12\nx\n\nĐiều"},
		{"a word over two lines stands whole", "pixel", `<Page><TextBlock><TextLine><String CONTENT="a"/><SP/><String CONTENT="re" SUBS_TYPE="HypPart1" SUBS_CONTENT="record"/><HYP CONTENT="-"/></TextLine>` +
			`<TextLine><String CONTENT="cord" SUBS_TYPE="HypPart2" SUBS_CONTENT="record"/><SP/><String CONTENT="b"/></TextLine></TextBlock></Page>`, "a record\nb"},
		{"without the whole both parts stay", "pixel", `<Page><TextLine><String CONTENT="re-" SUBS_TYPE="HypPart1"/></TextLine><TextLine><String CONTENT="cord" SUBS_TYPE="HypPart2"/></TextLine></Page>`, "re-\ncord"},
		{"decomposed letters", "pixel", "<Page><TextLine><String CONTENT=\"hoa\u0300\"/></TextLine></Page>", "hoà"},
		{"two pages", "pixel", `<Page><TextLine><String CONTENT="a"/></TextLine></Page><Page><TextLine><String CONTENT="b"/></TextLine></Page>`, "a\fb"},
		{"a page that breaks off", "pixel", `<Page><TextLine><String CONTENT="a"/><String`, "a"},
	} {
		in := alto(c.unit, c.in)
		if strings.HasSuffix(c.in, "<String") {
			in = in[:strings.LastIndex(in, "</Layout>")]
		}
		pages, err := read(strings.NewReader(in), ALTO)
		if err != nil {
			t.Errorf("%s: %v", c.trap, err)
			continue
		}
		var got []string
		for _, p := range pages {
			got = append(got, p.Text)
		}
		if got := strings.Join(got, "\f"); got != c.want {
			t.Errorf("%s: %q, want %q", c.trap, got, c.want)
		}
	}
	pages, err := read(strings.NewReader(alto("mm10", `<Page WIDTH="2540" HEIGHT="5080"><TextLine><String CONTENT="a" WC="0.5" `+word+`/></TextLine></Page>`+
		`<Page WIDTH="2540" HEIGHT="5080"><TopMargin><TextLine><String CONTENT="2"/></TextLine></TopMargin><TextLine><String CONTENT="b"/></TextLine></Page>`)), ALTO)
	if err != nil {
		t.Fatal(err)
	}
	if p := pages[0]; p.Width != 720 || p.Height != 1440 || len(p.Words) != 1 || p.Words[0].Box[0] != 0.1 || p.Words[0].Confidence != 0.5 {
		t.Errorf("a page in tenths of millimetres: %+v", p)
	}
	if p := pages[1]; p.Text != "2\n\nb" || !p.Lines[0].Running || p.Lines[2].Running {
		t.Errorf("a page with a margin: %+v", p)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		trap, kind, in string
		want           corpus.Kind
	}{
		{"no page", HOCR, "<html><body>a", corpus.Empty},
		{"no page", ALTO, alto("pixel", ""), corpus.Empty},
		{"no ALTO", ALTO, "<alto", corpus.Malformed},
		{"nested too deep", ALTO, strings.Repeat("<a>", 100_000), corpus.TooLarge},
		{"nested too deep", HOCR, strings.Repeat("<div>", 100_000), corpus.Malformed},
		{"entities that would swell", ALTO, `<!DOCTYPE a [<!ENTITY b "&c;&c;">]><alto><Page><TextLine><String CONTENT="&b;"/></TextLine></Page></alto>`, corpus.Malformed},
		{"another kind", "text/plain", "a", corpus.Unsupported},
	} {
		_, err := read(strings.NewReader(c.in), c.kind)
		var problem *corpus.Problem
		if !errors.As(err, &problem) || problem.Kind != c.want {
			t.Errorf("%s, %s: %v, want a problem of kind %s", c.kind, c.trap, err, c.want)
		}
	}
}

func TestInSandbox(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.hocr")
	if err := os.WriteFile(path, []byte(hocr), 0o644); err != nil {
		t.Fatal(err)
	}
	pages, err := InSandbox(t.Context(), path, HOCR)
	if err != nil || len(pages) != 2 {
		t.Errorf("InSandbox = %d pages, %v", len(pages), err)
	}
}

func lawful(t *testing.T, data []byte, kind string) {
	t.Helper()
	if err := fixture.AllSound(read(bytes.NewReader(data), kind)); err != nil {
		t.Fatal(err)
	}
}

// Whatever the bytes: clean text, lines that cover it, words in it, boxes in
// the page.
func FuzzHOCR(f *testing.F) {
	f.Add([]byte(hocr))
	f.Add([]byte("<div class=ocr_page title='bbox 0 0 0 0'><span class=ocrx_word title='bbox 5 5 -1 1e300; x_wconf nan'>a\u0301</span>\u0301"))
	f.Fuzz(func(t *testing.T, data []byte) { lawful(t, data, HOCR) })
}

func FuzzALTO(f *testing.F) {
	f.Add([]byte(alto("mm10", `<Page WIDTH="1" HEIGHT="0"><TopMargin><TextLine><String CONTENT="a b" HPOS="-5" VPOS="1" WIDTH="1e5" HEIGHT="NaN" WC="7"/></TextLine></TopMargin></Page>`)))
	f.Add([]byte(`<alto><Page WIDTH="9" HEIGHT="9"><String CONTENT="&#x301;" HPOS="1" VPOS="1" WIDTH="1" HEIGHT="1"/><Page/></Page></alto>`))
	f.Fuzz(func(t *testing.T, data []byte) { lawful(t, data, ALTO) })
}
