package extract

import (
	"strconv"
	"strings"
	"testing"

	"vanthu/corpus"
)

// pagesNumbered makes a text whose pages bear the given numbers on top, 0 for none.
func pagesNumbered(t *testing.T, numbers ...int) []corpus.Page {
	var pages []corpus.Page
	for i, n := range numbers {
		text := "Văn phòng theo dõi việc số hóa hồ sơ và báo cáo hằng quý.\nHồ sơ được bảo quản trong kho lưu trữ."
		if i == 0 {
			text = "UBND XÃ AN KHÊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND\nAn Khê, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nSố hóa tài liệu\n" + text
		}
		if n > 0 {
			text = strconv.Itoa(n) + "\n" + text
		}
		page := pagesOfText(t, []byte(text))[0]
		page.Number = i + 1
		pages = append(pages, page)
	}
	return pages
}

func TestPaging(t *testing.T) {
	for _, c := range []struct {
		what    string
		numbers []int
		want    string // the message of the one finding; "" is none
	}{
		{"numbered through", []int{0, 2, 3, 4, 5, 6}, ""},
		{"a sheet of two pages is lost", []int{0, 2, 3, 6, 7}, "the printed page numbers go from 3 to 6"},
		{"a misread digit", []int{0, 2, 3, 9, 5, 6}, ""},
		{"an annex counts anew", []int{0, 2, 3, 4, 0, 2, 3, 4}, ""},
		{"a blank back page is a page", []int{0, 2, 3, 0, 5, 6}, ""},
		{"too few to tell", []int{0, 2, 5}, ""},
	} {
		r := recordOf(pagesNumbered(t, c.numbers...))
		var got []string
		for _, f := range r.Findings {
			if f.Code == "pages-skipped" {
				got = append(got, f.Message)
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: pages %v give %q, want %q", c.what, c.numbers, s, c.want)
		}
	}
}
