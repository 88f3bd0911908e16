package extract

import "testing"

func TestQuotations(t *testing.T) {
	for _, c := range []struct {
		trap, text string
		want       []string
	}{
		{"an article of several lines", "1. Sửa:\n“Điều 3. A\nB.”\n2. C", []string{"“Điều 3. A\nB.”"}},
		{"one line", "“1. A.”.\nB", []string{"“1. A.”."}},
		{"mixed marks", "“A\nB\".\nC", []string{"“A\nB\"."}},
		{"quoted words that open a sentence", "“Hồ sơ” là tài liệu.\nA ”", nil},
		{"a mark alone on its line", "“\nA\n”\nB", []string{"“\nA\n”"}},
		{"a quote that nobody closes", "“A\nB\nC", nil},
		{"two", "“A”\nB\n“C\nD”", []string{"“A”", "“C\nD”"}},
	} {
		var got []string
		for _, q := range quotations(c.text) {
			got = append(got, c.text[q.start:q.end])
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %q, want %q", c.trap, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: %q, want %q", c.trap, got[i], c.want[i])
			}
		}
	}
}
