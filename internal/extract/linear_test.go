//go:build unix

package extract

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/zone"
)

// TestLinear holds that time grows with the length of the text alone, whatever it
// repeats: eight times the text takes no more than some thirty times the time, where
// a quadratic reader takes sixty-four. It is the time of the processor: what else
// runs on the machine does not count.
func TestLinear(t *testing.T) {
	const short, long = 16 << 10, 128 << 10
	for _, c := range []struct{ trap, piece string }{
		{"types without numbers", "Nghị quyết số "},
		{"figures with slashes", "1/"},
		{"years with dashes", "2021-2025-"},
		{"names in names", "Luật sửa đổi, bổ sung một số điều của "},
		{"decrees in decrees", "Nghị định số 1/2020/NĐ-CP sửa đổi, bổ sung "},
		{"one list", "số 1/2020/NĐ-CP, "},
		{"names of laws", "Luật Đất đai, "},
		{"names of no table", "Luật Vườn cây "},
		{"bare numbers", "Nghị quyết 29, "},
		{"definitions", "Nghị quyết số 1/NQ-CP (sau đây gọi là Nghị quyết một) "},
		{"pointers", "Nghị quyết này và Nghị quyết nêu trên "},
		{"bodies", "của Ủy ban nhân dân "},
		{"days", "ngày 1, "},
		{"months", "tháng 1 đến "},
		{"years", "các năm 2020, "},
		{"amounts", "từ 3 đến "},
		{"brackets", "05 (năm "},
		{"quotes", "“Điều 1. "},
		{"lines with quotes", "“Điều 1. Sửa\n\n"},
		{"articles", "Điều 1. Bãi bỏ:\n\n1. Nghị định số 1/2020/NĐ-CP;\n\n"},
		{"empty lines", "\n \n"},
		{"blanks", "số    "},
		{"force", "Thông tư này có hiệu lực "},
		{"colons", "Số: "},
		{"capitals", "QUYẾT ĐỊNH "},
		{"flat signatures", "TL. BỘ TRƯỞNG CHÁNH VĂN PHÒNG\n"},
		{"rows of a table", "| TM. UBND | Nơi nhận:\n"},
		{"dirt", "số l/2O2O/N.Đ-C P "},
	} {
		took := func(n int) time.Duration {
			pages := pagesOfText(t, []byte(plainHead+strings.Repeat(c.piece, n/len(c.piece))))
			start := processorTime(t)
			Record(corpus.Source{}, zone.Split(pages))
			return processorTime(t) - start
		}
		few, many := took(short), took(long)
		for range 4 { // caches are shared and garbage is collected at any time: the least counts
			if many <= 32*few || many < 120*time.Millisecond {
				break
			}
			few, many = min(few, took(short)), min(many, took(long))
		}
		t.Logf("%-22s %8v for 16 kB, %8v for 128 kB", c.trap, few.Round(10*time.Microsecond), many.Round(10*time.Microsecond))
		if many > 32*few && many > 120*time.Millisecond {
			t.Errorf("%s: %v for 16 kB but %v for 128 kB: somewhere time grows faster than the text", c.trap, few, many)
		}
	}
}

// processorTime is the time of the processor that this process has used.
func processorTime(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
