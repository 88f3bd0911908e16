package near

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

func pages(texts ...string) []corpus.Page {
	var all []corpus.Page
	for i, text := range texts {
		all = append(all, corpus.Page{Number: i + 1, Text: text})
	}
	return all
}

// directives are generated texts, cut to about so many bytes.
func directives(n, bytes int) []string {
	var all []string
	for _, text := range fixture.Corpus(7, n) {
		all = append(all, strings.ToValidUTF8(string(text[:min(len(text), bytes)]), ""))
	}
	return all
}

// A text that was recognised twice, with other errors, is one; so are its pages
// wherever they are cut, and its words however they are spelled.
func TestRescans(t *testing.T) {
	for _, size := range []int{1500, 10_000} {
		for i, text := range directives(12, size) {
			for _, rate := range []float64{0, 0.01, 0.02, 0.04} {
				a, b := fixture.Noise(text, rate, uint64(i)), fixture.Noise(text, rate, uint64(i)+1000)
				if l := Compare(pages(a), pages(b)); !l.Same() {
					t.Errorf("text %d of %d bytes, errors in %.0f of 100 characters: %+v, want it to be the same", i, size, 100*rate, l)
				}
				s, ok := Of(pages(a))
				u, ok2 := Of(pages(b))
				if found := Candidates([]Text{{Sketch: s}, {Sketch: u}}); !ok || !ok2 || len(found) != 1 && rate <= 0.02 {
					t.Errorf("text %d of %d bytes, errors in %.0f of 100 characters: no candidate, sketches are %.2f alike", i, size, 100*rate, s.Like(&u))
				}
			}
			// The scan lacks what is written by hand: number, day and month.
			n := 0
			hand := regexp.MustCompile(`\d+`).ReplaceAllStringFunc(text, func(s string) string {
				if n++; n <= 3 {
					return " "
				}
				return s
			})
			if l := Compare(pages(text), pages(fixture.Noise(hand, 0.01, uint64(i)))); !l.Same() {
				t.Errorf("text %d without the figures of its head: %+v, want it to be the same", i, l)
			}
			half := strings.LastIndexByte(text[:len(text)/2], ' ')
			other := strings.NewReplacer("hoà", "hòa", "HOÀ", "hòa", "\n", "  \n").Replace(strings.ToUpper(text))
			if l := Compare(pages(text), pages(other[:0], strings.ToUpper(text[:half]), text[half:])); l.Text != 1 || l.Figures != 1 {
				t.Errorf("text %d in capitals over two pages: %+v", i, l)
			}
		}
	}
}

// Forms are not the same: another year, another number, other figures; nor are
// directives that merely share their phrases.
func TestLookAlikes(t *testing.T) {
	const form = `ỦY BAN NHÂN DÂN XÃ AN KHÊ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/GM-UBND
An Khê, ngày 05 tháng 3 năm 2023
GIẤY MỜI
Họp giao ban công tác tháng 3 năm 2023
Kính gửi: Trưởng các thôn, Bí thư các chi bộ, Hiệu trưởng các trường học trên địa bàn.
Ủy ban nhân dân xã An Khê trân trọng kính mời các đồng chí dự họp giao ban đánh giá kết quả công tác và triển khai nhiệm vụ thời gian tới.
Thời gian: 8 giờ 00 phút, ngày 07 tháng 3 năm 2023. Địa điểm: hội trường xã. Đề nghị các đồng chí đến dự đúng thành phần và thời gian.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Mẫu`
	for _, c := range []struct{ trap, other string }{
		{"another month", strings.NewReplacer("12/GM", "31/GM", "05 tháng 3", "02 tháng 4", "tháng 3", "tháng 4", "07 tháng 3", "05 tháng 4").Replace(form)},
		{"another year alone", strings.ReplaceAll(form, "2023", "2024")},
		{"another number alone", strings.ReplaceAll(form, "12/GM", "31/GM")},
	} {
		if l := Compare(pages(form), pages(c.other)); l.Same() {
			t.Errorf("%s: %+v, taken for the same", c.trap, l)
		}
	}
	figure := regexp.MustCompile(`\d+`)
	texts := directives(12, 10_000)
	for i, text := range texts {
		n := 0
		next := figure.ReplaceAllStringFunc(text, func(s string) string { // number, day and year of the head
			if n++; n <= 4 {
				return s + "1"
			}
			return s
		})
		if l := Compare(pages(text), pages(next)); l.Same() {
			t.Errorf("text %d with another number and date: %+v, taken for the same", i, l)
		}
		for j := range i {
			if l := Compare(pages(text), pages(texts[j])); l.Same() {
				t.Errorf("texts %d and %d: %+v, taken for the same", i, j, l)
			}
		}
	}
}

