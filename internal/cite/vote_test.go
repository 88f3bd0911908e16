package cite

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
)

// TestVote reads recognised pages on which a figure of one mention is wrong.
func TestVote(t *testing.T) {
	const full = "Căn cứ Nghị định số 188/2025/NĐ-CP ngày 01 tháng 7 năm 2025 của Chính phủ; theo Nghị định số 188/2025/NĐ-CP. "
	for _, c := range []struct {
		trap, text string
		want       []string
	}{
		{"a figure of a short form", full + "Điều 6 Nghị định số 138/2025/NĐ-CP.", []string{"188/2025/NĐ-CP"}},
		{"named in full: another decree of that day", full + "Nghị định số 138/2025/NĐ-CP ngày 01 tháng 7 năm 2025 của Chính phủ.", []string{"188/2025/NĐ-CP", "138/2025/NĐ-CP"}},
		{"figures that are not alike", full + "Điều 6 Nghị định số 148/2025/NĐ-CP.", []string{"188/2025/NĐ-CP", "148/2025/NĐ-CP"}},
		{"the end of the symbol lost", full + "Điều 6 Nghị định số 188/2025/NĐ.", []string{"188/2025/NĐ-CP"}},
		{"a year after the document's own", full + "Nghị định số 12/2026/NĐ-CP ngày 05 tháng 6 năm 2025 của Chính phủ.", []string{"188/2025/NĐ-CP", "12/2025/NĐ-CP"}},
	} {
		for _, method := range []corpus.Method{corpus.MethodOCR, corpus.MethodText} {
			in := input(c.text)
			in.Pages[0].Method = method
			in.SelfIssued = "2025-12-01"
			var got []string
			for _, cit := range Find(in) {
				got = append(got, string(cit.Number))
			}
			if d := cmp.Diff(c.want, got); method == corpus.MethodOCR && d != "" {
				t.Errorf("%s (-want +got)\n%s", c.trap, d)
			}
			if method == corpus.MethodText && len(got) != 2 {
				t.Errorf("%s: in a sound text nothing is joined: %v", c.trap, got)
			}
		}
	}
}

func TestDated(t *testing.T) {
	got := Find(input("Nghị định số 75/2021/NĐ-CP ngày 24/7/2023 của Chính phủ; Nghị định số 75/2021/NĐ-CP ngày 24/7/2021 và Nghị định số 75/2021/NĐ-CP ngày 24/7/2021"))
	if len(got) != 1 || got[0].Issued != "2021-07-24" {
		t.Errorf("the date that is printed most often is kept: %v", got)
	}
}
