package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// heads are the words after which a body's field begins with a capital: Sở Nội
// vụ, Cục Quản lý dược, Ban Kinh tế.
var heads = keySet("Bộ", "Sở", "Cục", "Vụ", "Chi cục", "Tổng cục", "Phòng", "Ban", "Ủy ban", "Viện", "Trường", "Trung tâm", "Văn phòng", "Thanh tra", "Hội đồng", "Học viện", "Đài", "Hội", "Chi bộ")

// levels are the words after which a place's name stands.
var levels = keySet("tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy",
	"thôn", "tổ dân phố", "khu phố", "ấp", "khóm", "buôn", "tiểu học", "cơ sở", "phổ thông", "mầm non", "mẫu giáo")

// plain words never begin a name: after a level they end it.
var plain = keySet("và", "của", "về", "các", "cho", "tại", "thuộc", "với", "trực", "trên", "nhiệm", "khóa", "lần", "năm", "hội", "ủy", "ban", "đảng", "nhân", "dân", "phòng", "văn")

func keySet(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[keyOf(n)] = true
	}
	return set
}

// NormalCase writes a name printed in capitals in normal case, with the proper
// names of the tables in capitals: "HUYỆN ỦY KIM ĐỘNG" -> "Huyện ủy Kim Động",
// "BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI" -> "Bộ Lao động - Thương binh và Xã hội".
// A name that is not all capitals comes back unchanged. A place after its level
// ("XÃ ...") is written in capitals though no table knows it.
func NormalCase(name string) string {
	if !allCapitals(name) {
		return name
	}
	words, keys := split(name)
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ToLower(w)
	}
	for i := 0; i < len(words); {
		if n := bodyTable().phrase(keys[i:], out[i:]); n > 0 {
			i += n
			if isLevel(keys, i-1) {
				place(keys, out, i)
			}
			continue
		}
		switch {
		case isRoman(words[i]), isAbbreviation(words[i]):
			out[i] = words[i]
		case i == 0, isHead(keys, i-1) && !isLevel(keys, i), words[i-1] == "-":
			out[i] = title(out[i])
		}
		if isLevel(keys, i) {
			place(keys, out, i+1)
		}
		i++
	}
	out[0] = title(out[0])
	return strings.Join(out, " ")
}

func allCapitals(s string) bool {
	upper := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper > 0
}

// split gives the pieces of name between white space and their keys; the key
// of a piece without letters is "".
func split(name string) (words, keys []string) {
	words = strings.Fields(name)
	keys = make([]string, len(words))
	for i, w := range words {
		keys[i] = keyOf(w)
	}
	return words, keys
}

// phrase writes the case of the longest known phrase at the start of keys into
// out and gives how many pieces it covers; 0 if none is known.
func (b *bodies) phrase(keys, out []string) int {
	var key strings.Builder
	best, covered := "", 0
	for n, words := 0, 0; n < len(keys) && words < b.longest; n++ {
		if keys[n] == "" {
			continue
		}
		if key.Len() > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(keys[n])
		words++
		if p, ok := b.phrases[key.String()]; ok {
			best, covered = p, n+1
		}
	}
	proper := strings.FieldsFunc(best, func(r rune) bool { return unicode.IsSpace(r) || r == '-' })
	i := 0
	for n := range covered {
		if keys[n] == "" {
			continue
		}
		if i < len(proper) {
			out[n] = likeCase(out[n], proper[i])
		}
		i++
	}
	return covered
}

// likeCase gives w, in lower case, the capitals of pattern.
func likeCase(w, pattern string) string {
	if first, _ := utf8.DecodeRuneInString(pattern); unicode.IsUpper(first) {
		return title(w)
	}
	return w
}

func title(w string) string {
	for i, r := range w {
		if unicode.IsLetter(r) {
			return w[:i] + strings.ToUpper(string(r)) + w[i+utf8.RuneLen(r):]
		}
	}
	return w
}

// isHead says whether the word that ends at i opens the field of a body. "bộ",
// "vụ" and "hội" end other words too (cán bộ, nghiệp vụ, xã hội): they do so only
// where the name begins with them.
func isHead(keys []string, i int) bool {
	if i > 0 && endings[keys[i]] {
		return heads[keys[i-1]+" "+keys[i]]
	}
	return inSet(heads, keys, i)
}

var endings = keySet("Bộ", "Vụ", "Hội")

func isLevel(keys []string, i int) bool { return inSet(levels, keys, i) }

// opensLevel says whether a word for a level begins at i: in "ĐẢNG ỦY XÃ MINH TÂN"
// no place follows the committee, but a level.
func opensLevel(keys []string, i int) bool {
	return isLevel(keys, i) || i+1 < len(keys) && keys[i+1] != "" && levels[keys[i]+" "+keys[i+1]]
}

// inSet says whether one or two words that end at i are in set.
func inSet(set map[string]bool, keys []string, i int) bool {
	if i < 0 || keys[i] == "" {
		return false
	}
	return set[keys[i]] || i > 0 && set[keys[i-1]+" "+keys[i]]
}

// place capitalises the name of a place that starts at i: up to three words,
// until a plain word or a dash. Longer runs are no place: "huyện" in "ban chỉ
// đạo huyện triển khai đề án".
func place(keys, out []string, i int) {
	if i < len(keys) && opensLevel(keys, i) {
		return
	}
	end := i
	for end < len(keys) && keys[end] != "" && !plain[keys[end]] {
		end++
	}
	if end-i > 3 {
		return
	}
	for ; i < end; i++ {
		out[i] = title(out[i])
	}
}

// isAbbreviation knows T/M, TM., KT., HĐND, which stay in capitals, and CHQS, PCCC,
// KHCN: no word of Vietnamese is without a vowel.
func isAbbreviation(w string) bool {
	return abbreviations[w] || strings.Contains(w, "/") || len(w) > 2 && strings.Trim(w, "BCDĐGHKLMNPQRSTVX") == "" || strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) <= 4
}

// abbreviations are those with a vowel that stand inside the names of bodies in
// capitals: "VĂN PHÒNG HĐND VÀ UBND".
var abbreviations = map[string]bool{"UBND": true, "UBMTTQ": true, "UBKT": true}

func isRoman(w string) bool {
	return w != "" && strings.Trim(w, "IVX") == "" && w != "V"
}
