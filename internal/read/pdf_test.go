package read

import (
	"slices"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/read/pdf"
)

// leavesOf are pages of the given texts; "!" is one in doubt, "" a lost one.
func layerOf(texts ...string) []pdf.Leaf {
	var all []pdf.Leaf
	for i, text := range texts {
		l := pdf.Leaf{Pages: len(texts), Lost: text == ""}
		l.Number = i + 1
		if l.Text = strings.TrimPrefix(text, "!"); l.Text != text || l.Lost {
			l.Doubt = "so it is"
		}
		all = append(all, l)
	}
	return all
}

// sheetsOf are pages from number first as pdftotext gives them.
func sheetsOf(first int, texts ...string) sheets {
	s := sheets{first: first}
	for i, text := range texts {
		s.pages = append(s.pages, corpus.Page{Number: first + i, Text: text})
	}
	return s
}

// long has words enough to be trusted, short has not.
var (
	long    = strings.Repeat("Căn cứ Luật Tổ chức chính quyền địa phương ", 5)
	short   = "Nơi nhận: Lưu văn thư"
	english = strings.Repeat("the provisions of this decree shall apply ", 6)
)

func TestDoubtful(t *testing.T) {
	broken := &corpus.Problem{Kind: corpus.Malformed}
	tests := []struct {
		name        string
		ours        []pdf.Leaf
		fault       *corpus.Problem
		first, last int
		ok          bool
	}{
		{"Vietnamese", layerOf(long, long), nil, 0, 0, false},
		{"a signature's page behind", layerOf(long, short), nil, 0, 0, false},
		{"a few words alone", layerOf(short), nil, 1, 0, true},
		{"English", layerOf(long, english, long), nil, 2, 2, true},
		{"in doubt", layerOf(long, "!"+long, long, ""), nil, 2, 0, true},
		{"a blank page", layerOf(long, "! ", long), nil, 2, 2, true},
		{"nothing read", nil, broken, 1, 0, true},
		{"stopped in the middle", layerOf(long, long), broken, 1, 0, true},
	}
	for _, tt := range tests {
		if first, last, ok := doubtful(tt.ours, tt.fault); first != tt.first || last != tt.last || ok != tt.ok {
			t.Errorf("%s: pages %d to %d, %v; want %d to %d, %v", tt.name, first, last, ok, tt.first, tt.last, tt.ok)
		}
	}
}

