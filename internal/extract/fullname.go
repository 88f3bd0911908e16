package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// A naming is what a document tells of the body that issued it: together the
// pieces say which one it is.
type naming struct {
	name   string   // as the document names it: "Ban Thường vụ Huyện ủy"
	above  []string // the bodies over it in the head cell, the highest first
	place  string   // of the date line: "Kim Động"
	issued string   // the day, for the tables; "" is not known
	signed []string // over the name: "T/M Ban Thường vụ", "Chủ tịch UBND xã"
}

// fullName resolves which body it is: "Ban Thường vụ Huyện ủy" at Kim Động is
// Ban Thường vụ Huyện ủy Kim Động, "Sở Nội vụ" under "UBND tỉnh Hưng Yên" is Sở Nội
// vụ tỉnh Hưng Yên. What the pieces do not tell stays open.
func (n naming) fullName() string {
	n.name = gazetteer.Expand(n.name)
	if n.name == "" {
		return ""
	}
	if body, _, ok := strings.Cut(n.name, " khóa "); ok && gazetteer.BodyByName(body) != nil {
		n.name = body // QUỐC HỘI KHÓA XIII: the term is no part of the name
	}
	if b := gazetteer.BodyByName(n.name); b != nil && b.Level == "central" {
		return n.organOfCentre()
	}
	if committee(n.name) && !strings.Contains(n.name, "khu vực") { // a court of a region is one of its province
		return n.organ(n.completed(n.name))
	}
	if len(n.above) > 0 {
		over := naming{name: n.above[len(n.above)-1], above: n.above[:len(n.above)-1], place: n.place, issued: n.issued}
		if parent := over.fullName(); parent != "" {
			return n.under(parent)
		}
	}
	return n.alone()
}

// organOfCentre is the organ for which the head of the central committee was
// signed: all of them write "BAN CHẤP HÀNH TRUNG ƯƠNG" there.
func (n naming) organOfCentre() string {
	if !strings.HasPrefix(n.name, "Ban Chấp hành Trung ương") {
		return n.name
	}
	for _, s := range n.signed {
		for _, organ := range [...]string{"Bộ Chính trị", "Ban Bí thư"} {
			if begins(onBehalf(s), organ) {
				return organ
			}
		}
	}
	return n.name
}

// ofParty are the names with which the committees of the Party begin.
var ofParty = []string{"Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Thị xã ủy", "Đặc khu ủy", "Đảng ủy"}

// committees are more names with which bodies begin that stand for themselves:
// above them in a head stands who they belong to, which is no part of their name.
var committees = []string{"Đảng bộ", "Ban Chấp hành Đảng bộ",
	"Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Thành ủy", "Ban Thường vụ Huyện ủy", "Ban Thường vụ Quận ủy", "Ban Thường vụ Thị ủy", "Ban Thường vụ Đảng ủy",
	"Ủy ban nhân dân", "Hội đồng nhân dân", "Thường trực Hội đồng nhân dân", "Ủy ban hành chính", "Tòa án nhân dân", "Viện kiểm sát nhân dân",
	"Ủy ban Mặt trận Tổ quốc", "Liên đoàn Lao động", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Tỉnh đoàn", "Thành đoàn", "Huyện đoàn",
	"Đoàn đại biểu Quốc hội", "Văn phòng Huyện ủy", "Văn phòng Tỉnh ủy", "Văn phòng Thành ủy"}

func committee(name string) bool { return beginsAny(name, ofParty) || beginsAny(name, committees) }

func beginsAny(name string, heads []string) bool {
	return slices.ContainsFunc(heads, func(h string) bool { return begins(name, h) })
}

// begins says whether name starts with the words of head.
func begins(name, head string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	if other, _ := utf8.DecodeRuneInString(head); vntext.FoldRune(first) != vntext.FoldRune(other) {
		return false // most do, and need no key
	}
	n := foldTone(name)
	h := foldTone(head)
	return strings.HasPrefix(n, h) && (len(n) == len(h) || n[len(h)] == ' ')
}

