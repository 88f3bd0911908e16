package cite

import (
	"sort"
	"strings"

	"vanthu/corpus"
)

// A relater finds what the document does at each mention.
type relater struct {
	low    string
	paras  []paragraph
	title  [2]int
	body   int             // where the preamble ends
	scope  int             // where the first article, on the scope of the document, ends
	basis  int             // where the first "Căn cứ" stands
	plan   bool            // the document is of a kind that carries out others: a plan, not an act
	letter bool            // it makes no rules: a letter, a notice, a plan
	ahead  int             // where a report begins to tell what is to be done
	told   bool            // its body tells what was done, or rules for long: a report, a statute
	merged bool            // the document is a consolidated text
	titled corpus.Relation // what the title does to the last instrument in it
	spoken bool            // an instrument stands before this one in its paragraph
	named  bool            // an instrument stands in the title: of what follows in its own title nothing is done
}

// newRelater reads low, which is in small letters and squeezed; title is the
// stretch of it that holds the subject.
func newRelater(low string, title [2]int, in *Input) *relater {
	keep := 0
	if title[1] == 0 {
		keep = subjectWithin // the subject is looked for line by line
	}
	paras, low := paragraphs(low, title, keep)
	r := &relater{low: low, paras: paras, title: title, merged: in.SelfType == "Văn bản hợp nhất"}
	if !r.merged { // the footnotes of a consolidated text quote acts that it merges
		markQuoted(low, paras)
	}
	intros(low, paras)
	r.body = len(low)
	for _, p := range r.paras {
		if p.label == 'A' || beginsBody(r.low[p.start:p.end]) {
			r.body = p.start
			break
		}
	}
	r.scope = r.body
	for articles, i := 0, 0; i < len(r.paras) && articles < 2; i++ {
		p := &r.paras[i]
		if p.start >= r.body && p.label == 'A' {
			articles++ // the first may stand behind "Chương I"
		}
		if articles < 2 {
			r.scope = max(r.scope, p.end)
		}
	}
	r.basis = r.body
	listed := false
	for i := range r.paras {
		p := &r.paras[i]
		if p.start >= r.body {
			break
		}
		if p.based = listed && listsOn(r.low[p.head:p.end]) || isBasis(r.low[p.head:p.end]); p.based && r.basis == r.body {
			r.basis = p.start
		}
		// "Căn cứ Luật A;" / "Luật B;": the list goes on in the next line.
		listed = p.based && strings.IndexByte(";,:", r.low[p.end-1]) >= 0
	}
	switch in.SelfType {
	case "Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Nghị quyết", "Quyết định", "Văn bản hợp nhất", "":
	default:
		r.plan = true
	}
	switch in.SelfType {
	case "Công văn", "Công điện", "Thông báo", "Kế hoạch", "Báo cáo", "Tờ trình", "Giấy mời", "Chương trình":
		r.letter = true
	}
	switch in.SelfType {
	case "Báo cáo", "Tờ trình", "Biên bản", "Giấy mời", "Quy chế", "Quy định", "Điều lệ":
		r.told = true
		r.ahead = r.plansFrom()
	}
	return r
}

// isBasis says whether a paragraph of the preamble names legal bases.
func isBasis(low string) bool {
	return anyPhrase(low, 0, bases) > 0
}

var bases = []string{"căn cứ", "trên cơ sở", "xét tờ trình", "xét báo cáo", "xét đề nghị", "sau khi xem xét", "xét", "theo đề nghị", "theo tờ trình", "chiếu"}

// beginsBody says whether a paragraph is the first heading of a plan or a set
// of rules without articles before it: "I. MỤC ĐÍCH", "Phần I", "Chương I".
func beginsBody(low string) bool {
	if strings.HasPrefix(low, "i. ") {
		return true
	}
	return anyPhrase(low, 0, []string{"phần i", "phần thứ nhất", "chương i"}) > 0
}

// longestClause is how many bytes before a mention are looked at.
const longestClause = 2500

