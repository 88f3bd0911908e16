package extract

import (
	"strings"
	"testing"

	"vanthu/corpus"
)

// TestUnsureSubject: a subject with a word that the recogniser was not sure of
// is kept, but no longer asserted; one unsure word elsewhere does not matter.
func TestUnsureSubject(t *testing.T) {
	const text = "ỦY BAN NHÂN DÂN\nXÃ AN KHÊ\n\nSố: 12/QĐ-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nAn Khê, ngày 05 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\nVề việc đỗi tên thôn Khê Hạ\n\nĐiều 1. Giao Văn phòng thực hiện.\n"
	for _, c := range []struct {
		trap     string
		method   corpus.Method
		unsure   string
		asserted bool
	}{
		{"all words sure", corpus.MethodOCR, "", true},
		{"a word of the subject", corpus.MethodOCR, "đỗi", false},
		{"a word of the body", corpus.MethodOCR, "Giao", true},
		{"a text layer is not recognised", corpus.MethodTextLayer, "đỗi", true},
	} {
		pages := pagesOfText(t, []byte(text))
		p := &pages[0]
		p.Method = c.method
		for at := 0; at < len(p.Text); {
			word := strings.Fields(p.Text[at:])
			if len(word) == 0 {
				break
			}
			start := at + strings.Index(p.Text[at:], word[0])
			at = start + len(word[0])
			w := corpus.Word{Start: start, End: at, Box: corpus.Box{0.1, 0.1, 0.2, 0.2}, Confidence: 0.96}
			if word[0] == c.unsure {
				w.Confidence = 0.8
			}
			p.Words = append(p.Words, w)
		}
		subject := recordOf(pages).Subject
		if got := subject.Or(""); !strings.HasSuffix(got, "tên thôn Khê Hạ") {
			t.Errorf("%s: subject %q", c.trap, got)
		}
		if asserted := subject.Confidence >= 0.7; asserted != c.asserted {
			t.Errorf("%s: confidence %.2f, asserted %t, want %t", c.trap, subject.Confidence, asserted, c.asserted)
		}
	}
}

// TestMisreadNumber: a letter in the sequence that no scribe writes there is read
// as the digit that it looks like, and said to be unsure.
func TestMisreadNumber(t *testing.T) {
	for number, want := range map[string]string{"4l/QĐ-UBND": "41/QĐ-UBND", "4a/QĐ-UBND": "4a/QĐ-UBND", "O5/QĐ-UBND": "05/QĐ-UBND"} {
		r := recordOf(pagesOfText(t, []byte("ỦY BAN NHÂN DÂN\nXÃ AN KHÊ\n\nSố: "+number+"\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nAn Khê, ngày 05 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\nVề việc đổi tên thôn Khê Hạ\n\nĐiều 1. Giao Văn phòng thực hiện.\n")))
		if got := r.Number.Or(""); got != want || r.Number.Raw != number {
			t.Errorf("%s: number %q of %q, want %q", number, got, r.Number.Raw, want)
		}
		unsure := false
		for _, f := range r.Findings {
			unsure = unsure || f.Code == "number-unsure"
		}
		if misread := want != number; misread != unsure || misread == (r.Number.Confidence >= 0.9) {
			t.Errorf("%s: finding %t, confidence %.2f, want them to tell a misreading: %t", number, unsure, r.Number.Confidence, misread)
		}
	}
}