// foldTone is s without case and tone style, so that ỦY and UỶ are one.
func foldTone(s string) string { return vntext.Key(s) }

// organ adds the organ of a Party committee for which it was signed: "T/M BAN
// THƯỜNG VỤ" under "TỈNH ỦY HƯNG YÊN".
func (n naming) organ(full string) string {
	if !beginsAny(full, ofParty) {
		return full
	}
	for _, s := range n.signed {
		for _, organ := range [...]string{"Ban Thường vụ", "Thường trực"} {
			if begins(onBehalf(s), organ) {
				return organ + " " + full
			}
		}
	}
	return full
}

// onBehalf is the organ for which was signed: behind "T/M" or "TM."; "" where s is
// no such authority.
func onBehalf(s string) string {
	mark, organ, _ := strings.Cut(s, " ")
	switch strings.TrimRight(mark, ".") {
	case "TM", "T/M", "T.M":
		return organ
	}
	return ""
}

// completed the name of a committee: with the level that its signature or
// the place has ("Ủy ban nhân dân"), and with the place ("Huyện ủy").
func (n naming) completed(name string) string {
	level, place := gazetteer.SplitPlace(n.place)
	if place == "" || strings.Contains(name, place) {
		return name
	}
	if local, bare := strings.CutSuffix(name, "nhân dân"); bare && (local == "Ủy ban " || local == "Hội đồng " || local == "Tòa án " || local == "Viện kiểm sát ") {
		if level == "" {
			level = n.signedLevel()
		}
		if level == "" {
			level = gazetteer.LevelWord(place, n.issued)
		}
		if level == "" && !gazetteer.IsPlace(place) {
			return name // the seat of a province can be a commune of another name
		}
		return joined(name, level, place)
	}
	words := strings.Fields(name)
	last := words[len(words)-1]
	switch {
	case last == "tỉnh" || last == "huyện" || last == "quận" || last == "xã" || last == "phường" || strings.HasSuffix(name, "thành phố") || strings.HasSuffix(name, "thị trấn") || strings.HasSuffix(name, "đặc khu"):
		if last == "tỉnh" && !gazetteer.IsPlace(place) {
			return name
		}
		return joined(name, "", place)
	case last == "ủy" && (gazetteer.IsPlace(place) || begins(name, "Huyện ủy") || strings.HasSuffix(name, "Huyện ủy") || strings.HasSuffix(name, "Quận ủy") || strings.HasSuffix(name, "Thị ủy")):
		if words[len(words)-2] == "Đảng" && level == "" {
			level = n.signedLevel()
		}
		if words[len(words)-2] != "Đảng" {
			level = ""
		}
		return joined(name, level, place)
	}
	return name
}

// joined is a name with a level and a place behind it. A district that is a number
// bears its level in its name.
func joined(name, level, place string) string {
	if r, n := utf8.DecodeRuneInString(place); strings.HasPrefix(strings.ToLower(place), "quận ") {
		return name + " " + string(unicode.ToLower(r)) + place[n:]
	}
	if level != "" {
		name += " " + level
	}
	return name + " " + place
}

// signedLevel is the level that the signature names: "TM. ỦY BAN NHÂN DÂN XÃ".
func (n naming) signedLevel() string {
	for _, s := range n.signed {
		words := strings.Fields(strings.ToLower(s))
		if len(words) < 2 {
			continue
		}
		switch last := words[len(words)-1]; last {
		case "tỉnh", "huyện", "quận", "xã", "phường":
			if last == "xã" && words[len(words)-2] == "thị" {
				return "thị xã"
			}
			return last
		case "trấn":
			return "thị trấn"
		case "phố":
			return "thành phố"
		}
	}
	return ""
}

