package main

import "testing"

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"Hồ sơ/kế hoạch.txt":          "Hồ sơ/kế hoạch.txt",
		"a\nvanthu: forged\tb":        `a\nvanthu: forged\tb`,
		"\x1b[2Jred\x07\u009b31m":     `\x1b[2Jred\x07\x9b31m`,
		"\u202etxt.exe":               `\u202etxt.exe`,
		"nghìn tỷ – “đồng” 😀 e\u0301": "nghìn tỷ – “đồng” 😀 e\u0301",
	} {
		if got := printable(in); got != want {
			t.Errorf("printable(%q) = %q, want %q", in, got, want)
		}
	}
	if got, want := printablePage("a\n\tb\f\x1b[2J"), "a\n\tb\f\ufffd[2J"; got != want {
		t.Errorf("printablePage = %q, want %q", got, want)
	}
}
