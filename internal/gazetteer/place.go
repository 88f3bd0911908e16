package gazetteer

// A Place is a province, a district or a special zone for as long as it bore one
// name and was of one level: Từ Sơn was a town until 2021, then a city. Communes
// are too many; they are known by their form alone.
type Place struct {
	Dates
	Name       string // without its level: "Kim Động"; "Quận 3" where it is a number
	Level      string // tỉnh, thành phố trực thuộc trung ương; quận, thành phố thuộc tỉnh, thị xã, huyện; đặc khu
	Parent     string // the province that it belonged to at its end, or belongs to; "" of a province
	successors []string
}

// Province says whether p is on the level of provinces.
func (p *Place) Province() bool { return p.Parent == "" }

// Places gives all places in the order of the table.
func Places() []*Place { return placeTable().all }

// IsPlace says whether name (any case) is a province, district or city that is
// or was, without its level ("Hưng Yên", "Kim Động").
func IsPlace(name string) bool { return bodyTable().places[keyOf(name)] }

// PlacesByName finds the places of a name in any case and tone style: Châu Thành
// is many districts, Hà Tây was twice a province.
func PlacesByName(name string) []*Place { return placeTable().byName[keyOf(name)] }

// PlacesOn finds those that were there on date.
func PlacesOn(name, date string) []*Place { return on(PlacesByName(name), date) }

// Successors gives the places that p was merged into or divided among, or that it
// became; nil where it lives on. A district of 2025 has none: its communes and its
// province took over.
func (p *Place) Successors() []*Place {
	var out []*Place
	for _, name := range p.successors {
		var candidates []*Place
		for _, c := range PlacesByName(name) {
			if c.Province() == p.Province() || p.Level == zone || c.Level == zone {
				candidates = append(candidates, c)
			}
		}
		if next := successor(candidates, p.Dates); next != nil {
			out = append(out, next)
		}
	}
	return out
}

// zone is the level of a đặc khu: under the trung ương until 1991, in a province
// since 2025.
const zone = "đặc khu"

// Today gives the places that p is today, through all successions: p itself
// where it lives on.
func (p *Place) Today() []*Place { return living(p, p.To == "", (*Place).Today, p.Successors()) }
