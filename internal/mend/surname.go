package mend

import (
	"strings"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// Surname mends the family name that a recognised name of a person starts with,
// where its marks cannot be and only one family name has its letters: "Nguyên
// Hoàng Mẫu" is "Nguyễn Hoàng Mẫu". A family name that lost its first letter is
// completed where only one can be: "hạm Văn Mẫu" is "Phạm Văn Mẫu". Other words of
// a name can be anything and stay. name must be NFC.
// Near misses: "Luong" may be Lương or Lường; "Vu" is a family name as it stands.
func Surname(name string) string {
	first, rest, more := strings.Cut(name, " ")
	if !more {
		return name
	}
	small := strings.ToLower(first) == first
	if same := gazetteer.Surnames(first); len(same) > 0 {
		if len(same) == 1 && !small && vntext.Term(same[0]) != vntext.Term(first) {
			return likeCase(first, same[0]) + " " + rest
		}
		return name
	}
	if whole := gazetteer.SurnamesEnding(first); small && len(whole) == 1 {
		return whole[0] + " " + rest
	}
	return name
}
