package language

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

const (
	viText = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành tổ chức triển khai thực hiện nghiêm túc nội dung này."
	enText = "The Government hereby promulgates this Decree on the management of public investment projects."
	frText = "Le Gouvernement adopte le présent décret relatif à la gestion des projets d'investissement public."
	zhText = "政府颁布本法令，规定公共投资项目的管理办法。"
	ruText = "Правительство утверждает настоящее постановление об управлении государственными инвестициями."
)

func TestOf(t *testing.T) {
	var d Detector
	for _, c := range []struct{ in, want, trap string }{
		{viText, "vi", ""},
		{strings.ToUpper(viText), "vi", "capitals"},
		{"Uy ban nhan dan tinh yeu cau cac so, ban, nganh to chuc trien khai thuc hien nghiem tuc", "vi", "an OCR layer without marks"},
		{enText, "en", ""},
		{frText, "fr", "à and é are Vietnamese letters too"},
		{zhText, "zh", "few letters, but Han"},
		{ruText, "ru", ""},
		{viText + "\n" + viText + "\n\n" + enText, "vi", "an annex in English on a Vietnamese page"},
		{enText + "\n" + enText + "\n" + enText + "\n" + viText, "en", "a translation with a line of the original"},
		{"Signed\n" + zhText + "\n" + zhText + "\n" + viText, "zh", "a treaty"},
		{"Trần Văn Mẫu\nLê Thị Mẫu\nSố: 12/QĐ\n- Như trên;\n- Lưu: VT", "vi", "short lines alone"},
		{"29-NQ/TW", "", "too short"},
		{"UBND QĐ-TTg", "", "too short"},
		{"1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11. 12", "", "no letters"},
		{"", "", ""},
	} {
		if got := d.Of(c.in); got != c.want {
			t.Errorf("Of(%q) = %q, want %q (%s)", c.in, got, c.want, c.trap)
		}
	}
}

// Plain Vietnamese must not cost the models.
func TestNoModels(t *testing.T) {
	var d Detector
	if got := d.Of(viText + "\n\n" + enText[:40] + "\nABC XYZ"); got != "vi" || d.models != nil {
		t.Errorf("Of = %q, models loaded: %v; want vi without models", got, d.models != nil)
	}
}

func TestTogether(t *testing.T) {
	var d Detector
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := d.Of(enText); got != "en" {
				t.Errorf("Of = %q, want en", got)
			}
		})
	}
	wg.Wait()
}

func TestSample(t *testing.T) {
	for n := range 7 {
		text := strings.Repeat("x", n) + strings.Repeat("ộ", 3000)
		if s := sample(text); !utf8.ValidString(s) || len(s) < sampleBytes || len(s) > sampleBytes+6 {
			t.Errorf("sample of %d bytes: %d bytes, valid %v", len(text), len(s), utf8.ValidString(s))
		}
	}
}

func BenchmarkPlain(b *testing.B) {
	var d Detector
	text := strings.Repeat(viText+"\n", 30)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d.Of(text)
	}
}

func BenchmarkModels(b *testing.B) {
	var d Detector
	text := strings.Repeat(enText+"\n", 30)
	d.Of(text)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d.Of(text)
	}
}

// A new process pays this once, at the first page that is not plainly
// Vietnamese. Run it with -benchtime 1x: lingua keeps what it has loaded.
func BenchmarkFirst(b *testing.B) {
	for b.Loop() {
		var d Detector
		d.Of(enText)
	}
}
