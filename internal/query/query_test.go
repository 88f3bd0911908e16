package query

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	nq29 := Number{Seq: "29", Symbol: "NQ/TW"}
	typed := func(typ string, n Number) Number { n.Type = typ; return n }
	for _, c := range []struct {
		in   string
		want []Node
	}{
		{"đổi mới", []Node{Word{"đổi"}, Word{"mới"}}},
		{"Hoà BÌNH", []Node{Word{"hòa"}, Word{"bình"}}}, // tone in one place, small letters
		{"ho\u0300a", []Node{Word{"hòa"}}},              // NFD
		{`"đổi mới, căn bản"`, []Node{Phrase{[]string{"đổi", "mới", "căn", "bản"}}}},
		{`“đổi mới”`, []Node{Phrase{[]string{"đổi", "mới"}}}}, // copied from a document
		{`"đổi"`, []Node{Word{"đổi"}}},
		{"và/hoặc", []Node{Phrase{[]string{"và", "hoặc"}}}},
		{"văn -thư", []Node{Word{"văn"}, Not{Word{"thư"}}}},
		{`-"văn thư"`, []Node{Not{Phrase{[]string{"văn", "thư"}}}}},
		{"Độc lập - Tự do", []Node{Word{"độc"}, Word{"lập"}, Word{"tự"}, Word{"do"}}}, // a dash, not an exclusion
		{"-- a", []Node{Word{"a"}}},

		{"hộp:17", []Node{Named{FieldBox, []string{"17"}}}},
		{`hồ sơ:"Đất đai 1998"`, []Node{Named{FieldBox, []string{"đất", "đai", "1998"}}}},

		{"29-NQ/TW", []Node{nq29}},
		{"29 NQ TW", []Node{nq29}},
		{"29 NQ/TW", []Node{nq29}},
		{"29 - NQ/TW", []Node{nq29}},
		{"NQ 29", []Node{Number{Abbrev: "NQ", Seq: "29"}}},
		{"29 NQ", []Node{Number{Abbrev: "NQ", Seq: "29"}}},
		{"Nghị quyết 29", []Node{Number{Type: "Nghị quyết", Seq: "29"}}},
		{"nghi quyet 29", []Node{Number{Type: "Nghị quyết", Seq: "29"}}},
		{"NGHỊ QUYẾT SỐ 29", []Node{Number{Type: "Nghị quyết", Seq: "29"}}},
		{"nghị quyết số: 29", []Node{Number{Type: "Nghị quyết", Seq: "29"}}},
		{"Nghị quyết số 29-NQ/TW", []Node{typed("Nghị quyết", nq29)}},
		{"NQ29", []Node{Number{Abbrev: "NQ", Seq: "29"}}},
		{"nq29 giáo", []Node{Number{Abbrev: "NQ", Seq: "29"}, Word{"giáo"}}},
		{"NQ29/2013", []Node{Number{Abbrev: "NQ", Seq: "29", Year: 2013}}},
		{"NQ29 năm 2013", []Node{Number{Abbrev: "NQ", Seq: "29", Year: 2013}}},
		{"29NQTW", []Node{nq29}},
		{"29nqtw", []Node{nq29}},
		{"29NQ/TW", []Node{nq29}},
		{"29NQ-TW", []Node{nq29}},
		{"29NQ", []Node{Number{Abbrev: "NQ", Seq: "29"}}},
		{"815QĐUBND", []Node{Number{Seq: "815", Symbol: "QĐ-UBND"}}},
		{"815qdubnd", []Node{Number{Seq: "815", Symbol: "QĐ-UBND"}}},
		{"Nghị quyết 29NQTW", []Node{typed("Nghị quyết", nq29)}},
		{"dẫn:NQ29", []Node{Cites{Number: Number{Abbrev: "NQ", Seq: "29"}}}},
		{"số:29NQTW", []Node{Bears{nq29}}},
		{"-NQ29", []Node{Not{Number{Abbrev: "NQ", Seq: "29"}}}},
		{"171-KH/HU", []Node{Number{Seq: "171", Symbol: "KH/HU"}}},
		{"30/2020/NĐ-CP", []Node{Number{Seq: "30", Year: 2020, Symbol: "NĐ-CP"}}},
		{"Nghị định 30/2020", []Node{Number{Type: "Nghị định", Seq: "30", Year: 2020}}},
		{"Nghị quyết 29 năm 2013", []Node{Number{Type: "Nghị quyết", Seq: "29", Year: 2013}}},
		{"nghi quyet so 29 nam 2013", []Node{Number{Type: "Nghị quyết", Seq: "29", Year: 2013}}},
		{"-29-NQ/TW", []Node{Not{nq29}}},
		{"29-NQ/TW giáo dục", []Node{nq29, Word{"giáo"}, Word{"dục"}}},
		{"Nghị quyết 29, NQ 18", []Node{Number{Type: "Nghị quyết", Seq: "29"}, Number{Abbrev: "NQ", Seq: "18"}}},

		// near misses
		{"KH2025", []Node{Word{"kh2025"}}}, // likewise
		{"2025KH", []Node{Word{"2025kh"}}},
		{"A4 5kg 30a", []Node{Word{"a4"}, Word{"5kg"}, Word{"30a"}}},
		{"29NQTWX", []Node{Word{"29nqtwx"}}},
		{`"NQ29"`, []Node{Word{"nq29"}}},                                   // in quotes the letters
		{"kế hoạch 2025", []Node{Word{"kế"}, Word{"hoạch"}, Word{"2025"}}}, // the plan of a year
		{"kế hoạch số 2025", []Node{Number{Type: "Kế hoạch", Seq: "2025"}}},
		{"nghị quyết", []Node{Word{"nghị"}, Word{"quyết"}}},
		{"năm 29", []Node{Word{"năm"}, Word{"29"}}},
		{"nghị quyết 29%", []Node{Word{"nghị"}, Word{"quyết"}, Word{"29"}}},
		{`nghị quyết "29"`, []Node{Word{"nghị"}, Word{"quyết"}, Word{"29"}}},
		{"29/2013", []Node{Number{Seq: "29", Year: 2013}}},
		{"04/11/2013", []Node{Phrase{[]string{"04", "11", "2013"}}}},

		// OR, brackets, exclusion
		{"a OR b c", []Node{Or{[]Node{Word{"a"}, Word{"b"}}}, Word{"c"}}},
		{"xã HOẶC phường | quận", []Node{Or{[]Node{Word{"xã"}, Word{"phường"}, Word{"quận"}}}}},
		{"a , OR b", []Node{Or{[]Node{Word{"a"}, Word{"b"}}}}},
		{"(a b) OR c", []Node{Or{[]Node{All{[]Node{Word{"a"}, Word{"b"}}}, Word{"c"}}}}},
		{"(a OR (b OR c))", []Node{Or{[]Node{Word{"a"}, Word{"b"}, Word{"c"}}}}},
		{"(a (b) c) d", []Node{Word{"a"}, Word{"b"}, Word{"c"}, Word{"d"}}},
		{"-(a b)", []Node{Not{All{[]Node{Word{"a"}, Word{"b"}}}}}},
		{"-(-a)", []Node{Word{"a"}}},
		{"a AND NOT b", []Node{Word{"a"}, Not{Word{"b"}}}},
		{"a OR -b", []Node{Or{[]Node{Word{"a"}, Not{Word{"b"}}}}}},
		{"or hoặc not", []Node{Word{"or"}, Word{"hoặc"}, Word{"not"}}}, // small letters are words
		{"Luật (sửa đổi)", []Node{Word{"luật"}, Word{"sửa"}, Word{"đổi"}}},
		{"() a", []Node{Word{"a"}}},
		{"NQ 29 OR NQ 18", []Node{Or{[]Node{Number{Abbrev: "NQ", Seq: "29"}, Number{Abbrev: "NQ", Seq: "18"}}}}},

		{"giáo*", []Node{Prefix{"giáo"}}},
		{"HOÀ*", []Node{Prefix{"hoà"}}},
		{"HUYỆN ỦY * KẾ", []Node{Word{"huyện"}, Word{"ủy"}, Word{"kế"}}}, // a Party head
		{`"giáo d*"`, []Node{Phrase{[]string{"giáo", "d"}}}},             // in quotes a sign

		// fields, in either language
		{"loại:NQ", []Node{Is{FieldType, []string{"Nghị quyết"}}}},
		{"type:nghi quyet giáo", []Node{Is{FieldType, []string{"Nghị quyết"}}, Word{"giáo"}}},
		{"Loại văn bản: Kế hoạch", []Node{Is{FieldType, []string{"Kế hoạch"}}}},
		{`loai:"Kế hoạch"`, []Node{Is{FieldType, []string{"Kế hoạch"}}}},
		{"loại:QĐ", []Node{Is{FieldType, []string{"Quyết định", "Quy định"}}}}, // one abbreviation, two types
		{"số:29-NQ/TW", []Node{Bears{nq29}}},
		{"Số: 29 NQ TW", []Node{Bears{nq29}}}, // as printed
		{"number:29", []Node{Bears{Number{Seq: "29"}}}},
		{"so:29/2013 b", []Node{Bears{Number{Seq: "29", Year: 2013}}, Word{"b"}}},
		{`cơquan:"Sở Nội vụ"`, []Node{Named{FieldIssuer, []string{"sở", "nội", "vụ"}}}},
		{"cơ quan: UBND a", []Node{Named{FieldIssuer, []string{"ubnd"}}, Word{"a"}}},
		{"issuer:Bộ Tài chính a", []Node{Named{FieldIssuer, []string{"bộ", "tài", "chính"}}, Word{"a"}}},
		{"năm:2013", []Node{Dated{"2013-01-01", "2013-12-31"}}},
		{"nam:2013-2015", []Node{Dated{"2013-01-01", "2015-12-31"}}},
		{"ngày:2013..2024", []Node{Dated{"2013-01-01", "2024-12-31"}}},
		{"date:04/11/2013", []Node{Dated{"2013-11-04", "2013-11-04"}}},
		{"date:..2/2016", []Node{Dated{"", "2016-02-29"}}},
		{"date:2016-02..", []Node{Dated{"2016-02-01", ""}}},
		{"kýbởi:Trần Văn Mẫu năm", []Node{Named{FieldSigner, []string{"trần", "văn", "mẫu"}}, Word{"năm"}}},
		{"người ký: trần văn", []Node{Named{FieldSigner, []string{"trần"}}, Word{"văn"}}},
		{`tríchyếu:"đổi mới"`, []Node{Named{FieldSubject, []string{"đổi", "mới"}}}},
		{"dẫn:29-NQ/TW", []Node{Cites{Number: nq29}}},
		{"dẫn: Nghị quyết 29 năm 2013", []Node{Cites{Number: Number{Type: "Nghị quyết", Seq: "29", Year: 2013}}}},
		{"Căn cứ: 29-NQ/TW", []Node{Cites{Relation: "căn cứ", Number: nq29}}},
		{"basedon:NQ 29", []Node{Cites{Relation: "căn cứ", Number: Number{Abbrev: "NQ", Seq: "29"}}}},
		{`thaythế:"Luật Đất đai"`, []Node{Cites{Relation: "thay thế", Words: []string{"luật", "đất", "đai"}}}},
		{"căncứ:Luật Đất đai a", []Node{Cites{Relation: "căn cứ", Words: []string{"luật", "đất", "đai"}}, Word{"a"}}},
		{"căncứ:Luật Đất đai năm 2013 a", []Node{Cites{Relation: "căn cứ", Words: []string{"luật", "đất", "đai", "năm", "2013"}}, Word{"a"}}},
		{"dẫn:Luật Đất đai 2013", []Node{Cites{Words: []string{"luật", "đất", "đai", "2013"}}}},
		{"-năm:2013", []Node{Not{Dated{"2013-01-01", "2013-12-31"}}}},
		{"loại:NQ OR loại:KH", []Node{Or{[]Node{Is{FieldType, []string{"Nghị quyết"}}, Is{FieldType, []string{"Kế hoạch"}}}}}},

		{"cấp:tỉnh a", []Node{Is{FieldLevel, []string{"province"}}, Word{"a"}}},
		{"cap: trung uong", []Node{Is{FieldLevel, []string{"central"}}}},
		{`level:"district"`, []Node{Is{FieldLevel, []string{"district"}}}},
		{"quan hệ: sửa đổi bổ sung", []Node{Is{FieldRelation, []string{"sửa đổi"}}}},
		{"ngônngữ:anh", []Node{Is{FieldLanguage, []string{"en"}}}},
		{"quality:poor", []Node{Is{FieldQuality, []string{"poor"}}}},
		{"mật:tối mật", []Node{Is{FieldSecrecy, []string{"Tối mật"}}}},

		// near misses of fields
		{"Kính gửi: Sở", []Node{Word{"kính"}, Word{"gửi"}, Word{"sở"}}}, // words and a colon
		{"10:30", []Node{Phrase{[]string{"10", "30"}}}},
		{"căn cứ 29-NQ/TW", []Node{Word{"căn"}, Word{"cứ"}, nq29}},
	} {
		q, err := Parse(c.in)
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		if d := cmp.Diff(c.want, q.Nodes); d != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, d)
		}
		checkLaw(t, c.in, q)
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		in   string
		at   int
		says string
	}{
		{"", 0, "no word"},
		{" - !", 0, "no word"},
		{`văn "thư`, len("văn "), "not closed"},
		{"a (b", 2, "not closed"},
		{"a b) c", 3, "no bracket is open"},
		{"OR a", 0, "both sides"},
		{"a OR", 2, "both sides"},
		{"a OR OR b", 5, "both sides"},
		{"(a OR) b", 3, "both sides"},
		{"a NOT", 2, "needs a condition"},
		{"isuer:abc", 0, `is it issuer?`},
		{"foo:abc", 0, `there is no field "foo". The fields are`},
		{"a loai_van:abc", 2, "no field"},
		{"xyz:abc", 0, "The fields are type, number"},
		{"http://a.b", 0, ""}, // a sign follows the colon
		{"loại:", len("loại:"), "missing"},
		{"loại: ) a", len("loại: "), "missing"},
		{`loại:""`, len("loại:"), "nothing stands"},
		{"loại:bánh", len("loại:"), "no type"},
		{"số:abc", len("số:"), "no number"},
		{"cấp:bộ", len("cấp:"), "one of central, province"},
		{"mật:", len("mật:"), "missing"},
		{"năm:hai", len("năm:"), `"hai" is no date`},
		{"ngày:31/02/2013", len("ngày:"), "is no date"},
		{"ngày:>9999", len("ngày:"), "is no date"}, // it found every document: "10000-01-01" stands before 2013
		{"ngày:<01/01/0001", len("ngày:"), "is no date"},
		{"ngày:2014..2013", len("ngày:"), "ends before"},
		{"ngày:..", len("ngày:"), "neither begin nor end"},
		{"dẫn:luật", len("dẫn:"), "name an instrument"},
		{"kýbởi:--", len("kýbởi:"), "needs a word"},
		{"g*", 1, "two letters"},
		{"a*b", 1, "end of a word"},
		{"*ab", 0, "end of a word"},
		{"29-NQ/T*", 7, "one word only"},
		{"a -OR b", 2, "excludes nothing"},
		{strings.Repeat("(", 30) + "a", 19, "deep"},
		{strings.Repeat("a ", 300), 400, "more than 200"},
		{strings.Repeat("a", 9000), 0, "longer"},
	} {
		_, err := Parse(c.in)
		if c.says == "" {
			if err != nil {
				t.Errorf("%q: error %v, want none", c.in, err)
			}
			continue
		}
		var e *Error
		if !errors.As(err, &e) || e.At != c.at || !strings.Contains(e.Message, c.says) {
			t.Errorf("%q: error %v, want one at byte %d that says %q", c.in, err, c.at, c.says)
		}
	}
}

