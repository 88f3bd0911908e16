package pipeline

import (
	"strings"
	"testing"

	"vanthu/corpus"
)

func TestQuality(t *testing.T) {
	const text = "Căn cứ Luật Tổ chức chính quyền địa phương, Uỷ ban nhân dân xã An Khê yêu cầu các thôn rà soát hộ nghèo."
	for _, c := range []struct {
		name     string
		page     corpus.Page
		from, to float64
	}{
		{"sound", corpus.Page{Text: text}, 0.95, 1},
		{"capitals", corpus.Page{Text: strings.ToUpper(text)}, 0.95, 1},
		{"English", corpus.Page{Text: "The Committee requests all hamlets to review the list of poor households.", Language: "en"}, 0.95, 1},
		{"without marks", corpus.Page{Text: "Can cu Luat To chuc chinh quyen dia phuong, Uy ban nhan dan xa An Khe yeu cau cac thon ra soat ho ngheo."}, 0, 0.3},
		{"TCVN3", corpus.Page{Text: "C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph\u00ad¬ng, Uû ban nh©n d©n x· An Khª yªu cÇu c¸c th«n rµ so¸t hé nghÌo."}, 0, 0.6},
		{"odd characters", corpus.Page{Text: strings.ReplaceAll(text, "n", "�")}, 0, 0.4},
		{"blank", corpus.Page{}, 1, 1},
	} {
		if got := quality(&c.page); got < c.from || got > c.to {
			t.Errorf("%s: quality %.2f, want %.2f to %.2f", c.name, got, c.from, c.to)
		}
	}
}
