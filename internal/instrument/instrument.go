// Package instrument tells which citations and which held documents are one
// instrument (văn bản). It sees the forms in which instruments are cited and the
// heads of documents, and knows neither archive nor text.
//
// # What makes an identity
//
// The number, as it is compared, is never enough. A Party committee begins its
// series anew with every term, a State body every year: 29-NQ/TW of 04/11/2013
// and 29-NQ/TW of 17/11/2022 are two. So where the number does not carry the
// year, the day of issue tells instruments apart; where it does (30/2020/NĐ-CP,
// 51/2024/QH15), a day that differs is a misprint. Type and issuer tell apart
// where both are known and cannot be one: quy định and quyết định, UBND tỉnh A
// and UBND tỉnh B. A law is also known by its name and year.
//
// # What is left open
//
// A form that says less ("Nghị quyết 29-NQ/TW", without a date) means the one
// instrument that it fits. Where it fits several, the citing document's own date
// decides, if it can: nobody cites what is not issued yet. Otherwise it means
// none of them for sure, and is counted for none. A document without a date
// cannot be told so.
package instrument

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// A Form is one way in which an instrument is cited.
type Form struct {
	N      int64  // its row
	Key    string // of the number, as numbers are compared; "" without one
	Type   string
	Number string
	Title  string // of a law cited by name, without its type
	Issued string // ISO date, or a year alone
	Issuer string
	Term   string // khóa: "XI"
}

// A Held is the head of a document that the archive holds.
type Held struct {
	N      int64 // its row
	ID     corpus.ID
	Key    string
	Type   string
	Number string
	Issued string
	Issuer string
	Title  string // its subject
}

// An Instrument is what forms and documents are one of.
type Instrument struct {
	Type, Number, Title, Issued, Issuer, Term string // the fullest that is known of each; "" unknown

	Links []Link
	Held  []*Held // in the order given: rescans are one instrument
}

// A Link says which documents that cite a form mean the instrument: those whose
// own date lies from From (included) to To (not included).
type Link struct {
	Form     *Form
	From, To string // ISO dates; "" is open
	Undated  bool   // those without a date mean it as well
}

// Means says whether a document of a date ("" unknown) that cites the form means
// the instrument.
func (l Link) Means(issued string) bool {
	if issued == "" {
		return l.Undated
	}
	return issued >= l.From && (l.To == "" || issued < l.To)
}

// Group sorts forms and held documents into instruments. All of one number, and
// all of one name, must be given together. The order of the result is that of
// the first form or document of each.
func Group(forms []Form, held []Held) []*Instrument {
	g := grouping{byKey: map[string][]*group{}, byName: map[string][]*group{}}
	var items []*item
	for i := range held {
		items = append(items, heldItem(&held[i]))
	}
	for i := range forms {
		items = append(items, formItem(&forms[i]))
	}
	// What says most comes first, so that what says less finds it.
	order := slices.Clone(items)
	slices.SortStableFunc(order, func(a, b *item) int { return cmp.Compare(b.says(), a.says()) })
	for _, it := range order {
		if it.key != "" {
			g.add(it)
		}
	}
	for _, it := range order {
		if it.key == "" && it.name != "" {
			g.add(it)
		}
	}
	out := make([]*Instrument, 0, len(g.groups))
	for _, gr := range g.groups {
		out = append(out, gr.instrument())
	}
	return out
}

// An item is a form or a held document, as identities are compared.
type item struct {
	form   *Form
	held   *Held
	key    string
	yearly bool   // the number carries year or term
	year   string // that the number carries
	name   string
	typ    string // folded
	issued string
	term   string
	place  place
}

func heldItem(h *Held) *item {
	it := &item{held: h, key: h.Key, typ: folded(h.Type), issued: h.Issued, place: placeOf(h.Issuer)}
	it.yearly, it.year = yearly(h.Number)
	it.name = Name(h.Type, h.Title)
	return it
}

func formItem(f *Form) *item {
	it := &item{form: f, key: f.Key, typ: folded(f.Type), issued: f.Issued, term: folded(f.Term), place: placeOf(f.Issuer)}
	it.yearly, it.year = yearly(f.Number)
	if f.Title != "" {
		it.name = folded(f.Type + " " + f.Title)
	}
	return it
}

// Name is the name by which a held document can be cited, folded: that of a law.
// "" for all other types, whose subject is no name.
func Name(typ, title string) string {
	if t := gazetteer.TypeByName(typ); t == nil || !t.Law || title == "" {
		return ""
	}
	return folded(typ + " " + title)
}

// CitedName is the same of an instrument that is cited with its title.
func CitedName(typ, title string) string {
	if title == "" {
		return ""
	}
	return folded(typ + " " + title)
}

// says is how much of its identity an item tells; a held document before forms.
func (it *item) says() int {
	n := 2 * len(it.issued)
	if it.yearly {
		n = 2 * len("2006-01-02")
	}
	if it.typ != "" {
		n++
	}
	n = 4 * n
	if it.term != "" || it.place.level != "" {
		n += 2
	}
	if it.held != nil {
		n++
	}
	return n
}

