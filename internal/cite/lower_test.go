package cite

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestLower holds lower to strings.ToLower, but for what must not move.
func TestLower(t *testing.T) {
	letters := "AĂÂÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬĐEÊÉÈẺẼẸẾỀỂỄỆIÍÌỈĨỊOÔƠÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢUƯÚÙỦŨỤỨỪỬỮỰYÝỲỶỸỴ"
	for _, s := range []string{letters, strings.ToLower(letters), "", "aB1 –“”…ỼĿẞſ\u00d7\u0110", "NGHỊ ĐỊNH số 1/QĐ-UBND"} {
		got := lower(s)
		want := strings.Map(func(r rune) rune {
			if l := []rune(strings.ToLower(string(r)))[0]; utf8.RuneLen(l) == utf8.RuneLen(r) {
				return l
			}
			return r
		}, s)
		if got != want {
			t.Errorf("lower(%q) = %q, want %q", s, got, want)
		}
	}
	if got := lower("QÐ"); got != "qđ" {
		t.Errorf("ETH must become đ: %q", got)
	}
	if got := lower("a\xffB\xe1"); got != "a\xffb\xe1" {
		t.Errorf("bytes that are no UTF-8 stay: %q", got)
	}
}
