package pdf

import (
	"bytes"
	"fmt"
	"testing"

	"vanthu/internal/fixture"
)

// oddFile is one of the odd PDFs of the fixtures.
func oddFile(t *testing.T, name string) []byte {
	t.Helper()
	all, err := fixture.OddPDFs()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.Name == name {
			return f.Data
		}
	}
	t.Fatalf("the fixtures have no %s", name)
	return nil
}

// Objects of object streams are written out where it is sure which one counts.
func TestUnfold(t *testing.T) {
	data := oddFile(t, "stream-objects.pdf")
	doc, err := parse(sanitise(data, true))
	if err != nil {
		t.Fatal(err)
	}
	same := unfold(data, doc.root)
	if same == nil || len(same.data) <= len(data) {
		t.Fatal("the objects were not written out")
	}
	for i := range doc.pages {
		want, err := doc.leaf(i)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := same.leaf(i); err != nil || got.Text != want.Text || got.Text == "" {
			t.Errorf("page %d: %q, %v; want %q", i+1, got.Text, err, want.Text)
		}
	}
	if bytes.Contains(same.data[:len(data)], []byte("/Type/Page/")) || !bytes.Contains(same.data, []byte("/Type/Page/")) {
		t.Error("the fixture's pages are not packed: the test shows nothing")
	}
	again := append(bytes.Clone(data), "\n8 0 obj\n<</Type/Page>>\nendobj\n"...)
	if unfold(again, doc.root) != nil {
		t.Error("an object that is there twice was chosen without the file's table")
	}
	if unfold(two().Bytes(), "1 0") != nil {
		t.Error("a file without object streams was unfolded")
	}
	lost := data[:bytes.LastIndex(data, []byte("/Type/XRef"))]
	if doc, err := rebuild(lost); err != nil || len(doc.pages) != 2 || !doc.rebuilt {
		t.Errorf("without its table: %v", err)
	}
}

func TestObjectHead(t *testing.T) {
	tests := []struct {
		before string
		want   string
	}{
		{"\n12 0 ", "12 0 at 1"},
		{"12 0 ", "12 0 at 0"},
		{"endobj12\r\n65535\t", "12 65535 at 6"},
		{"12 0", ""},      // "12 0obj"
		{"12 70000 ", ""}, // no generation
		{"1234567890 0 ", ""},
		{"9999999 0 ", ""},
		{" end", ""}, // endobj
		{" 0 ", ""},
		{"", ""},
	}
	for _, tt := range tests {
		id, gen, start, ok := objectHead([]byte(tt.before))
		got := ""
		if ok {
			got = fmt.Sprintf("%d %d at %d", id, gen, start)
		}
		if got != tt.want {
			t.Errorf("%q: %q, want %q", tt.before, got, tt.want)
		}
	}
}

// Whatever the bytes, a salvaged file opens or does not, and ends.
func FuzzRebuild(f *testing.F) {
	f.Add(two().Bytes())
	f.Add([]byte("1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj 2 0 obj<</Type/ObjStm/N 2/First 8>>stream\n3 0 4 2 1 2endstream"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		if doc, err := rebuild(data); err == nil && len(doc.pages) == 0 {
			t.Error("opened without a page")
		}
	})
}
