package gazetteer

import (
	_ "embed"
	"strings"
	"sync"

	"vanthu/internal/vntext"
)

//go:embed short.tsv
var shortTSV string

var shortTable = sync.OnceValue(func() map[string]string {
	t := map[string]string{}
	for _, c := range rows(shortTSV) {
		t[c[0]] = c[1]
	}
	return t
})

// Expand writes out the abbreviations that stand for words of a body's name:
// "UBND xã An Khê" is Ủy ban nhân dân xã An Khê.
func Expand(name string) string {
	words := strings.Split(name, " ")
	for i, w := range words {
		if full := shortTable()[w]; full != "" {
			words[i] = full
		}
	}
	return strings.Join(words, " ")
}

// levelsOfPlaces are the words for levels as they stand before a place's name,
// and their short forms.
var levelsOfPlaces = [...]struct{ word, level string }{
	{"thành phố", "thành phố"}, {"tp.", "thành phố"}, {"tp", "thành phố"}, {"tỉnh", "tỉnh"},
	{"thị xã", "thị xã"}, {"tx.", "thị xã"}, {"thị trấn", "thị trấn"}, {"tt.", "thị trấn"},
	{"huyện", "huyện"}, {"quận", "quận"}, {"xã", "xã"}, {"phường", "phường"}, {"đặc khu", "đặc khu"},
}

// SplitPlace parts the word for the level from a place's name: "TP. Hồ Chí Minh" is
// a thành phố and Hồ Chí Minh. level is "" where none is written. The number of a
// district has no other name: "Quận 3" is the quận and Quận 3 too.
func SplitPlace(place string) (level, name string) {
	low := strings.ToLower(place)
	if len(low) != len(place) {
		return "", place // letters that no Vietnamese name has
	}
	for _, l := range levelsOfPlaces {
		rest, ok := strings.CutPrefix(low, l.word)
		if !ok || rest == "" || rest[0] != ' ' && !strings.HasSuffix(l.word, ".") {
			continue
		}
		if rest = strings.TrimSpace(rest); rest == "" {
			continue
		}
		if vntext.IsDigit(rest[0]) && l.word == "quận" {
			return l.level, "Q" + place[len("q"):]
		}
		return l.level, strings.TrimSpace(place[len(l.word):])
	}
	return "", place
}

// LevelWord is the word that stands before the name of place on date: "tỉnh",
// "thành phố", "huyện"; "" where no table knows it, or it can be several. Of a
// province and a town of one name the province is meant: a town names its level.
func LevelWord(place, date string) string {
	found := ""
	for _, p := range PlacesOn(place, date) {
		word := p.Level
		if strings.HasPrefix(word, "thành phố") {
			word = "thành phố"
		}
		if p.Province() {
			return word
		}
		if found != "" && found != word {
			return ""
		}
		found = word
	}
	return found
}
