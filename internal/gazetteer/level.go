package gazetteer

import "strings"

// LevelOf is the level of the body that bears a full name on date: central,
// province, district or commune; "" where the name does not tell. The lowest
// place that it names says it, else the body itself, or the one that it is part of:
// "Cục Quản lý dược, Bộ Y tế" is central.
func LevelOf(name, date string) string {
	name = Expand(name)
	if l := levelOfPlaces(name, date); l != "" {
		return l
	}
	if b, n := LongestBody(name); b != nil {
		then := BodyOn(b.Name, date)
		if then == nil {
			then = b
		}
		if n == len(name) || then.Symbol == "" || LevelOfSymbol(then.Symbol) != "" {
			return then.Level
		}
		// "Ủy ban nhân dân An Khê": every level has one.
		return levelOfPlace(strings.TrimSpace(name[n:]), date)
	}
	for i := strings.IndexAny(name, " "); i >= 0 && i < len(name); {
		if b, _ := LongestBody(name[i+1:]); b != nil && (b.Symbol == "" || LevelOfSymbol(b.Symbol) != "") {
			return b.Level
		}
		next := strings.IndexByte(name[i+1:], ' ')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return ""
}

// levelOfPlaces is the lowest level of the places in name that stand behind the
// word for it: "huyện Kim Động". "thành phố" is a province's or a district's.
func levelOfPlaces(name, date string) string {
	level, rank := "", 0
	low := strings.ToLower(name)
	for _, w := range [...]struct {
		word  string
		level string
		rank  int
	}{
		{" tỉnh ", "province", 1}, {" thành phố ", "", 1}, {" huyện ", "district", 2}, {" quận ", "district", 2}, {" thị xã ", "district", 2},
		{" xã ", "commune", 3}, {" phường ", "commune", 3}, {" thị trấn ", "commune", 3}, {" đặc khu ", "commune", 3},
	} {
		at := strings.Index(low, w.word)
		for at >= 0 && w.word == " xã " && (strings.HasSuffix(low[:at], "thị") || strings.HasPrefix(low[at:], " xã hội")) {
			next := strings.Index(low[at+1:], w.word) // Bảo hiểm xã hội, thị xã
			if next < 0 {
				at = -1
				break
			}
			at += 1 + next
		}
		if at < 0 || w.rank < rank {
			continue
		}
		level, rank = w.level, w.rank
		if w.level == "" {
			level = "district"
			if place := strings.TrimSpace(low[at+len(w.word):]); isCity(place, date) {
				level = "province"
			}
		}
	}
	return level
}

// isCity says whether a city on the level of provinces is named at the start of s.
func isCity(s, date string) bool {
	words := strings.Fields(strings.ReplaceAll(s, ",", " "))
	for n := min(3, len(words)); n > 0; n-- {
		for _, p := range PlacesOn(strings.Join(words[:n], " "), date) {
			if p.Province() && strings.HasPrefix(p.Level, "thành phố") {
				return true
			}
		}
	}
	return false
}

// levelOfPlace is the level of bodies of a place; "" where the name does not tell.
func levelOfPlace(place, date string) string {
	switch LevelWord(place, date) {
	case "tỉnh":
		return "province"
	case "thành phố":
		if isCity(place, date) {
			return "province"
		}
		return "district"
	case "huyện", "quận", "thị xã":
		return "district"
	case zone:
		return "commune"
	}
	return ""
}

// LevelOfSymbol is the level of the bodies that write a symbol, "" where none is
// known or they are of several: UBND.
func LevelOfSymbol(symbol string) string {
	level := ""
	for _, b := range BodiesBySymbol(symbol) {
		if level != "" && b.Level != level {
			return ""
		}
		level = b.Level
	}
	return level
}