// A group is the items of one instrument.
type group struct {
	items  []*item
	links  []Link
	typ    string
	issued string
	term   string
	yearly bool
	places []place
	names  map[string]bool
}

// A grouping is the groups so far.
type grouping struct {
	groups        []*group
	byKey, byName map[string][]*group
}

func (g *grouping) add(it *item) {
	among := g.byKey[it.key]
	if it.key == "" {
		among = g.byName[it.name]
	}
	var fits []*group
	for _, gr := range among {
		if gr.fits(it) {
			fits = append(fits, gr)
		}
	}
	switch {
	case len(fits) == 1:
		fits[0].join(it)
	case len(fits) > 1 && it.form != nil:
		between(it.form, fits)
	default: // unknown so far; a held document that fits several is one by itself
		gr := &group{names: map[string]bool{}}
		g.groups = append(g.groups, gr)
		if it.key != "" {
			g.byKey[it.key] = append(g.byKey[it.key], gr)
		}
		gr.join(it)
		fits = []*group{gr}
	}
	if len(fits) == 1 && it.name != "" && !slices.Contains(g.byName[it.name], fits[0]) {
		g.byName[it.name] = append(g.byName[it.name], fits[0])
	}
}

// fits says whether nothing speaks against the item being one of the group.
func (gr *group) fits(it *item) bool {
	switch {
	case it.typ != "" && gr.typ != "" && it.typ != gr.typ:
		return false
	case it.term != "" && gr.term != "" && it.term != gr.term:
		return false
	case slices.ContainsFunc(gr.places, it.place.clashes):
		return false
	case it.yearly && gr.yearly && it.key != "":
		return true
	}
	return strings.HasPrefix(it.issued, gr.issued) || strings.HasPrefix(gr.issued, it.issued)
}

// join puts an item into the group.
func (gr *group) join(it *item) {
	if it.form != nil {
		l := Link{Form: it.form, Undated: true}
		if len(gr.items) > 0 && len(it.issued) < len(gr.issued) && !it.yearly {
			l.From = gr.issued
		}
		gr.links = append(gr.links, l)
	}
	gr.items = append(gr.items, it)
	gr.typ = cmp.Or(gr.typ, it.typ)
	gr.term = cmp.Or(gr.term, it.term)
	gr.yearly = gr.yearly || it.yearly
	// A day of another year than the number's was misread, or is another's.
	wrong := it.year != "" && gr.issued != "" && !strings.HasPrefix(gr.issued, it.year) && strings.HasPrefix(it.issued, it.year)
	if len(it.issued) > len(gr.issued) || wrong {
		gr.issued = it.issued
	}
	if it.place.level != "" {
		gr.places = append(gr.places, it.place)
	}
}

// between links a form to the earliest of several groups, for the documents that
// cannot know the next one.
func between(f *Form, fits []*group) {
	fits = slices.Clone(fits)
	slices.SortStableFunc(fits, func(a, b *group) int { return strings.Compare(a.issued, b.issued) })
	first, second := fits[0], fits[1]
	if first.issued == "" || first.issued >= second.issued || strings.HasPrefix(second.issued, first.issued) {
		return
	}
	first.links = append(first.links, Link{Form: f, From: first.issued, To: second.issued})
}

// instrument tells of a group what is known of it.
func (gr *group) instrument() *Instrument {
	in := &Instrument{Links: gr.links, Issued: gr.issued}
	for _, it := range gr.items { // what the document itself says comes before what is said of it
		if h := it.held; h != nil {
			in.Held = append(in.Held, h)
			in.Type, in.Number = cmp.Or(in.Type, h.Type), cmp.Or(in.Number, h.Number)
			in.Issuer, in.Title = cmp.Or(in.Issuer, h.Issuer), cmp.Or(in.Title, h.Title)
		}
	}
	longest := in.Issuer == ""
	for _, it := range gr.items {
		if f := it.form; f != nil {
			in.Type, in.Number = cmp.Or(in.Type, f.Type), cmp.Or(in.Number, f.Number)
			in.Title, in.Term = cmp.Or(in.Title, f.Title), cmp.Or(in.Term, f.Term)
			if longest && len(f.Issuer) > len(in.Issuer) {
				in.Issuer = f.Issuer
			}
		}
	}
	slices.SortStableFunc(in.Held, func(a, b *Held) int { return cmp.Compare(a.N, b.N) })
	return in
}

// yearly says whether a number carries its year, and which, or the term of the
// Quốc hội.
func yearly(text string) (yes bool, year string) {
	n, ok := number.Parse(text)
	if ok && n.Year != 0 {
		return true, strconv.Itoa(n.Year)
	}
	return ok && n.Issuer != "" && strings.ContainsAny(n.Issuer[len(n.Issuer)-1:], "0123456789"), ""
}

// folded is the words of s, folded, with one blank between them.
func folded(s string) string {
	var words []string
	for start, end := range vntext.Words(s) {
		words = append(words, vntext.Fold(s[start:end]))
	}
	return strings.Join(words, " ")
}
