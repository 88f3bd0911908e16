package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-pdf/fpdf"
	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/sandbox"
)

// two is a file of two pages of text to spoil.
func two() *fixture.Draft { return pages("", "", at(50, 700, "Trang một"), at(50, 700, "Trang hai")) }

func texts(t *testing.T, path string) string {
	t.Helper()
	var all []string
	for _, l := range leaves(t, path) {
		all = append(all, l.Text)
	}
	return strings.Join(all, "|")
}

// TestMended are files that viewers read and that the parser alone does not.
func TestMended(t *testing.T) {
	whole := two().Bytes()
	swap := func(old, new string) []byte {
		if !bytes.Contains(whole, []byte(old)) {
			t.Fatalf("the file holds no %q to spoil", old)
		}
		return bytes.Replace(whole, []byte(old), []byte(new), 1)
	}
	loop := two()
	loop.Objects[1] = strings.Replace(loop.Objects[1], "]", " 2 0 R]", 1)
	count := two()
	count.Objects[1] = strings.Replace(count.Objects[1], "/Count 2", "/Count 2000000000", 1)
	start := bytes.LastIndex(whole, []byte("startxref"))
	table := bytes.LastIndex(whole, []byte("xref\n0"))
	tests := []struct {
		name string
		data []byte
	}{
		{"as it is", whole},
		{"PDF 2.0", swap("%PDF-1.4", "%PDF-2.0")},
		{"blank in the header", swap("%PDF-1.4\n", "%PDF-1.4 ")},
		{"byte order mark before the header", append([]byte("\xEF\xBB\xBF"), whole...)},
		{"junk before the header", append([]byte("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"), whole...)},
		{"junk behind the end", append(bytes.Clone(whole), bytes.Repeat([]byte("<!-- junk -->\n"), 100)...)},
		{"no end mark", bytes.TrimSuffix(whole, []byte("%%EOF\n"))},
		{"startxref off by seven", swap("startxref\n", "startxref\n7")},
		{"no startxref", whole[:start]},
		{"no table", whole[:table]},
		{"line ends stripped", bytes.ReplaceAll(whole, []byte("\nendobj\n"), []byte(" endobj\n"))},
		{"kids in a circle", loop.Bytes()},
		{"two thousand million pages", count.Bytes()},
		{"Prev in a circle", swap("trailer\n<<", fmt.Sprintf("trailer\n<</Prev %d", table))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			began := time.Now()
			if got := texts(t, save(t, tt.data)); got != "Trang một|Trang hai" {
				t.Errorf("text %q", got)
			}
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	whole := two().Bytes()
	none := two()
	none.Objects[1] = "<</Type/Pages/Count 0/Kids[]>>"
	bomb := &fixture.Draft{}
	bomb.Add(catalogue)
	bomb.Add("<</Type/Pages/Kids[" + strings.Repeat("3 0 R ", maxPages+1) + "]>>")
	bomb.Add("<</Type/Page/Parent 2 0 R>>")
	tests := []struct {
		name string
		data []byte
		kind corpus.Kind
		page int
	}{
		{"no bytes", nil, corpus.Empty, 0},
		{"not a PDF", []byte(strings.Repeat("QUYẾT ĐỊNH ", 100)), corpus.Malformed, 0},
		{"only a header", []byte("%PDF-1.7\n"), corpus.Malformed, 0},
		{"cut in the middle of the first objects", whole[:40], corpus.Malformed, 0},
		{"no pages", none.Bytes(), corpus.Empty, 0},
		{"too many pages", bomb.Bytes(), corpus.TooLarge, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := Read(t.Context(), save(t, tt.data), func(Leaf) error { return nil })
			fault, ok := errors.AsType[*corpus.Problem](err)
			if !ok || fault.Kind != tt.kind || fault.Page != tt.page {
				t.Errorf("error %v, want %s on page %d", err, tt.kind, tt.page)
			}
			if ok && fault.Kind == corpus.Malformed && fault.Hint == "" {
				t.Error("malformed without a hint")
			}
		})
	}
	err := Read(t.Context(), filepath.Join(t.TempDir(), "none.pdf"), nil)
	if kindOf(t, err) != corpus.Vanished {
		t.Errorf("error %v for a missing file", err)
	}
}

// A file that ends early gives what is there of it or malformed, and never hangs.
func TestTruncated(t *testing.T) {
	whole := two().Bytes()
	for n := 0; n < len(whole); n += 61 {
		err := Read(t.Context(), save(t, whole[:n]), func(Leaf) error { return nil })
		if kind := kindOf(t, err); kind != "" && kind != corpus.Malformed && kind != corpus.Empty {
			t.Errorf("cut at %d: %v", n, err)
		}
	}
}

// A page that cannot be read does not take the others with it, and says why.
func TestLostPage(t *testing.T) {
	f := two()
	f.Objects[6] = strings.Replace(f.Objects[6], "<</Length", "<</Filter/JPXDecode/Length", 1)
	got := leaves(t, save(t, f.Bytes()))
	if len(got) != 2 || !got[0].Lost || !strings.Contains(got[0].Doubt, "JPXDecode") || got[0].Text != "" {
		t.Fatalf("first page %+v, want it lost for its filter", got[0])
	}
	if got[1].Lost || got[1].Text != "Trang hai" {
		t.Errorf("second page lost %v, text %q", got[1].Lost, got[1].Text)
	}
}

// What another reader should look at, and what not.
func TestDoubt(t *testing.T) {
	tree := two()
	tree.Objects[1] = strings.Replace(tree.Objects[1], "/Count 2", "/Count 3", 1)
	kid := two()
	kid.Objects[1] = strings.Replace(kid.Objects[1], "/Kids[8 0 R", "/Kids[99 0 R", 1)
	tests := []struct {
		name string
		data []byte
		want string // in the doubt of the last page
	}{
		{"sound", two().Bytes(), ""},
		{"claims a page more", tree.Bytes(), "claims 3 pages"},
		{"a page cannot be found", kid.Bytes(), "claims 2 pages and has 1"},
		{"nothing drawn", pages("", "", "").Bytes(), "no text is drawn"},
		{"font without a map", pages("", "", "BT /F9 12 Tf 50 700 Td (abc) Tj ET").Bytes(), "what its characters are"},
		{"drawn beside the page", pages("", "", at(50, 700, "Trang")+at(50, 900, "ngoài lề trang giấy")).Bytes(), "outside"},
		{"no table", bytes.Replace(two().Bytes(), []byte("\nxref"), []byte("\nfrex"), 1), "table of objects"},
	}
	for _, tt := range tests {
		got := leaves(t, save(t, tt.data))
		if doubt := got[len(got)-1].Doubt; doubt != tt.want && (tt.want == "" || !strings.Contains(doubt, tt.want)) {
			t.Errorf("%s: doubt %q, want %q", tt.name, doubt, tt.want)
		}
	}
}

// A stream that breaks off in the middle of a text gives the text before, but
// the page is not sound; one that lacks its checksum alone is.
func TestBrokenStream(t *testing.T) {
	var packed bytes.Buffer
	content := "q\n" + at(50, 700, "Trang một") + at(50, 600, sentence) + "Q"
	z := zlib.NewWriter(&packed)
	z.Write([]byte(content))
	z.Close()
	for _, tt := range []struct {
		cut   int
		sound bool
	}{{0, true}, {4, true}, {packed.Len() / 2, false}} {
		f := two()
		f.Objects[6] = stream("/Filter/FlateDecode", packed.String()[:packed.Len()-tt.cut])
		got := leaves(t, save(t, f.Bytes()))[0]
		if got.Evidence.Damaged == tt.sound || !strings.HasPrefix(got.Text, "Trang") || len(got.Findings) > 0 == tt.sound {
			t.Errorf("%d bytes cut: damaged %v, findings %v, text %q", tt.cut, got.Evidence.Damaged, got.Findings, got.Text)
		}
	}
}

// The parser would ask for 60 GB here, which no recover catches.
func TestHugeTable(t *testing.T) {
	data := regexp.MustCompile(`xref\n0 \d+`).ReplaceAll(two().Bytes(), []byte("xref\n1900000000 1"))
	lim := sandbox.Limits{Time: 20 * time.Second, Memory: 512 << 20, Output: 1 << 20}
	err := InSandbox(t.Context(), lim, save(t, data), func(Leaf) error { return nil })
	if kindOf(t, err) != corpus.OutOfMemory {
		t.Errorf("error %v, want out-of-memory from the sandbox", err)
	}
}

func TestInSandbox(t *testing.T) {
	path := save(t, two().Bytes())
	var got []Leaf
	lim := sandbox.Limits{Time: 20 * time.Second, Memory: 512 << 20, Output: 1 << 20}
	if err := InSandbox(t.Context(), lim, path, func(l Leaf) error { got = append(got, l); return nil }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(leaves(t, path), got); diff != "" {
		t.Errorf("the sandbox changed the pages (-want +got):\n%s", diff)
	}
	stop := errors.New("enough")
	if err := InSandbox(t.Context(), lim, path, func(Leaf) error { return stop }); err != stop {
		t.Errorf("error %v, want the caller's own", err)
	}
}

func TestQpdf(t *testing.T) {
	plain := save(t, two().Bytes())
	dir := t.TempDir()
	make := func(name string, args ...string) string {
		out := filepath.Join(dir, name)
		run(t, "qpdf", append(args, plain, out)...)
		return out
	}
	for _, path := range []string{
		make("objstm.pdf", "--object-streams=generate", "--compress-streams=y"),
		make("linear.pdf", "--linearize", "--object-streams=generate"),
		make("aes128.pdf", "--encrypt", "", "owner", "128", "--use-aes=y", "--"),
		make("rc4.pdf", "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--"),
	} {
		if got := texts(t, path); got != "Trang một|Trang hai" {
			t.Errorf("%s: text %q", filepath.Base(path), got)
		}
	}
	// with object streams and without its table
	data, err := os.ReadFile(filepath.Join(dir, "objstm.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(t, save(t, data[:bytes.LastIndex(data, []byte("startxref"))])); got != "Trang một|Trang hai" {
		t.Errorf("object streams without startxref: text %q", got)
	}
	for name, want := range map[string]corpus.Kind{
		make("password.pdf", "--encrypt", "user", "owner", "128", "--use-aes=y", "--"): corpus.Encrypted,
		make("aes256.pdf", "--encrypt", "", "owner", "256", "--"):                      corpus.Malformed, // pdftotext reads it
	} {
		err := Read(context.Background(), name, func(Leaf) error { return nil })
		if kindOf(t, err) != want {
			t.Errorf("%s: error %v, want %s", filepath.Base(name), err, want)
		}
	}
}

// pdftotext is the measure: it finds no word that we lose.
func TestRecall(t *testing.T) {
	var contents []string
	for range 3 {
		var b strings.Builder
		for i := range 30 {
			b.WriteString(at(50, 750-20*float64(i), sentence))
		}
		contents = append(contents, b.String())
	}
	for name, path := range map[string]string{
		"word-like": save(t, pages("", "", contents...).Bytes()),
		"printed": printed(t, func(f *fpdf.Fpdf) {
			f.MultiCell(160, 7, strings.Repeat(sentence+". ", 60), "", "J", false)
		}),
		"rotated": save(t, pages("/Rotate 180", "", "q -1 0 0 -1 600 800 cm "+contents[0]+"Q").Bytes()),
	} {
		theirs := run(t, "pdftotext", "-enc", "UTF-8", path, "-")
		ours := map[string]int{}
		for _, l := range leaves(t, path) {
			for _, w := range strings.Fields(l.Text) {
				ours[w]++
			}
		}
		all, found := 0, 0
		for _, w := range strings.Fields(string(theirs)) {
			all++
			if ours[w] > 0 {
				ours[w]--
				found++
			}
		}
		if all == 0 || float64(found) < 0.99*float64(all) {
			t.Errorf("%s: %d words of pdftotext's %d", name, found, all)
		}
	}
}

func TestLeafJSON(t *testing.T) {
	leaf := leaves(t, save(t, two().Bytes()))[0]
	b, err := json.Marshal(leaf)
	if err != nil {
		t.Fatal(err)
	}
	var again Leaf
	if err := json.Unmarshal(b, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(leaf, again); diff != "" {
		t.Errorf("JSON changes a leaf (-want +got):\n%s", diff)
	}
}