// What is sure of two documents can contradict that they are one; what is
// doubtful, or said by one alone, does not.
func TestContradict(t *testing.T) {
	f := func(value string, confidence float64) corpus.Field[string] {
		return corpus.Field[string]{Value: &value, Confidence: confidence}
	}
	base := func() *corpus.Record {
		r := new(corpus.Record)
		r.Number.Field, r.Type, r.Issued = f("171-KH/HU", 0.95), f("Kế hoạch", 0.95), f("2024-12-02", 0.95)
		r.Issuer.Field, r.Issuer.Body = f("Ban Thường vụ Huyện ủy", 0.9), "Ban Thường vụ Huyện ủy An Khê"
		return r
	}
	for _, c := range []struct {
		trap  string
		spoil func(r *corpus.Record)
		want  bool
	}{
		{"the same", func(*corpus.Record) {}, false},
		{"another number", func(r *corpus.Record) { r.Number.Field = f("172-KH/HU", 0.95) }, true},
		{"a number read by hand, doubtful", func(r *corpus.Record) { r.Number.Field = f("172-KH/HU", 0.5) }, false},
		{"no number", func(r *corpus.Record) { r.Number.Field = corpus.Field[string]{} }, false},
		{"the number in another spelling", func(r *corpus.Record) { r.Number.Field = f("0171 - kh/hu", 0.9) }, false},
		{"another day", func(r *corpus.Record) { r.Issued = f("2024-12-03", 0.9) }, true},
		{"another type", func(r *corpus.Record) { r.Type = f("Báo cáo", 0.9) }, true},
		{"another committee", func(r *corpus.Record) { r.Issuer.Body = "Ban Thường vụ Huyện ủy An Khánh" }, true},
		{"the issuer as it stands on the page", func(r *corpus.Record) { r.Issuer.Body = "" }, false},
	} {
		r := base()
		c.spoil(r)
		if got := Contradict(base(), r); got != c.want || Contradict(r, base()) != c.want {
			t.Errorf("%s: %v, want %v", c.trap, got, c.want)
		}
	}
}

// The sketches say how much texts have in common.
func TestSketch(t *testing.T) {
	texts := directives(8, 10_000)
	for i, text := range texts {
		for _, rate := range []float64{0, 0.01, 0.03} {
			a, b := pages(text), pages(fixture.Noise(text, rate, uint64(i)))
			s, _ := Of(a)
			u, _ := Of(b)
			if like, exact := s.Like(&u), Compare(a, b).Text; math.Abs(like-exact) > 0.2 { // three times the standard deviation
				t.Errorf("text %d: sketches are %.2f alike, the texts %.2f", i, like, exact)
			}
		}
	}
	if _, ok := Of(pages("Kính gửi các đồng chí")); ok {
		t.Error("a text of five words has a sketch: it would be like every other")
	}
	s, _ := Of(pages(texts[0]))
	if again, ok := Parse(s.Bytes()); !ok || again != s {
		t.Error("a sketch does not come back from its bytes")
	}
	if _, ok := Parse([]byte{1, 2}); ok {
		t.Error("two bytes are no sketch")
	}
	// It stands in catalogues: the same text has the same sketch in every version.
	var b strings.Builder
	for i := range 50 {
		fmt.Fprintf(&b, "Điều %d Ủy ban nhân dân ", i)
	}
	s, _ = Of(pages(b.String()))
	if got, want := fmt.Sprintf("%04x", s[:4]), "[1268 b4ea 398c 4ba7]"; got != want {
		t.Errorf("the sketch begins with %s, was %s: raise Form", got, want)
	}
}

// Of very many alike forms the pairs stay few, and those of one key are found.
func TestCrowd(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	form := directives(1, 4000)[0]
	var texts []Text
	for i := range 1000 {
		s, _ := Of(pages(form + fmt.Sprint(" ", r.IntN(1e9), " ", r.IntN(1e9))))
		texts = append(texts, Text{Sketch: s, Key: fmt.Sprintf("%d/GM-UBND", i%900)})
	}
	pairs := Candidates(texts)
	if len(pairs) > perText*len(texts) {
		t.Errorf("%d pairs of %d texts", len(pairs), len(texts))
	}
	found := map[int]bool{}
	for _, p := range pairs {
		if p.Late-p.Early == 900 {
			found[p.Late] = true
		}
	}
	if len(found) != 100 {
		t.Errorf("%d of 100 pairs of one number are found", len(found))
	}
}

// Law: a text is like itself, comparing has no sides, shares lie in [0,1].
func FuzzCompare(f *testing.F) {
	f.Add("Điều 1. Ủy ban nhân dân xã", "Điều 2. UBND xã")
	f.Add("\xe1\xba", "\xc4")
	f.Add("×÷ \u00a0“một” hai–ba", "ﬁ ＡＢ Россия")
	f.Fuzz(func(t *testing.T, a, b string) {
		l, r := Compare(pages(a), pages(b)), Compare(pages(b), pages(a))
		r.onlyA, r.onlyB = r.onlyB, r.onlyA
		if l != r || l.Same() != r.Same() || l.Text < 0 || l.Text > 1 || l.Figures < 0 || l.Figures > 1 {
			t.Errorf("%q and %q: %+v one way, %+v the other", a, b, l, r)
		}
		if s, ok := Of(pages(a)); ok {
			if self := Compare(pages(a), pages(a)); !self.Same() || s.Like(&s) != 1 {
				t.Errorf("%q is not like itself: %+v", a, self)
			}
		}
	})
}

func BenchmarkOf(b *testing.B) {
	p := pages(directives(1, 10_000)...)
	b.SetBytes(int64(len(p[0].Text)))
	for b.Loop() {
		Of(p)
	}
}

// BenchmarkCandidates seeks the pairs of 20,000 texts of which 1,000 are held
// twice.
func BenchmarkCandidates(b *testing.B) {
	r := rand.New(rand.NewPCG(2, 2))
	var texts []Text
	for i := range 20_000 {
		var t Text
		for j := range t.Sketch {
			t.Sketch[j] = uint16(r.Uint32())
		}
		if i%20 == 0 && i > 0 {
			t = texts[i-10]
			t.Sketch[r.IntN(places)]++
		}
		texts = append(texts, t)
	}
	for b.Loop() {
		if n := len(Candidates(texts)); n != 999 {
			b.Fatal(n)
		}
	}
}
