// Package gazetteer holds what is known of the world of directives as dated,
// sourced tables: types of documents, issuing bodies, places. The tables are
// TSV files in this folder; a new row needs no code.
package gazetteer

// A Type is a kind of document (tên loại).
type Type struct {
	Name   string   // normal case: "Kế hoạch"
	Abbrev []string // as in symbols: "KH"; several where practice varies
	Party  bool     // used by the Party
	State  bool     // used by the State
	Law    bool     // cited by name without number: Luật, Bộ luật, Pháp lệnh, Hiến pháp
}

// TypeByName finds the type of a name in any case and tone style, nil if none.
func TypeByName(name string) *Type { panic("unwritten") }

// TypesByAbbrev finds the types that an abbreviation of a symbol can mean, the
// usual one first: "QĐ" is Quyết định, then Quy định.
func TypesByAbbrev(abbrev string) []*Type { panic("unwritten") }

// LongestType finds the longest type name that text starts with (after no
// space), in any case and with any white space between its words, and its
// length in bytes of text; nil, 0 if none.
func LongestType(text string) (*Type, int) { panic("unwritten") }

// A Body is an issuing body (cơ quan ban hành).
type Body struct {
	Name   string // normal case: "Bộ Tài chính"
	Symbol string // as in symbols: "BTC", "TW", "HU"
	Level  string // central, province, district, commune
	Party  bool
}

// BodyByName finds a body by its name in any case and tone style, nil if none.
func BodyByName(name string) *Body { panic("unwritten") }

// BodiesBySymbol finds the bodies that a symbol can mean, in any case.
func BodiesBySymbol(symbol string) []*Body { panic("unwritten") }

// IsPlace says whether name (any case) is a province, district or city that is
// or was, without its level ("Hưng Yên", "Kim Động").
func IsPlace(name string) bool { panic("unwritten") }

// NormalCase writes a name printed in capitals in normal case, with the proper
// names of the tables in capitals: "HUYỆN ỦY KIM ĐỘNG" -> "Huyện ủy Kim Động",
// "BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI" -> "Bộ Lao động - Thương binh và Xã hội".
// A name that is not all capitals comes back unchanged.
func NormalCase(name string) string { panic("unwritten") }