// relate sets the relation of each mention; found is in the order of the text.
func (r *relater) relate(all []found) {
	para := 0
	var root corpus.Relation // of the last mention that stood by itself
	rootType := ""
	chain := own  // how the list that a sibling belongs to began
	outer := -1   // the last mention that no other holds
	gone := false // the last that stood by itself is repealed by words behind it
	var rooted paragraph
	for i := range all {
		m := &all[i]
		for para+1 < len(r.paras) && r.paras[para+1].start <= m.start {
			para++
		}
		if len(r.paras) == 0 {
			m.relation = string(corpus.RefersTo)
			continue
		}
		p := r.paras[para]
		m.quoted = p.quoted
		clause := r.clause(p, m.start)
		var before *found
		if outer >= 0 && m.end <= all[outer].end {
			// A law in the title of the law that amends it.
			m.relation = string(corpus.RefersTo)
			continue
		}
		if outer >= 0 && all[outer].start >= p.start && all[outer].end > clause {
			before = &all[outer]
		}
		outer = i
		rel, how := corpus.RefersTo, own
		if before != nil {
			how = r.link(before, m)
			if how == nested && gone && m.typ == rootType && r.nextItem(before, m) {
				how = sibling
				before = &found{end: before.end, relation: string(root)}
			}
			if how == nested && r.plan && root == corpus.Implements && r.nextItem(before, m) {
				how = sibling
				before = &found{end: before.end, relation: string(root)}
			}
			if how == own && root == corpus.Implements && rooted.start == p.start && r.behindAside(before, m) {
				// "Thực hiện Nghị quyết số 1 (sau đây gọi tắt là Nghị quyết 1), Kế hoạch số 2"
				how = sibling
				before = &found{end: before.end, relation: string(root)}
			}
			if how == nested && root == corpus.Implements && rooted.start == p.start && r.andSaid(before, m) {
				how = sibling
				before = &found{end: before.end, relation: string(root)}
			}
			if how == nested && chain != nested && root == corpus.BasedOn && r.nextItem(before, m) {
				// "Căn cứ Nghị định số 1 quy định chức năng của Bộ A và Nghị định số 2":
				// no instrument stands in the title of the first.
				how = sibling
			}
		}
		if how == sibling && chain == nested && (root == corpus.BasedOn || root == corpus.Repeals || root == corpus.Replaces) && m.typ == rootType && before.typ != m.typ && before.start < m.start {
			// "Căn cứ Nghị định số 1 quy định chi tiết Luật A, Nghị định số 2":
			// the second is a basis like the first.
			before = &found{end: before.end, relation: string(root)}
			chain = own
		}
		if how == nested && chain != nested {
			if rel = undoesToo(r.low[min(before.end, m.start):m.start], root); rel != "" {
				m.relation = string(rel)
				continue
			}
			rel = corpus.RefersTo
			if r.plan && root == corpus.Implements && goneOnWith(r.low[min(before.end, m.start):m.start]) {
				// "Thực hiện Kết luận số 1 về tiếp tục thực hiện Nghị quyết số 2": both.
				m.relation = string(root)
				continue
			}
		}
		if how != sibling {
			chain = how
		}
		if r.isBill(p, clause, m) {
			m.bill = true
		}
		switch how {
		case sibling:
			rel, m.subject = corpus.Relation(before.relation), before.subject
		case amender:
			// Of the instrument at the head of the clause, though a law named in
			// its title stands between.
			if root == corpus.BasedOn || root == corpus.Merges {
				rel = root
			}
		case own:
			r.spoken = rooted.end > 0 && rooted.start == p.start
			rel, m.subject = r.does(p, clause, m, before)
			if p.quoted {
				rel, m.subject = corpus.RefersTo, false
			}
			if rel == corpus.RefersTo && r.spoken && r.goesOnWith(p, clause, m) && (root != corpus.Implements || implementing(r.low[p.head:p.end])) {
				rel = root // "Sửa đổi ... của Nghị định số 1 ...; Nghị định số 2 ..."
			}
			root, rootType, rooted, gone = rel, m.typ, p, false
		}
		if r.merged && how != nested && m.start < r.basis {
			m.subject = true
			rel, root = corpus.Merges, corpus.Merges // the act and its amenders, named over the text
		}
		if chain == own && m.start > r.body && rel == corpus.RefersTo && !p.quoted {
			if rel = r.after(p, clause, m); rel == corpus.Repeals && how == own {
				root, gone = rel, true
			}
		}
		m.relation = string(rel)
	}
}

// goneOnWith says whether between, in the title of an instrument that is carried
// out, says that it goes on with the next.
func goneOnWith(between string) bool {
	between = between[:trimRight(between, len(between))]
	return strings.HasSuffix(between, "tiếp tục thực hiện") || strings.HasSuffix(between, "tiếp tục triển khai thực hiện")
}

// isQuoted says whether byte at lies in words that an amendment puts into another
// act.
func (r *relater) isQuoted(at int) bool {
	i := sort.Search(len(r.paras), func(i int) bool { return r.paras[i].start > at })
	return i > 0 && r.paras[i-1].quoted
}

// goesOnWith says whether m begins a further item, behind a semicolon, of what
// the head of its paragraph acts on.
func (r *relater) goesOnWith(p paragraph, clause int, m *found) bool {
	if clause <= p.head || !direct(r.low[clause:m.start]) {
		return false
	}
	end := trimRight(r.low, clause)
	return r.low[end-1] == ';'
}

// isBill says whether m, a law by name alone, is an item of a list of bills:
// "Bổ sung các dự án luật sau:".
func (r *relater) isBill(p paragraph, clause int, m *found) bool {
	return p.bills && m.law && m.number == "" && m.date == "" && clause == p.head && direct(r.low[p.head:m.start])
}

// clause is where the clause that holds at begins, within paragraph p.
func (r *relater) clause(p paragraph, at int) int {
	from := p.head
	if from > at {
		return p.start
	}
	from = max(from, at-longestClause)
	for i := at - 1; i > from; i-- {
		switch r.low[i] {
		case ';':
			next := skip(r.low, i+1)
			if anyPhrase(r.low, next, []string{"được", "đã được"}) > 0 {
				continue // "Luật A; được sửa đổi, bổ sung bởi Luật B"
			}
			return next
		case '.':
			if n := skip(r.low, i+1); n > i+1 && n <= at && !abbreviated(r.low, i) {
				return n
			}
		}
	}
	return from
}

// abbreviated says whether the full stop at at ends an abbreviation: "TP. Hồ",
// "đ/c.", or a label.
func abbreviated(low string, at int) bool {
	word := wordBefore(low[:at], at)
	return at-word <= 2
}
