package instrument

import (
	"strings"

	"vanthu/internal/vntext"
)

// A place is where an issuer sits, as its name tells: "Ban Thường vụ Huyện ủy
// Phù Cừ" is huyện, phù cừ; of "Ủy ban nhân dân tỉnh" the name is left to the
// reader. The zero place is that of a central body, or is not told.
type place struct {
	level, name string
}

const city = "thành phố"

// levels are the words after which a place's name stands, and their level.
var levels = map[string]string{
	"tỉnh": "tỉnh", "tỉnh ủy": "tỉnh", "thành phố": city, "thành ủy": city,
	"huyện": "huyện", "quận": "huyện", "thị xã": "huyện", "huyện ủy": "huyện", "quận ủy": "huyện", "thị ủy": "huyện",
	"xã": "xã", "phường": "xã", "thị trấn": "xã", "đặc khu": "xã",
}

// placeOf reads the last level in the name of an issuer, and the name after it.
func placeOf(issuer string) place {
	var words []string
	for start, end := range vntext.Words(issuer) {
		words = append(words, vntext.Term(issuer[start:end]))
	}
	var p place
	for i := 0; i < len(words); i++ {
		n, level := levelAt(words[i:])
		if n == 0 {
			continue
		}
		i += n
		from := i
		for i < len(words) && !endsName(words[i:]) {
			i++
		}
		p = place{level, strings.Join(words[from:i], " ")}
		i--
	}
	return p
}

func levelAt(words []string) (n int, level string) {
	if len(words) > 1 {
		if words[0] == "xã" && words[1] == "hội" {
			return 0, ""
		}
		if l, ok := levels[words[0]+" "+words[1]]; ok {
			return 2, l
		}
	}
	if l, ok := levels[words[0]]; ok {
		return 1, l
	}
	return 0, ""
}

// endsName says whether the name of a place is over: "tỉnh khóa XIX", "xã An
// Khê, huyện Phù Cừ".
func endsName(words []string) bool {
	switch words[0] {
	case "khóa", "nhiệm", "lần", "về", "và":
		return true
	}
	n, _ := levelAt(words)
	return n > 0
}

// clashes says whether two issuers cannot be one: of two levels or two places. A
// city may stand on two levels.
func (p place) clashes(q place) bool {
	switch {
	case p.level == "" || q.level == "":
		return false
	case p.level != q.level && p.level != city && q.level != city:
		return true
	}
	return p.name != "" && q.name != "" && p.name != q.name
}