func TestMarked(t *testing.T) {
	for in, want := range map[string]bool{
		"doi moi": false, "đổi moi": true, "Nghị quyết 29": false, "-đổi": false, `"can bản"`: true, "đ": true,
		"a OR (b -đổi)": false, "-(a -đổi)": false, "loại:\"Nghị quyết\" doi": false, "kýbởi:Trần": true, "căn cứ: 29-NQ/TW": false, "đổi*": true,
	} {
		q, err := Parse(in)
		if err != nil || q.Marked() != want {
			t.Errorf("%q: marked %v, %v; want %v", in, q.Marked(), err, want)
		}
	}
}

// checkLaw fails where the printed query is read as another.
func checkLaw(t *testing.T, in string, q Query) {
	t.Helper()
	again, err := Parse(q.String())
	if err != nil {
		t.Fatalf("%q is printed %q: %v", in, q.String(), err)
	}
	if d := cmp.Diff(q, again); d != "" {
		t.Fatalf("%q is printed %q, which is another query (-first +again):\n%s", in, q.String(), d)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"đổi mới", `"căn bản" -29-NQ/TW`, "Nghị quyết số 18, 19-NQ/TW", "nq29 NQ 29 NQ TW", "29 , NQ , TW",
		"nghị \"quyết\" 29", "30/2020/NĐ-CP 5 BC HU năm 2020", "-- -a - b", "l-ctn 5", "Luật số 51/2024/QH15", "NQ29 29NQTW 29nq/tw -KH5 nq29/2013", "NQ số 29 năm 2013",
		"a OR (b -(c d)) NOT e", "loại:QĐ số:29/2013 cơquan:\"Sở Nội vụ\" năm:2013..", "dẫn:29-NQ/TW căncứ:\"Luật Đất đai\" kýbởi:Trần Văn",
		"giáo* HOÀ* | -x", "căn cứ : số : 29", "cơ , quan:x", "based on:NQ 29 năm 2013 29/2013", "ngày:1/2013-2", "(a) (b OR (c)) -(-d)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		if err != nil {
			return
		}
		checkLaw(t, s, q)
	})
}

