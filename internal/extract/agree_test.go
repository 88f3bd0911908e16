package extract

import (
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/zone"
)

// A recogniser reads a subject once, with a mark lost here and there; the body
// says again what it is about.
func TestSubjectSpeltAsInBody(t *testing.T) {
	for _, tt := range []struct {
		trap, subject, body, want string
		unsure                    string // the word that the recogniser was not sure of
	}{
		{"a mark lost", "Về tông thể phát triển du lịch", "Quy hoạch tổng thể phát triển. Nội dung tổng thể phát triển, và tổng thể phát triển.", "Về tổng thể phát triển du lịch", ""},
		{"one witness is enough for a doubtful word", "Về đỗi tên cơ quan", "Nghị quyết về đổi tên cơ quan.", "Về đổi tên cơ quan", "đỗi"},
		{"one witness is not enough for a sure one", "Về quỹ đất ở", "Rà soát quý đất.", "Về quỹ đất ở", ""},
		{"the body is not of one mind", "Về hộ trợ nhà ở", "hỗ trợ nhà, hỗ trợ nhà, hộ trợ nhà, hộ trợ nhà.", "Về hộ trợ nhà ở", ""},
		{"another neighbour is no witness", "Về giá đất ở", "gia hạn, gia hạn, gia hạn, gia hạn.", "Về giá đất ở", ""},
		{"capitals stay", "Về TÔNG THỂ phát triển", "tổng thể phát triển, tổng thể phát triển, tổng thể phát triển.", "Về TỔNG THỂ phát triển", ""},
		{"numbers stay", "Về kế hoạch 2024 - 2025", "kế hoạch 2026, kế hoạch 2026, kế hoạch 2026.", "Về kế hoạch 2024 - 2025", ""},
	} {
		text := "ỦY BAN NHÂN DÂN XÃ MẪU\nSố: 12/KH-UBND\nKẾ HOẠCH\n" + tt.subject + "\n\nCăn cứ Luật Lưu trữ;\n" + tt.body
		p := corpus.Page{Number: 1, Text: text, Method: corpus.MethodOCR, Quality: 1, Language: "vi"}
		for at := 0; at < len(text); {
			if strings.IndexByte(" \n", text[at]) >= 0 {
				at++
				continue
			}
			end := at + strings.IndexAny(text[at:]+" ", " \n")
			sure := 0.96
			if text[at:end] == tt.unsure {
				sure = 0.8
			}
			p.Words = append(p.Words, corpus.Word{Start: at, End: end, Box: corpus.Box{0.1, 0.1, 0.2, 0.2}, Confidence: sure})
			at = end
		}
		r := Record(corpus.Source{Name: "test.pdf"}, zone.Split([]corpus.Page{p}))
		if got := r.Subject.Or(""); got != tt.want {
			t.Errorf("%s: subject %q, want %q", tt.trap, got, tt.want)
		}
		if r.Subject.Raw != tt.subject {
			t.Errorf("%s: raw %q, want what was read: %q", tt.trap, r.Subject.Raw, tt.subject)
		}
	}
}

// The same for the name in the head cell, which is less sure then.
func TestIssuerSpeltAsInBody(t *testing.T) {
	const head = "CHI CỤC THỊ HÀNH ÁN DÂN SỰ HUYỆN MẪU"
	text := head + "\nSố: 12/TB-CCTHADS\nTHÔNG BÁO\nVề lịch trực\n\nChi cục Thi hành án dân sự. Thi hành án là việc của Chi cục Thi hành án."
	p := corpus.Page{Number: 1, Text: text, Method: corpus.MethodOCR, Quality: 1, Language: "vi"}
	for at := 0; at < len(text); {
		end := at + strings.IndexAny(text[at:]+" ", " \n")
		if end > at {
			p.Words = append(p.Words, corpus.Word{Start: at, End: end, Box: corpus.Box{0.1, 0.1, 0.2, 0.2}, Confidence: 0.96})
		}
		at = end + 1
	}
	r := Record(corpus.Source{Name: "test.pdf"}, zone.Split([]corpus.Page{p}))
	if got := r.Issuer.Or(""); !strings.HasPrefix(got, "Chi cục Thi hành án dân sự") || r.Issuer.Raw != head || r.Issuer.Confidence >= 0.9 {
		t.Errorf("issuer %q, raw %q, %.2f sure; want it spelt as in the body, raw as read, and less than 0.9 sure", got, r.Issuer.Raw, r.Issuer.Confidence)
	}
}
