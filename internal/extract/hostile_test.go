//go:build unix

package extract

import (
	"strings"
	"testing"
	"time"
)

// TestHostileText reads texts that repeat what a rule begins with, so that a
// rule which looks again at what it has seen takes the square of their length:
// 64 kB then take many seconds of the processor, not milliseconds.
func TestHostileText(t *testing.T) {
	const size, limit = 64 << 10, 4 * time.Second // also under the race detector
	for _, piece := range []string{
		"Luật ", "Luật\n", "Luật Đất đai ", "Luật Tổ chức ", "các Luật: Đất đai, ", "Luật sửa đổi, bổ sung một số điều của Luật Đất đai, ",
		"Quốc hội ban hành Luật ", "số ", "số 1, ", "số 1/2,", "Nghị quyết số 1, ", "18-NQ/TW, ", "12-", "1/2024/QĐ-", "1", "Nghị định số 12/2024/NĐ-CP, ",
		"công văn 12/BNV-TCBC ", "Thông tư số 1/2020/TT-BTC ngày 01/01/2020; ", "ngày ", "ngày\n\n\n", "Ngày 01 tháng 12 năm 2024 ", "căn cứ", "Căn cứ ", "của Bộ trưởng ",
		"của UBND tỉnh Gia Lai ", "Quyết định của Bộ ", "QCVN 01:", "được sửa đổi, bổ sung bởi ", "này thay thế ", "hết hiệu lực ", "khóa ", "(", "; ", " ", "\u00a0", "\n", "-\n",
		"Nghị quyết 1, ", "Nghị quyết Đại hội ", "Nghị quyết Đại hội Đảng bộ xã An Khê lần thứ X, ", "Luật A (Luật số ", "Căn cứ Luật Vườn cây, ", "Căn cứ Luật Vườn cây, cây ngày 1/1/2020;\n",
		"Nghi đinh sô l2/2O24/ND-CP ngay l/1/2O24 cùa Chính phù; ", "Luât Tô chúc chinh quyên dja phuơng, ", "Thôngtư sô 1/2024/TTBTC ", "tại Tờ trình số 1/TTr-A; của B tại ", "từ ngày 1/1/2024 đến ngày ", "1 tháng ", "này bãi bỏ:\n",
		"“Điều 5. a\n\n", "\" a\n", "CỘNG HÒA\n", "Nơi nhận:\n", "TM. CHÍNH PHỦ\n", "Nguyễn Văn A\n", "Nơi nhận:      KT. BỘ TRƯỞNG\n- a;\n     Nguyễn Văn A\n", "Điều 1.\n",
	} {
		for _, lead := range []string{"", "BỘ NỘI VỤ\nSố: 1/QĐ-BNV\nQUYẾT ĐỊNH\nSửa đổi "} {
			pages := pagesOfText(t, []byte(lead+strings.Repeat(piece, size/len(piece))+"\nĐiều 1. a"))
			start := processorTime(t)
			recordOf(pages)
			if took := processorTime(t) - start; took > limit {
				t.Errorf("%q, 64 kB of %q: read in %v; find the loop that starts again (go test -cpuprofile)", lead, piece, took)
			}
		}
	}
}
