package vntext

import (
	"strings"
	"testing"
)

// Every row of the tables names a word that bears it: the word must be a
// syllable, and without the row's letters the row would be of no use.
func TestTables(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range TableRows(rimesTSV, 5) {
		rime, tones, mark, after, word := row[0], row[1], row[2], row[3], row[4]
		if seen[rime] {
			t.Errorf("rimes.tsv: %s stands twice", rime)
		}
		seen[rime] = true
		if tones != "all" && tones != "stop" || afterOf[after] == 0 || len(mark) != 1 || int(mark[0]-'0') >= len([]rune(rime)) {
			t.Errorf("rimes.tsv: %s: cannot read %q", rime, row)
		}
		stop := strings.HasSuffix(rime, "c") || strings.HasSuffix(rime, "ch") || strings.HasSuffix(rime, "p") || strings.HasSuffix(rime, "t")
		if stop != (tones == "stop") {
			t.Errorf("rimes.tsv: %s: tones %s do not go with its final", rime, tones)
		}
		if !IsSyllable(word) {
			t.Errorf("rimes.tsv: %s: its word %s is no syllable", rime, word)
		}
		if Term(word) != word {
			t.Errorf("rimes.tsv: %s: its word %s is not in the one place: %s", rime, word, Term(word))
		}
		bare := untoned(word)
		if !strings.HasSuffix(bare, rime) {
			t.Errorf("rimes.tsv: %s: its word %s does not bear it", rime, word)
		}
	}
	for _, row := range TableRows(onsetsTSV, 3) {
		if !IsSyllable(row[2]) || !strings.HasPrefix(row[2], row[0]) {
			t.Errorf("onsets.tsv: %s: its word %s does not bear it", row[0], row[2])
		}
	}
}

// untoned is the small-letter word without its tone mark.
func untoned(w string) string {
	var b strings.Builder
	for _, r := range w {
		b.WriteRune(rune(toned[letterOf(r).code][0]))
	}
	return b.String()
}

// Every legal onset, rime and tone, written with the tone on any letter of the
// rime, has one term, and that one is a syllable.
func TestOnePlace(t *testing.T) {
	n := 0
	for _, on := range append(TableRows(onsetsTSV, 3), []string{"", "aăâeêioôơuưy", ""}) {
		for _, row := range TableRows(rimesTSV, 5) {
			for tone := range len(toneMarks) + 1 {
				var s syllable
				for _, r := range on[0] + row[0] {
					s.add(letterOf(r))
				}
				s.tone = uint8(tone)
				mark, legal := s.parse()
				if !legal {
					continue
				}
				n++
				want := string(s.appendTo(nil, mark))
				for at := range s.n {
					if !vowel(s.code[at]) || tone == 0 {
						continue
					}
					w := string(s.appendTo(nil, at))
					if got := Term(w); got != want || !IsSyllable(w) {
						t.Errorf("Term(%q) = %q, want %q; IsSyllable %v", w, got, want, IsSyllable(w))
					}
				}
			}
		}
	}
	// The language uses some 7,000 of them; a number far off means a table went wrong.
	if n < 12000 || n > 20000 {
		t.Errorf("%d syllables are legal, want 12,000 to 20,000", n)
	}
}

func TestIsSyllable(t *testing.T) {
	yes := `nghị quyết định ủy uỷ ban nhân dân quý giữ gì giờ giếng khuyến nguyễn huỳnh quỳnh thuở Đảng ĐẢNG HOÁ hóa
	yêu yết quyết quốc kỹ kĩ mỹ lý lí sỹ hy quy qui thuế xoong boong pin Pác y ý ỷ ê ơ ư à ở oanh oách uống ươm
	ngoéo ngoằn ngoèo khuỷu tuýp xuýt huýt gìn giặc ghế nghề cuộc rượu hươu thuyền chuyện Vỹ Thy`
	for w := range strings.FieldsSeq(yes) {
		if !IsSyllable(w) {
			t.Errorf("IsSyllable(%q) = false", w)
		}
	}
	no := map[string]string{
		"hoc": "a stop bears a tone", "học̉": "two tones", "hảc": "a stop bears sắc or nặng only", "tịn1": "a digit",
		"cê": "k before ê", "kông": "c before ô", "ghà": "g before a", "ngê": "ngh before ê", "UBND": "no vowel",
		"internet": "borrowed", "the": "", "qa": "q without u", "": "", "iên": "yên without onset", "tyên": "tiên", "hóà": "two tones",
		"fa": "", "ważne": "", "nghiêngg": "too long", "ß": "", "tưc": "", "ngach": "", "of": "", "English": "",
	}
	delete(no, "the") // also a fabric in Vietnamese
	for w, why := range no {
		if IsSyllable(w) {
			t.Errorf("IsSyllable(%q) = true (%s)", w, why)
		}
	}
}

// A final p, t, c, ch bears sắc and nặng alone; every other rime bears all six
// tones. The rule is told here by the final's letters and not by the table.
func TestTonesOfRimes(t *testing.T) {
	seen := 0
	for _, row := range TableRows(rimesTSV, 5) {
		last := row[0][len(row[0])-1]
		stopped := last == 'p' || last == 't' || last == 'c' || strings.HasSuffix(row[0], "ch")
		for tone := range len(toneMarks) + 1 {
			s := syllableOf(untoned(row[4])) // the row's word with another tone
			s.tone = uint8(tone)
			_, legal := s.parse()
			if want := !stopped || tone == sac || tone == nang; legal != want {
				t.Errorf("%s with tone %d (of ngang, huyền, sắc, hỏi, ngã, nặng): legal %v, want %v", row[4], tone, legal, want)
			}
			seen++
		}
	}
	if want := 6 * len(TableRows(rimesTSV, 5)); seen != want || seen < 900 {
		t.Errorf("%d combinations, want %d", seen, want)
	}
}

// Borrowed words, abbreviations and names of the highlands are no syllables; a
// line full of them is still far above English, where 0.13 to 0.2 are
func TestShareWithNames(t *testing.T) {
	for _, s := range []string{
		"UBND các huyện Đắk Hà, Ia Grai và thành phố Kon Tum phối hợp với Sở TTTT kiểm tra mạng internet tại xã Pờ Y",
		"Tổng công ty Viglacera nhập 12 ki-lô-gam hóa chất clo, a-mi-ăng và các-bon về cảng Cam Ranh bằng xe rơ-moóc",
		"Giao Sở LĐTBXH, Sở GDĐT và VPUB tỉnh Đắk Lắk trình HĐND; Lưu: VT, KT, TH; Nơi nhận: Sở TTTT, Đài PTTH tỉnh",
	} {
		if m := MeasureText(s); m.Share() < 0.5 || 3*m.Marked < m.Words {
			t.Errorf("%q: %+v, share %.2f", s, m, m.Share())
		}
	}
}
