package cite

import (
	"slices"
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

// One recognised page makes no text layer of the same file doubtful: its letters
// were printed so. But a stroke that no type lacks was lost by a typist.
func TestMendByPage(t *testing.T) {
	const printed = "Căn cứ Quyết định số 12/QD-UBND ngày 03/4/2024 và Nghị định số 30/2020/ND-GP."
	want := map[corpus.Method][]string{
		corpus.MethodOCR:       {"91-KL/TW", "12/QĐ-UBND", "30/2020/NĐ-CP"},
		corpus.MethodTextLayer: {"91-KL/TW", "12/QĐ-UBND", "30/2020/NĐ-GP"},
	}
	for method, numbers := range want {
		pages := []corpus.Page{
			{Number: 1, Text: "Thực hiện Kết luận số 91- KLƯ/TW ngày 12/8/2024.", Method: corpus.MethodOCR},
			{Number: 2, Text: printed, Method: method},
		}
		flow := corpus.NewFlow(pages, []corpus.Span{{Page: 1, End: len(pages[0].Text)}, {Page: 2, End: len(printed)}})
		var got []string
		for _, c := range Find(Input{Flow: flow, Pages: pages}) {
			got = append(got, string(c.Number))
			m := c.Mentions[0]
			if text := pages[m.Page-1].Text[m.Start:m.End]; text != m.Text {
				t.Errorf("%s: mention %q stands at %q", method, m.Text, text)
			}
		}
		if !slices.Equal(got, numbers) {
			t.Errorf("page 2 by %s: %q, want %q", method, got, numbers)
		}
	}
}