// What stands side by side must not be read as one when it is printed: pieces of
// queries in any order keep the law.
func TestPrintedPieces(t *testing.T) {
	pieces := strings.Fields(`nghị quyết số 29 2013 năm 29/2013 NQ TW -NQ/TW 29-NQ/TW căn cứ cơ quan: loại:QĐ loại:NQ số:29 số: dẫn:NQ NQ29 29NQ 29NQTW
		dẫn:29/2013 căncứ:30/2020/NĐ-CP OR OR | ( ) -( ) , - -a NOT AND giáo* kế hoạch ký bởi: Trần Văn "đổi "mới" "29" người năm:2013 ngày:..2015
		tríchyếu:"a cấp:tỉnh mật: tối issued by: based on: luật đất đai 5 L 45 TC/TCT -`)
	r := rand.New(rand.NewPCG(3, 4))
	read := 0
	for range 30000 {
		var some []string
		for range 1 + r.IntN(7) {
			some = append(some, pieces[r.IntN(len(pieces))])
		}
		in := strings.Join(some, " ")
		if q, err := Parse(in); err == nil {
			read++
			checkLaw(t, in, q)
		}
	}
	if read < 5000 {
		t.Errorf("only %d of 30000 queries could be read: the test is weak", read)
	}
}

func TestAlternatives(t *testing.T) {
	for _, c := range []struct {
		in     string
		folded bool
		want   string
	}{
		{"ubnd", false, "ubnd | ủy ban nhân dân"},
		{"ubnd", true, "ubnd | uy ban nhan dan"},
		{"hdnd", false, "hdnd | hội đồng nhân dân"}, // typed without the stroke
		{"ủy ban nhân dân tỉnh", false, "ủy ban nhân dân tỉnh | ubnd tỉnh"},
		{"uy ban nhan dan tinh", false, "uy ban nhan dan tinh"}, // strict: no such words
		{"tw", false, "tw | trung ương"},
		{"trung ương", false, "trung ương"}, // TW stands in every number of the Party
		{"gd đt", false, "gd đt | giáo dục và đào tạo"},
		{"khcn", false, "khcn | khoa học công nghệ | khoa học và công nghệ"},
		{"đổi mới", false, "đổi mới"},
		{"hđnd ubnd", false, "hđnd ubnd | hội đồng nhân dân ubnd | hđnd ủy ban nhân dân | hội đồng nhân dân ủy ban nhân dân"},
	} {
		var got []string
		for _, words := range Alternatives(strings.Fields(c.in), c.folded) {
			got = append(got, strings.Join(words, " "))
		}
		if d := cmp.Diff(c.want, strings.Join(got, " | ")); d != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, d)
		}
	}
}

