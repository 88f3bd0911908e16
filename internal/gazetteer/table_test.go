package gazetteer

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"vanthu/internal/vntext"
)

// TestTables holds the form of all tables: who adds a row reads here what is
// wrong with it.
func TestTables(t *testing.T) {
	keys := map[string][]string{ // the columns that tell rows apart
		"types": {"name"}, "bodies": {"name", "from"}, "places": {"name", "level", "parent", "from"}, "proper": {"phrase"}, "laws": {"type", "name"}, "short": {"short"}, "surnames": {"name"},
	}
	closed := map[string]string{ // what may stand in a column
		"party": " y - ", "read": " any exact mend ", "state": " y - ", "law": " y - ", "side": " state party mass ",
		"bodies level": " central province district commune ",
		"places level": " thành phố trực thuộc trung ương, tỉnh, quận, thành phố thuộc tỉnh, thị xã, huyện, đặc khu ",
	}
	for name, tsv := range map[string]string{"types": typesTSV, "bodies": bodiesTSV, "places": placesTSV, "proper": properTSV, "laws": lawsTSV, "short": shortTSV, "surnames": surnamesTSV} {
		head := strings.Split(strings.SplitN(tsv, "\n", 2)[0], "\t")
		if head[len(head)-1] != "source" {
			t.Errorf("%s.tsv: the last column must be source, it is %q", name, head[len(head)-1])
		}
		seen := map[string]bool{}
		for _, row := range rows(tsv) {
			cell := map[string]string{}
			for i, c := range row {
				cell[head[i]] = c
			}
			for column, c := range cell {
				switch {
				case c != strings.Join(strings.Fields(c), " "):
					t.Errorf("%s.tsv: %q: write single spaces and none around %q", name, row[0], c)
				case vntext.NFC(c) != c:
					t.Errorf("%s.tsv: %q: write %s in NFC", name, row[0], column)
				case column == "source" && c == "":
					t.Errorf("%s.tsv: %q: name a source", name, row[0])
				}
				for _, rule := range []string{column, name + " " + column} {
					if list, ok := closed[rule]; ok && !strings.Contains(strings.ReplaceAll(list, ",", " "), " "+c+" ") {
						t.Errorf("%s.tsv: %q: %s must be one of%s, it is %q", name, row[0], column, list, c)
					}
				}
			}
			var key []string
			for _, column := range keys[name] {
				key = append(key, keyOf(cell[column]))
			}
			if k := strings.Join(key, "|"); seen[k] {
				t.Errorf("%s.tsv: %q stands twice: rows must differ in %v", name, row[0], keys[name])
			} else {
				seen[k] = true
			}
			checkDates(t, name, row[0], Dates{cell["from"], cell["to"]})
		}
	}
}

func checkDates(t *testing.T, table, name string, d Dates) {
	t.Helper()
	for _, date := range []string{d.From, d.To} {
		parts := strings.Split(date, "-")
		ok := date == "" || len(parts[0]) == 4 && strings.Trim(date, "0123456789-") == "" && len(parts) <= 3
		for _, p := range parts[1:] {
			ok = ok && len(p) == 2 && p >= "01" && p <= "31"
		}
		if !ok {
			t.Errorf("%s.tsv: %q: write %q as an ISO date, month or year", table, name, date)
		}
	}
	if d.From != "" && d.To != "" && d.From > d.To {
		t.Errorf("%s.tsv: %q: it ends (%s) before it begins (%s)", table, name, d.To, d.From)
	}
}

// Successors are named by rows of the same table that begin where they must, and
// only what has ended has any.
func TestSuccessors(t *testing.T) {
	for _, b := range Bodies() {
		if len(b.successors) != len(b.Successors()) {
			t.Errorf("bodies.tsv: %q (to %s): of the successors %q only %d have a row that is there afterwards", b.Name, b.To, b.successors, len(b.Successors()))
		}
		if b.To == "" && len(b.successors) > 0 {
			t.Errorf("bodies.tsv: %q lives on and has successors", b.Name)
		}
	}
	for _, p := range Places() {
		if len(p.successors) != len(p.Successors()) {
			t.Errorf("places.tsv: %q (to %s): of the successors %q only %d have a row that is there afterwards", p.Name, p.To, p.successors, len(p.Successors()))
		}
		if p.To == "" && len(p.successors) > 0 {
			t.Errorf("places.tsv: %q lives on and has successors", p.Name)
		}
		if p.Province() && p.To != "" && len(p.Today()) == 0 {
			t.Errorf("places.tsv: %q ended and leads to no province of today", p.Name)
		}
	}
}

// Of bodies of one name the living or last one stands first: it is the usual one.
// No two of them are there at once.
func TestBodiesOfOneName(t *testing.T) {
	for _, all := range bodyTable().byName {
		for i := 1; i < len(all); i++ {
			if all[i].To == "" || all[i].To > all[i-1].From {
				t.Errorf("bodies.tsv: %q: the row from %q must stand before the one from %q, and end before it begins", all[i].Name, all[i].From, all[i-1].From)
			}
		}
	}
}