// local is the end of name that says which province, district or commune it is
// of, its level included: " tỉnh Hưng Yên"; "" where there is none.
func local(name string) string {
	low := strings.ToLower(name)
	best := -1
	for _, l := range [...]string{" tỉnh ", " thành phố ", " huyện ", " quận ", " thị xã ", " thị trấn ", " xã ", " phường ", " đặc khu "} {
		at := strings.LastIndex(low, l)
		if at < 0 || strings.HasPrefix(low[at:], " xã hội") {
			continue
		}
		if l == " xã " && strings.HasSuffix(low[:at], " thị") {
			continue
		}
		best = max(best, at)
	}
	if best < 0 || len(low) != len(name) {
		return ""
	}
	if strings.HasPrefix(low[best:], " quận ") {
		return " quận" + name[best+len(" quận"):]
	}
	return name[best:]
}

// under names a unit below its parent, whose name is full.
func (n naming) under(parent string) string {
	name := n.name
	bare := len(strings.Fields(name)) <= 2 && (name == "Văn phòng" || name == "Thanh tra")
	central := gazetteer.BodyByName(parent)
	switch {
	case central != nil && central.Level == "central" && central.Party && strings.HasPrefix(parent, "Ban Chấp hành Trung ương"):
		for _, tail := range [...]string{" Trung ương Đảng", " Trung ương"} {
			if b := gazetteer.BodyByName(name + tail); b != nil {
				return b.Name
			}
		}
		return name
	case central != nil && central.Level == "central":
		if bare {
			return name + " " + parent
		}
		if begins(name, parent) {
			return name // the cell repeats its heading, with more words
		}
		return name + ", " + parent
	case beginsAny(parent, ofParty) || begins(parent, "Đảng bộ"):
		if begins(name, "Chi bộ") || begins(name, "Chi ủy") {
			return name + ", " + parent
		}
		if endsInName(name) && gazetteer.BodyByName(name) == nil {
			return name // "Trường Chính trị Nguyễn Văn Mẫu"
		}
		return name + " " + parent
	}
	place := local(parent)
	if begins(parent, "Sở") && beginsAny(name, []string{"Phòng", "Văn phòng", "Thanh tra"}) {
		if bare {
			return name + " " + parent
		}
		return name + ", " + parent
	}
	switch {
	case place == "":
		return n.alone()
	case local(name) != "" || strings.Contains(name, strings.TrimSpace(place)):
		return name
	case name == "Văn phòng" || begins(name, "Ban Thường trực") || name == "Thường trực":
		return name + " " + parent
	case endsInName(name) && gazetteer.BodyByName(name) == nil:
		if _, at := gazetteer.SplitPlace(strings.TrimSpace(place)); strings.HasSuffix(name, at) {
			return n.alone()
		}
		return name + "," + place
	}
	if level, bare := gazetteer.SplitPlace(strings.TrimSpace(place)); strings.HasSuffix(name, " "+level) {
		return joined(name, "", bare) // "Thanh tra tỉnh"
	}
	return name + place
}

// alone completes a unit over which nothing stands.
func (n naming) alone() string {
	name := n.name
	level, place := gazetteer.SplitPlace(n.place)
	b, length := gazetteer.LongestBody(name)
	if b == nil || b.Level == "central" {
		return name
	}
	if rest := strings.TrimSpace(name[length:]); rest != "" {
		// "Sở Y tế Hưng Yên"
		if word := gazetteer.LevelWord(rest, n.issued); word != "" && levelFits(b.Level, word) {
			return joined(name[:length], word, rest)
		}
		return name
	}
	if level == "" {
		level = gazetteer.LevelWord(place, n.issued)
	}
	if place == "" || level == "" || !levelFits(b.Level, level) {
		return name
	}
	return joined(name, level, place)
}

// levelFits says whether a body of the level stands in a place of the word: a
// department of a province is not that of a commune where it has its seat.
func levelFits(level, word string) bool {
	switch word {
	case "tỉnh":
		return level == "province"
	case "thành phố":
		return level == "province" || level == "district"
	case "huyện", "quận", "thị xã":
		return level == "district"
	}
	return level == "commune"
}

// endsInName says whether the last word of name is written as a proper name:
// "Trường Tiểu học Minh Tân".
func endsInName(name string) bool {
	words := strings.Fields(name)
	if len(words) < 4 {
		return false
	}
	for _, w := range words[len(words)-2:] {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}
