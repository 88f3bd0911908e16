package cite

import (
	"strings"

	"vanthu/corpus"
)

// does says what the document does to m by the words before it, and whether
// these are the document's own subject.
func (r *relater) does(p paragraph, clause int, m *found, before *found) (corpus.Relation, bool) {
	from := clause
	if before != nil && before.end > from && before.end <= m.start {
		from = before.end
	}
	pre := r.low[from:m.start]
	// The document's subject: in its title, or where it is adopted.
	if r.title[1] > r.title[0] && m.start >= r.title[0] && m.start < r.title[1] {
		if m.start-r.title[0] < 4000 {
			begin := max(r.title[0], from)
			first := !r.named
			r.named = true
			rel := subjectDoes(r.low[begin:m.start])
			if rel == corpus.Details && r.letter {
				// It tells how others are to act by it, or names what a rule of others details.
				if rel = ""; strings.Contains(r.low[begin:m.start], "hướng dẫn") {
					rel = corpus.Implements
				}
			}
			if rel != "" && (first || r.titled != "") {
				r.titled = rel
				return rel, true
			}
			if r.titled != "" && r.goesOnWith(p, begin, m) {
				return r.titled, true
			}
		}
		return corpus.RefersTo, false
	}
	if rel := adopts(pre); rel != "" {
		return rel, !r.merged // in a consolidated text it is that of the act, or of an amender
	}
	if r.title[1] == 0 && p.start < min(r.basis, subjectWithin) {
		if rel := r.subject(from, m.start); rel != "" {
			return rel, true
		}
	}
	if p.start < r.body {
		if rel := r.preamble(p, clause, pre); rel != "" {
			return rel, false
		}
	}
	if quoted := strings.TrimRight(pre, " \n"); strings.HasSuffix(quoted, "“") || strings.HasSuffix(quoted, "\"") {
		if strings.Contains(quoted, "cụm từ") {
			return corpus.RefersTo, false // words of the act that is amended
		}
	}
	head := strings.TrimLeft(pre, " \t\n\"“*_-")
	if direct(head) {
		if p.under != "" && clause == p.head && before == nil {
			return p.under, false
		}
	}
	if colon := strings.LastIndexAny(pre, ":("); colon >= 0 && before == nil && direct(pre[colon+1:]) {
		// "Các Nghị định sau hết hiệu lực: Nghị định số 1, Nghị định số 2."
		if rel := headingDoes(strings.TrimLeft(pre[:colon], " \n")); rel != "" && pre[colon] == ':' {
			return rel, false
		}
		// "Tiếp tục quán triệt, thực hiện các nghị quyết của Huyện ủy: Nghị quyết số 1".
		intro, _, _ := strings.Cut(pre[:colon], " của ")
		if strings.Contains(intro, " các ") && !(r.told && p.start >= r.body) && (r.carriesOut(intro) || clause == p.head && implementing(strings.TrimLeft(intro, " \n"))) {
			return corpus.Implements, false
		}
	}
	for _, a := range actions {
		if phrase(head, 0, a.words) > 0 && a.relation != corpus.Details {
			if rel := fits(a, head[len(a.words):]); rel != "" && !(rel == corpus.Implements && r.tells(p, clause, m)) && !(rel != corpus.Implements && r.assigned(p, clause)) {
				return rel, false
			}
		}
	}
	if p.start >= r.body && p.end <= r.scope && !r.spoken {
		// The first instrument of the paragraph, also behind "khoản 4 Điều 24; khoản
		// 3 Điều 26 ...".
		if rel := scopeDoes(strings.TrimLeft(r.low[p.head:m.start], " \t\n\"“*_-")); rel != "" {
			return rel, true
		}
	}
	if rel := ofThis(pre); rel != "" {
		return rel, false
	}
	if !(r.told && p.start >= r.body) && r.carriesOut(pre) {
		return corpus.Implements, false
	}
	return corpus.RefersTo, false
}

// assigned says whether the clause goes on with what somebody else is to do: "Tham
// mưu sửa đổi Quyết định số 1; bãi bỏ Quyết định số 2".
func (r *relater) assigned(p paragraph, clause int) bool {
	if !r.plan || p.start < r.body || clause <= p.head {
		return false
	}
	for _, w := range []string{"tham mưu", "rà soát", "đề xuất", "kiến nghị", "trình", "đề nghị"} {
		if lastPhrase(r.low[p.head:min(clause, p.head+longestManner)], w) >= 0 {
			return true
		}
	}
	return false
}

// plansFrom is where the first heading on what is to be done stands, "III. PHƯƠNG
// HƯỚNG, NHIỆM VỤ", behind those on what was done; the end of the text if none does.
func (r *relater) plansFrom() int {
	for i := range r.paras {
		p := &r.paras[i]
		text := r.low[p.start:p.end]
		if p.start < r.body || len(text) > longestHeading || strings.Trim(text[:max(0, strings.IndexByte(text, '.'))], "ivx") != "" || strings.Contains(text, "kết quả") {
			continue
		}
		for _, w := range []string{"phương hướng", "nhiệm vụ", "giải pháp", "thời gian tới"} {
			if strings.Contains(text, w) {
				return p.start
			}
		}
	}
	return len(r.low)
}

// longestHeading is how many bytes the heading of a part of a report can have.
const longestHeading = 200

// tells says whether m stands in the body of a report, where "thực hiện" tells what
// was done: before what is to be done, not at the head of a paragraph, or with "đã"
// behind it.
func (r *relater) tells(p paragraph, clause int, m *found) bool {
	if !r.told || p.start < r.body {
		return false
	}
	return p.start < r.ahead || clause != p.head || strings.Contains(r.low[min(m.end, p.end):min(p.end, m.end+longestClause)], " đã ")
}

// preamble is the relation of a mention before the first article.
func (r *relater) preamble(p paragraph, clause int, pre string) corpus.Relation {
	if !p.based {
		if phrase(pre, 0, "căn cứ") > 0 && direct(pre[len("căn cứ"):]) {
			return corpus.BasedOn // "Thực hiện Kế hoạch số 1; căn cứ Thông tư số 2, Sở ..."
		}
		if clause == p.head && r.basis < p.start && implementing(r.low[p.head:p.end]) {
			return corpus.Implements // among the bases, also "Thực hiện việc ... theo Nghị quyết số 1"
		}
		return ""
	}
	if strings.HasPrefix(pre, "của ") && lastWord(pre) == "tại" {
		return corpus.BasedOn // "Theo đề nghị của A tại Tờ trình số 1; của B tại Tờ trình số 2"
	}
	if clause == p.head || direct(strings.TrimLeft(pre, " \t\n")) || strings.HasPrefix(pre, "căn cứ") {
		return corpus.BasedOn
	}
	return ""
}

// implementing says whether a paragraph begins with what the document carries
// out: "Thực hiện Quyết định số 1 ...; Kế hoạch số 2 ...", but not "Việc thực hiện
// Kết luận số 1 phải gắn với ...; Đề án số 2".
func implementing(low string) bool {
	return anyPhrase(low, 0, []string{"thực hiện", "triển khai", "tiếp tục thực hiện", "căn cứ", "tổ chức thực hiện"}) > 0
}
