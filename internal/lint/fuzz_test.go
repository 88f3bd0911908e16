package lint

import (
	"strings"
	"testing"

	"vanthu/corpus"
)

// FuzzCheck holds that no record, whoever made it, brings a rule down, that each
// finding has a row in the table, and that its message is whole.
func FuzzCheck(f *testing.F) {
	f.Add("12-KH/HU", "2024-12-02", "Ban Thường vụ Huyện ủy Kim Động", "Kế hoạch", "30/2020/NĐ-CP", "2020-03-05", "KT. Chủ tịch", "Phó Chủ tịch", "Kim Động")
	f.Add("12/2021/QĐ-TTg", "2021", "Thủ tướng Chính phủ", "Quyết định", "12/", "", "TM.", "", "TP.")
	f.Add("", "x", "", "Thông tư liên tịch", "//", "1", "T/M", "%d", "xã ")
	f.Fuzz(func(t *testing.T, num, issued, body, typ, cited, day, authority, title, place string) {
		if strings.Contains(num+issued+body+typ+cited+day+authority+title+place, "%!") {
			return // a message may quote it
		}
		r := plan()
		r.Number, r.Issued, r.Type, r.Place = numbered(num), value(issued), value(typ), value(place)
		r.Issuer = issuer(body)
		r.Citations[0].Number, r.Citations[0].Issued = corpus.Optional(cited), corpus.Optional(day)
		r.Signers[0].Authority, r.Signers[0].Title = value(authority), value(title)
		for _, found := range append(Check(&r), Held(&r, day)...) {
			if _, ok := Lookup(found.Code); !ok || strings.Contains(found.Message, "%!") {
				t.Errorf("%+v: a code of the table and a whole message wanted", found)
			}
		}
	})
}