func TestBetter(t *testing.T) {
	tests := []struct {
		name, ours, theirs string
		want               bool
	}{
		{"the same", long, long, false},
		{"they have less", long, short, false},
		{"they have more", long, long + short, true},
		{"they tear words", long, strings.ReplaceAll(long, "phương", "ph ương"), false},
		{"we tear words", strings.ReplaceAll(long, "phương", "ph ương"), long, true},
		{"they have another script besides", long + "abc", long + "هذا كتاب جديد", true},
		{"the letters of another script in the right order", long + "اذه", long + "هذا", true},
		{"we have garbage", "9ăQ SKòQJ", short, true},
		{"we have lost it", "", long, true},
		{"nobody has it", "", "", false},
	}
	for _, tt := range tests {
		ours := layerOf(tt.ours)[0]
		if got := better(&ours, &corpus.Page{Text: tt.theirs}); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// A page that we do not find must not shift those behind it.
func TestAligned(t *testing.T) {
	tests := []struct {
		name   string
		ours   []pdf.Leaf
		theirs sheets
		want   string // which of ours stand where
	}{
		{"the first is missing", layerOf(long, short), sheetsOf(1, english, long, short), "-12"},
		{"one in the middle is missing", layerOf(long, short), sheetsOf(1, long, english, short), "1-2"},
		{"read otherwise: as they are", layerOf("khác hẳn", short), sheetsOf(1, long, english, short), "12"},
	}
	for _, tt := range tests {
		got := ""
		for i, l := range aligned(tt.ours, tt.theirs) {
			if l.Number != i+1 {
				t.Errorf("%s: page %d has number %d", tt.name, i+1, l.Number)
			}
			switch {
			case l.Lost:
				got += "-"
			case l.Text == tt.ours[0].Text:
				got += "1"
			default:
				got += "2"
			}
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// A page that cannot be read costs no other, and says who read what, and why.
func TestMerge(t *testing.T) {
	needPoppler(t)
	d := fixture.NewDraft("", "", fixture.Lines(long), fixture.Lines(long), fixture.Lines(long))
	d.Objects[9-1] = strings.Replace(d.Objects[9-1], "<</Length", "<</Filter/DCTDecode/Length", 1)
	leaves, err := New(Never).Open(t.Context(), save(t, "a.pdf", d.Bytes()), "application/pdf")
	if err != nil || len(leaves) != 3 {
		t.Fatalf("%d pages, %v", len(leaves), err)
	}
	if leaves[0].Page.Text == "" || leaves[2].Page.Text == "" || leaves[1].Lacking == nil || leaves[1].Lacking.Kind != corpus.NeedsOCR {
		t.Errorf("pages %+v, want the second alone to lack its text", leaves)
	}
	// The tree claims a page that nobody finds.
	d = fixture.NewDraft("", "", fixture.Lines(long))
	d.Objects[1] = strings.Replace(d.Objects[1], "/Count 1", "/Count 2", 1)
	leaves, err = New(Never).Open(t.Context(), save(t, "b.pdf", d.Bytes()), "application/pdf")
	if err != nil {
		t.Fatal(err)
	}
	if f := leaves[len(leaves)-1].Page.Findings; len(f) != 1 || f[0].Code != "pages-missing" && f[0].Code != unread {
		t.Errorf("findings %v, want one of a page that is missing", f)
	}
}

// Where the parser reads nothing at all (AES-256), the other's pages are all
// there are, and its own fault is why the other was asked.
func TestMergeNothingOfOurs(t *testing.T) {
	fault := &corpus.Problem{Kind: corpus.Malformed, Message: "256-bit key"}
	leaves := New(Never).merge(nil, sheetsOf(1, long, long), fault)
	if len(leaves) != 2 {
		t.Fatalf("%d leaves, want 2", len(leaves))
	}
	for _, l := range leaves {
		if f := l.Page.Findings; len(f) != 1 || f[0].Code != "text-by-pdftotext" || !strings.Contains(f[0].Message, fault.Message) {
			t.Errorf("page %d: findings %+v, want one that it was read by pdftotext because of %q", l.Number, f, fault.Message)
		}
	}
}

// Where both readers stop in the middle, the pages behind are not forgotten.
func TestWithRest(t *testing.T) {
	needPoppler(t)
	fault := &corpus.Problem{Kind: corpus.TimedOut, Message: "too slow"}
	ours := layerOf(long, long)
	ours[0].Pages = 4
	r := New(Never)
	leaves := r.merge(ours, sheets{first: 1, fault: fault}, fault)
	if len(leaves) != 4 || leaves[1].Page == nil || leaves[2].Page != nil {
		t.Errorf("%d pages of 4, %+v", len(leaves), leaves)
	}
	leaves, err := r.withRest(t.Context(), "none.pdf", r.merge(nil, sheetsOf(1, long), fault), fault)
	if err != nil || len(leaves) != 1 {
		t.Fatalf("%+v, %v; want one page", leaves, err)
	}
	if f := leaves[0].Page.Findings; !slices.ContainsFunc(f, func(f corpus.Finding) bool { return f.Code == "pages-missing" }) {
		t.Errorf("%+v, want a finding that pages may be missing", f)
	}
	auto := New(Auto)
	if auto.engine == nil {
		t.Skip("Tesseract is not installed")
	}
	path := save(t, "a.pdf", fixture.NewDraft("", "", fixture.Lines(long), fixture.Lines(long), "").Bytes())
	leaves, err = auto.withRest(t.Context(), path, auto.merge(nil, sheetsOf(1, long), fault), fault)
	if err != nil || len(leaves) != 3 || leaves[2].Page != nil || leaves[2].Number != 3 {
		t.Errorf("%+v, %v; want two pages more to be seen", leaves, err)
	}
}
