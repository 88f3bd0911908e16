package ocr

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
)

// setPage sets a page of 1000 x 1400 units from lines of words with their left
// edges ("Số:@100 7/TB-UBND@160"); letters are 10 wide, lines 30 high from top.
func setPage(top int, lines ...string) corpus.Page {
	var tsv strings.Builder
	tsv.WriteString("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n")
	tsv.WriteString("1\t1\t0\t0\t0\t0\t0\t0\t1000\t1400\t-1\t\n")
	for n, l := range lines {
		for w, field := range strings.Fields(l) {
			word, left, _ := strings.Cut(field, "@")
			fmt.Fprintf(&tsv, "5\t1\t1\t1\t%d\t%d\t%s\t%d\t%d\t20\t90\t%s\n", n+1, w+1, left, top+30*n, 10*len([]rune(word)), word)
		}
	}
	p, err := parse(tsv.String(), 1, 100)
	if err != nil {
		panic(err)
	}
	return p
}

func TestPartHead(t *testing.T) {
	for _, c := range []struct {
		trap  string
		top   int
		lines []string
		want  string
	}{
		{
			"two cells on three lines", 100,
			[]string{
				"ỦY@100 BAN@130 NHÂN@170 DÂN@220 CỘNG@450 HÒA@500 XÃ@540 HỘI@570",
				"XÃ@100 AN@130 KHÊ@160 Độc@500 lập@540",
				"Số:@100 7/TB-UBND@140 An@450 Khê,@480 ngày@530 05@580 tháng@610 3@680",
			},
			"ỦY BAN NHÂN DÂN\nXÃ AN KHÊ\nSố: 7/TB-UBND\n\nCỘNG HÒA XÃ HỘI\nĐộc lập\nAn Khê, ngày 05 tháng 3",
		},
		{
			"the right cell goes on alone, the title is none of it", 100,
			[]string{"XÃ@100 AN@130 KHÊ@160 CỘNG@450 HÒA@500", "Độc@600 lập@640", "THÔNG@450 BÁO@510"},
			"XÃ AN KHÊ\n\nCỘNG HÒA\nĐộc lập\n\nTHÔNG BÁO",
		},
		{
			"room for the number and the day", 100,
			[]string{"Số:@200 /TB-UBND@340", "ngày@440 tháng@560 3@630 năm@650"},
			"Số: /TB-UBND\nngày tháng 3 năm",
		},
		{
			"a justified line has wide gaps all over", 100,
			[]string{"Căn@100 cứ@170 Luật@240 Tổ@320 chức@390 chính@470 quyền@560"},
			"Căn cứ Luật Tổ chức chính quyền",
		},
		{
			"the signature is not the head", 1000,
			[]string{"Nơi@100 nhận:@140 CHỦ@500 TỊCH@550"},
			"Nơi nhận: CHỦ TỊCH",
		},
	} {
		p := partHead(setPage(c.top, c.lines...))
		if diff := cmp.Diff(c.want, p.Text); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.trap, diff)
		}
		sound(t, p)
	}
}
