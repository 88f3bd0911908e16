package unpack

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"vanthu/internal/vntext"
)

// maxName is how many bytes of a member's name are kept.
const maxName = 1000

// cleaned is the name of a member as it is shown. Old programs for Windows
// write backslashes, and hostile ones write "../../etc/passwd": what is no name
// of a file (a part that is "..", a NUL) is written \xNN, as bad bytes are.
func cleaned(raw string) string {
	raw = strings.ReplaceAll(raw, `\`, "/")
	if len(raw) > 2 && raw[1] == ':' && raw[2] == '/' { // C:/Users/...
		raw = raw[3:]
	}
	var parts []string
	for part := range strings.SplitSeq(raw, "/") {
		switch part {
		case "", ".":
			continue
		case "..":
			part = `\x2e\x2e`
		}
		parts = append(parts, vntext.NFC(escaped(part)))
	}
	name := strings.Join(parts, "/")
	if len(name) > maxName { // the end, where the file's own name is
		cut := name[len(name)-maxName:]
		for !utf8.RuneStart(cut[0]) {
			cut = cut[1:]
		}
		name = strings.TrimLeft(cut, "/")
		if head, rest, ok := strings.Cut(name, "/"); ok && (head == "." || head == "..") { // of a part that was cut
			name = rest
		}
	}
	switch name {
	case "", ".", "..":
		return "unnamed"
	}
	return name
}

// escaped is s with bytes that are no UTF-8, and NUL, written \xNN.
func escaped(s string) string {
	if utf8.ValidString(s) && !strings.Contains(s, "\x00") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, s[i])
		} else {
			b.WriteRune(r)
		}
		i += size
	}
	return b.String()
}

// decoded is the name in a zip that does not say its encoding. It is UTF-8
// where it can be (macOS and Linux forget to say so); else the code page of a
// Vietnamese Windows, where that gives words that can be Vietnamese; else the
// one the format names, code page 437, where that gives letters; else the bytes
// are left, to be written \xNN.
func decoded(raw string) string {
	if utf8.ValidString(raw) {
		return raw
	}
	if s, err := charmap.Windows1258.NewDecoder().String(raw); err == nil {
		if s = vntext.NFC(s); isVietnamese(s) {
			return s
		}
	}
	if s, err := charmap.CodePage437.NewDecoder().String(raw); err == nil && onlyLetters(s) {
		return s
	}
	return raw
}

// isVietnamese says whether every word with a letter beyond ASCII is a possible
// syllable or, in capitals, an abbreviation (QĐ), and nothing else is beyond ASCII.
func isVietnamese(s string) bool {
	rest := 0
	for start, end := range vntext.Words(s) {
		if !isASCII(s[rest:start]) {
			return false
		}
		rest = end
		w := strings.Trim(s[start:end], "0123456789")
		if !isASCII(w) && !vntext.IsSyllable(w) && (w != strings.ToUpper(w) || strings.ContainsFunc(w, foreign)) {
			return false
		}
	}
	return isASCII(s[rest:])
}

// foreign says whether a capital letter is none that stands in abbreviations.
func foreign(r rune) bool { return r >= utf8.RuneSelf && !strings.ContainsRune("ĐÂĂÊÔƠƯ", r) }

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// onlyLetters says whether all that is not ASCII is a Latin letter.
func onlyLetters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf && (r < 'À' || r > 'ÿ' || r == '÷' || r == '×') }) < 0
}

// unique makes a name differ from those before it: the second "a.pdf" is "a
// (2).pdf", as a file manager would call it.
func (s *sink) unique(name string) string {
	base, ext := name, ""
	if dot := strings.LastIndexByte(name, '.'); dot > strings.LastIndexByte(name, '/')+1 {
		base, ext = name[:dot], name[dot:]
	}
	out := name
	for n := 2; s.taken[out]; n++ {
		out = fmt.Sprintf("%s (%d)%s", base, n, ext)
	}
	s.taken[out] = true
	return out
}
