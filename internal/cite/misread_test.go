package cite

import (
	"testing"

	"vanthu/corpus"
)

func TestMisreadIssuers(t *testing.T) {
	for _, test := range []struct {
		trap, text string
		method     corpus.Method
		want       []string
	}{
		{"T read as I, the right one beside it", "Thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 và Kết luận số 91-KL/IW.", corpus.MethodOCR, []string{"91-KL/TW"}},
		{"printed so in a text layer", "Thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 và Kết luận số 91-KL/IW.", corpus.MethodTextLayer, []string{"91-KL/TW", "91-KL/IW"}},
		{"another sequence is another instrument", "Thực hiện Kết luận số 91-KL/TW và Kết luận số 92-KL/IW.", corpus.MethodOCR, []string{"91-KL/TW", "92-KL/TW"}},
		{"both are bodies: TU and TW stay two", "Thực hiện Kết luận số 91-KL/TW và Kết luận số 91-KL/TU.", corpus.MethodOCR, []string{"91-KL/TW", "91-KL/TU"}},
		{"two letters wrong are too many", "Thực hiện Kết luận số 91-KL/TW và Kết luận số 91-KL/IV.", corpus.MethodOCR, []string{"91-KL/TW", "91-KL/IV"}},
	} {
		t.Run(test.trap, func(t *testing.T) {
			pages := []corpus.Page{{Number: 1, Text: test.text, Method: test.method}}
			flow := corpus.NewFlow(pages, []corpus.Span{{Page: 1, End: len(test.text)}})
			got := Find(Input{Flow: flow, Pages: pages})
			var numbers []string
			for _, c := range got {
				numbers = append(numbers, string(c.Number))
			}
			if len(numbers) != len(test.want) {
				t.Fatalf("got %q, want %q", numbers, test.want)
			}
			for i := range numbers {
				if numbers[i] != test.want[i] {
					t.Errorf("got %q, want %q", numbers, test.want)
				}
			}
		})
	}
}