func TestPlacesTable(t *testing.T) {
	levels := []string{"thành phố trực thuộc trung ương", "tỉnh", "quận", "thành phố thuộc tỉnh", "thị xã", "huyện", "đặc khu"}
	order := func(a, b *Place) int {
		return cmp.Or(cmp.Compare(slices.Index(levels, a.Level), slices.Index(levels, b.Level)), cmp.Compare(a.Parent, b.Parent),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.From, b.From))
	}
	before := Places()[0]
	count := map[string]map[string]int{}
	for _, p := range Places() {
		if order(p, before) < 0 {
			t.Errorf("places.tsv: %q must stand before %q: rows are sorted by level, parent, name and beginning, in byte order", p.Name, before.Name)
		}
		before = p
		if province := p.Level == levels[0] || p.Level == levels[1] || p.Name == "Vũng Tàu - Côn Đảo"; province != p.Province() {
			t.Errorf("places.tsv: %q: provinces have no parent, all others have one", p.Name)
		}
		if !p.Province() && len(PlacesByName(p.Parent)) == 0 {
			t.Errorf("places.tsv: %q: no place %q to belong to", p.Name, p.Parent)
		}
		for _, date := range []string{"1980-06-01", "1990-01-01", "1998-01-01", "2006-01-01", "2024-12-31", "2025-06-30", "2025-07-01", "2026-10-01"} {
			if p.On(date) {
				kind := "districts"
				if p.Province() {
					kind = "provinces"
				}
				if p.Level == zone {
					kind = "zones"
				}
				if count[date] == nil {
					count[date] = map[string]int{}
				}
				count[date][kind]++
			}
		}
	}
	for _, want := range []struct {
		date, kind string
		n          int
	}{
		{"1980-06-01", "provinces", 39}, {"1990-01-01", "provinces", 43}, {"1998-01-01", "provinces", 61}, {"2006-01-01", "provinces", 64},
		{"2024-12-31", "provinces", 63}, {"2025-06-30", "provinces", 63}, {"2025-07-01", "provinces", 34}, {"2026-10-01", "provinces", 34},
		{"2025-06-30", "districts", 696}, {"2025-07-01", "districts", 0}, {"2025-07-01", "zones", 13},
	} {
		if got := count[want.date][want.kind]; got != want.n {
			t.Errorf("places.tsv: %d %s on %s, there were %d", got, want.kind, want.date, want.n)
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		dates Dates
		date  string
		on    bool
	}{
		{Dates{"", "2025-02"}, "2025-02-28", true},
		{Dates{"", "2025-02"}, "2025-03-01", false},
		{Dates{"2025-03", ""}, "2025-02-28", false},
		{Dates{"1995", "2025"}, "1995-01-01", true}, // which day of the year is not known
		{Dates{"1995", "2025"}, "1994-12-31", false},
		{Dates{"2025-07-01", ""}, "2025", true},
		{Dates{"2025-07-01", ""}, "2024", false},
		{Dates{"2025-07-01", ""}, "", true},
		{Dates{}, "1946-03-02", true},
	} {
		if got := c.dates.On(c.date); got != c.on {
			t.Errorf("%v.On(%q) = %v", c.dates, c.date, got)
		}
	}
}

func TestSuccession(t *testing.T) {
	bodiesOf := func(all []*Body) string {
		var out []string
		for _, b := range all {
			out = append(out, b.Name)
		}
		return strings.Join(out, "; ")
	}
	for _, c := range []struct{ name, date, today string }{
		{"Bộ Kế hoạch và Đầu tư", "2010-05-01", "Bộ Tài chính"},
		{"Ủy ban Kế hoạch Nhà nước", "1988", "Bộ Tài chính"}, // through two
		{"Bộ Nội vụ", "1990-01-01", "Bộ Công an"},            // the police of then
		{"Bộ Nội vụ", "2010-01-01", "Bộ Nội vụ"},
		{"Tổng cục Bưu điện", "1995", "Bộ Khoa học và Công nghệ"},
		{"Bộ Khoa học, Công nghệ và Môi trường", "2000", "Bộ Khoa học và Công nghệ; Bộ Nông nghiệp và Môi trường"},
		{"Ban Tư tưởng - Văn hóa Trung ương", "2000", "Ban Tuyên giáo và Dân vận Trung ương"},
		{"Huyện ủy", "2024", "Đảng ủy"},
		{"Ủy ban nhân dân huyện", "2024", ""},
	} {
		b := BodyOn(c.name, c.date)
		if b == nil {
			t.Errorf("no %s in %s", c.name, c.date)
			continue
		}
		if got := bodiesOf(b.Today()); got != c.today {
			t.Errorf("%s of %s is today %q, want %q", c.name, c.date, got, c.today)
		}
	}
	for _, c := range []struct{ name, date, today string }{
		{"Hà Tây", "2000", "Hà Nội"},
		{"Hà Sơn Bình", "1985", "Hà Nội; Phú Thọ"},
		{"Bình Trị Thiên", "1980", "Quảng Trị; Huế"},
		{"Minh Hải", "1980", "Cà Mau"},
		{"Thái Bình", "2020", "Hưng Yên"},
		{"Bắc Giang", "2020", "Bắc Ninh"}, // the city of 2026, through the province
		{"Kiên Hải", "2020", "Kiên Hải"},  // from district to zone
		{"Kim Động", "2020", ""},          // to its communes
		{"Thủ Đức", "2015", ""},
	} {
		all := PlacesOn(c.name, c.date)
		if len(all) == 0 {
			t.Errorf("no %s in %s", c.name, c.date)
			continue
		}
		var got []string
		for _, p := range all[0].Today() {
			got = append(got, p.Name)
		}
		if s := strings.Join(got, "; "); s != c.today {
			t.Errorf("%s of %s is today %q, want %q", c.name, c.date, s, c.today)
		}
	}
	if all := BodiesBySymbolOn("BNV", "1995-01-01"); len(all) != 1 || all[0].From != "1945" {
		t.Errorf("BNV in 1995: %v", all)
	}
	if all := BodiesBySymbolOn("BGTVT", "2025-03-01"); len(all) != 0 {
		t.Errorf("BGTVT in March 2025: %v", all)
	}
}