// The embedded tables: names of fields are told apart without marks and blanks.
func TestTables(t *testing.T) {
	seen := map[string]string{}
	for _, row := range tableRows(fieldsTSV) {
		for _, name := range append(strings.Split(row[1], ", "), row[0]) {
			key := bare(name)
			if other, ok := seen[key]; ok && other != row[0] {
				t.Errorf("%q names %s and %s", name, other, row[0])
			}
			if len(strings.Fields(name)) > mostNameWords {
				t.Errorf("%q has more than %d words", name, mostNameWords)
			}
			seen[key] = row[0]
		}
	}
	for _, row := range tableRows(valuesTSV) {
		for _, name := range append(strings.Split(row[2], ", "), row[1]) {
			if v, n := valueAt(Field(row[0]), name); name != "" && (v != row[1] || n != len(name)) {
				t.Errorf("%s: %q is read as %q", row[0], name, v)
			}
		}
	}
	for _, row := range tableRows(abbreviationsTSV) {
		short, long := terms(row[0]), terms(row[1])
		if len(short) > len(long) || row[2] != "y" && row[2] != "-" || row[3] == "" {
			t.Errorf("row %q: want a form with no more words than the other, y or -, and a source", row)
		}
	}
}

// TestPrintedFacets: a node that only a facet makes, of several values chosen, is
// printed as the alternatives that it means.
func TestPrintedFacets(t *testing.T) {
	for _, c := range []struct {
		node Node
		want string
	}{
		{Is{FieldType, []string{"Quyết định", "Kế hoạch"}}, `type:"Quyết định" OR type:"Kế hoạch"`},
		{Is{FieldType, []string{"không có", "Kế hoạch"}}, `type:"không có" OR type:"Kế hoạch"`}, // a type that no table knows
		{Is{FieldQuality, []string{"good", "poor"}}, `quality:"good" OR quality:"poor"`},
		{Not{Is{FieldQuality, []string{"good", "poor"}}}, `-( quality:"good" OR quality:"poor" )`},
		{Is{FieldType, typesCalled("QĐ")}, `type:"QĐ"`}, // of which one abbreviation stands for several
	} {
		if got := (Query{Nodes: []Node{c.node}}).String(); got != c.want {
			t.Errorf("%#v is printed %s, want %s", c.node, got, c.want)
		}
	}
}
