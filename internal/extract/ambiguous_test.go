package extract

import "testing"

// TestAmbiguous: a bare number that nothing tells apart is a doubt, and the doubt
// names the candidates.
func TestAmbiguous(t *testing.T) {
	for _, c := range []struct{ trap, text, want string }{
		{"two that it can be", "Nghị quyết số 29-NQ/TW ngày 04/11/2013 và Nghị quyết số 29-NQ/TW ngày 17/11/2022. Nghị quyết 29 nêu rõ.",
			"the document does not say which Nghị quyết 29 is meant: 29-NQ/TW of 2013-11-04 or 29-NQ/TW of 2022-11-17"},
		{"none that it can be", "Nghị quyết số 129-NQ/TW ngày 04/11/2013. Nghị quyết 29 nêu rõ.", "the document does not say which Nghị quyết 29 is meant"},
		{"the only one", "Nghị quyết số 29-NQ/TW ngày 04/11/2013. Nghị quyết 29 nêu rõ.", ""},
	} {
		r := recordOf(pagesOfText(t, []byte(plainHead+c.text+"\n\nĐiều 2. Hiệu lực")))
		got := ""
		for _, f := range r.Findings {
			if f.Code == "citation-ambiguous" {
				got += f.Message
			}
		}
		if got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}
