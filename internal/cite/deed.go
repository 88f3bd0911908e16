package cite

import (
	"slices"
	"strings"

	"vanthu/corpus"
)

// An action is a verb that says what an instrument does to another.
type action struct {
	words    string
	relation corpus.Relation
}

// actions, as they begin a clause, an article or a title. The first that fits
// counts: "Sửa đổi, bổ sung, bãi bỏ một số điều" amends.
var actions = []action{
	{"sửa đổi", corpus.Amends},
	{"bổ sung", corpus.Amends},
	{"điều chỉnh, bổ sung", corpus.Amends},
	{"bãi bỏ", corpus.Repeals},
	{"hủy bỏ", corpus.Repeals},
	{"huỷ bỏ", corpus.Repeals},
	{"thay thế", corpus.Replaces},
	{"thu hồi", corpus.Repeals},
	{"điều chỉnh", corpus.Amends},
	{"đính chính", corpus.Corrects},
	{"hợp nhất", corpus.Merges},
	{"quy định chi tiết", corpus.Details},
	{"hướng dẫn chi tiết", corpus.Details},
	{"hướng dẫn thi hành", corpus.Details},
	{"hướng dẫn thực hiện", corpus.Details},
	{"hướng dẫn một số", corpus.Details},
	{"quy định một số điều", corpus.Details},
	{"quy định biện pháp", corpus.Details},
	{"thực hiện", corpus.Implements},
	{"triển khai", corpus.Implements},
	{"tiếp tục thực hiện", corpus.Implements},
	{"tiếp tục triển khai", corpus.Implements},
	{"tiếp tục quán triệt", corpus.Implements},
	{"tổ chức thực hiện", corpus.Implements},
	{"tổ chức triển khai", corpus.Implements},
	{"quán triệt", corpus.Implements},
}

// subjectWithin is how many bytes from the start the subject is looked for
// where the caller does not say where it is.
const subjectWithin = 2500

// subject looks for a subject among the last lines before at: its paragraph can
// hold the head cells too, where no empty line parts them.
func (r *relater) subject(from, at int) corpus.Relation {
	for end, lines := at, 0; lines < 4; lines++ {
		line := strings.LastIndexByte(r.low[from:end], '\n')
		start := from + line + 1
		if rel := subjectHead(r.low[start:at]); rel != "" {
			return rel
		}
		if line < 0 {
			break
		}
		end = from + line
	}
	return ""
}

// subjectHead is subjectDoes for a text that begins with "Về việc" or a verb,
// as a subject does.
func subjectHead(s string) corpus.Relation {
	for _, w := range []string{"v/v", "về việc", "về"} {
		if phrase(s, 0, w) > 0 {
			return subjectDoes(s)
		}
	}
	for _, a := range actions {
		if phrase(s, 0, a.words) > 0 {
			return subjectDoes(s)
		}
	}
	return ""
}

// direct says whether nothing but parts of an instrument ("khoản 2 Điều 3
// của", "các") stands in s.
func direct(s string) bool { return onlyListWords(strings.ReplaceAll(s, "toàn bộ", "")) }

// adopts reads the sentence by which a document is adopted: "Bộ trưởng ... ban
// hành Thông tư sửa đổi, bổ sung một số điều của".
func adopts(pre string) corpus.Relation {
	i := lastPhrase(pre, "ban hành")
	if i < 0 {
		return ""
	}
	rest := pre[i+len("ban hành"):]
	rest = strings.TrimLeft(rest, " \n\t")
	for _, t := range []string{"nghị định", "thông tư liên tịch", "thông tư", "quyết định", "nghị quyết", "luật", "pháp lệnh", "chỉ thị", "quy định", "quy chế"} {
		if end := phrase(rest, 0, t); end > 0 {
			return subjectDoes(rest[end:])
		}
	}
	return ""
}

// subjectDoes is what a subject (trích yếu) that ends before a mention does to
// it.
func subjectDoes(s string) corpus.Relation {
	s = strings.TrimLeft(s, " \t\n\"“_-:")
	for {
		cut := false
		for _, w := range []string{"v/v", "về việc", "về", "nghị định", "thông tư", "quyết định", "nghị quyết", "luật", "kế hoạch", "chương trình hành động", "ban hành"} {
			if end := phrase(s, 0, w); end > 0 {
				s, cut = strings.TrimLeft(s[end:], " \t\n:"), true
			}
		}
		if !cut {
			break
		}
	}
	for _, a := range actions {
		if phrase(s, 0, a.words) > 0 {
			return fits(a, s[len(a.words):])
		}
	}
	for _, a := range actions {
		if a.relation != corpus.Details && a.relation != corpus.Implements {
			continue
		}
		if i := lastPhrase(s, a.words); i >= 0 && (a.relation == corpus.Details || near(s[i+len(a.words):]) && !weighed(s[:i])) {
			return a.relation
		}
	}
	return ""
}

// scopeDoes reads the first article, where a document says what it is for:
// "Quy định chi tiết khoản 5 Điều 85 Luật ...", "Nghị định quy định chi tiết".
func scopeDoes(s string) corpus.Relation {
	for _, t := range []string{"nghị định", "thông tư", "quyết định", "nghị quyết"} {
		if end := phrase(s, 0, t); end > 0 {
			s = strings.TrimLeft(s[end:], " \n")
			break
		}
	}
	if end := phrase(s, 0, "này"); end > 0 {
		s = strings.TrimLeft(s[end:], " \n")
	}
	for _, a := range actions {
		if a.relation == corpus.Details && phrase(s, 0, a.words) > 0 {
			return a.relation
		}
	}
	return ""
}

// fits is the relation of action a when rest stands between it and the mention:
// what replaces words or an annex of an instrument amends it.
func fits(a action, rest string) corpus.Relation {
	if strings.Contains(rest, "theo quy định") || strings.Contains(rest, "văn bản") && strings.Contains(rest, "quy định tại") {
		return "" // "Bãi bỏ văn bản quy định tại khoản 2 Điều 3 Luật ...": a power, not an act
	}
	switch a.words {
	case "thu hồi", "điều chỉnh": // of an act, not "Thu hồi đất theo Quyết định số 1"
		if !direct(unnamed.Replace(rest)) {
			return ""
		}
	}
	switch a.relation {
	case corpus.Replaces:
		for _, part := range []string{"một số", "quy định", "cụm từ", "từ ", "phụ lục", "mẫu", "biểu", "điều ", "khoản", "điểm", "đoạn", "số thứ tự", "bảng", "nội dung"} {
			if strings.Contains(rest, part) {
				return corpus.Amends
			}
		}
	case corpus.Implements:
		if !near(rest) && !instructed(rest) {
			return ""
		}
	case corpus.Merges: // acts, not "Hợp nhất hai phòng theo Nghị định số 1"
		if !direct(unnamed.Replace(rest)) {
			return ""
		}
	}
	return a.relation
}

// instructed says whether rest, between "thực hiện" and a mention, is what a body
// said in it: "Thực hiện ý kiến của Ủy ban nhân dân tỉnh tại Công văn số 1".
func instructed(rest string) bool {
	rest = strings.TrimSuffix(strings.TrimRight(rest, " \n"), "văn bản") // "tại Văn bản số 1"
	return lastWord(rest) == "tại" && len(rest) <= longestManner && anyPhrase(rest, space(rest, 0), instructions) > 0
}

var instructions = []string{"ý kiến", "chỉ đạo", "sự chỉ đạo", "kết luận", "nhiệm vụ", "yêu cầu", "chủ trương"}

// unnamed takes out the words that stand for parts of an act.
var unnamed = strings.NewReplacer("một số nội dung", "", "nội dung", "", "tên", "", "tại", "", ", bổ sung", "", "toàn bộ", "", "cục bộ", "")

// near says whether rest, between "thực hiện" and a mention, still makes the
// mention its object: some words on how, no "theo".
func near(rest string) bool {
	words := 0
	for i := 0; i < len(rest); {
		word := wordEnd(rest, i)
		if word == i {
			if rest[i] == '.' || rest[i] == ';' || rest[i] == '(' {
				return false
			}
			i++
			continue
		}
		switch rest[i:word] {
		case "theo", "của", "trước", "bởi", "về", "quy", "được", "khi", "từ":
			return false
		}
		words++
		i = word
	}
	return words <= 8
}

// ofThis reads "Thông tư này thay thế", "Nghị định này quy định chi tiết": the
// document speaks of itself.
func ofThis(pre string) corpus.Relation {
	i := lastPhrase(pre, "này")
	if i < 0 {
		return ""
	}
	rest := pre[i+len("này"):]
	best, at := corpus.Relation(""), -1
	for _, a := range actions {
		if a.relation == corpus.Implements || a.words == "bổ sung" {
			continue // "bảo hiểm hưu trí bổ sung"
		}
		if j := lastPhrase(rest, a.words); j > at {
			// It must be the document that does it: "Thông tư này thay thế",
			// "có hiệu lực từ ... và thay thế", "..., thay thế".
			before := strings.TrimRight(rest[:j], " \n\t")
			if before != "" && !strings.HasSuffix(before, ",") && !strings.HasSuffix(before, ";") && lastWord(before) != "và" {
				continue
			}
			if rel := fits(a, rest[j+len(a.words):]); rel != "" {
				best, at = rel, j
			}
		}
	}
	return best
}

// longestManner is more bytes than the words between a verb and what it acts on
// can have (near).
const longestManner = 400

// carriesOut says whether "thực hiện" or its like stands right before the
// mention. In acts, only where the sentence says to what end: an act speaks of
// everybody who carries out a law.
func (r *relater) carriesOut(pre string) bool {
	pre = pre[max(0, len(pre)-longestManner):]
	for _, w := range []string{"thực hiện", "triển khai", "cụ thể hóa", "cụ thể hoá", "quán triệt"} {
		i := lastPhrase(pre, w)
		if i < 0 || !near(pre[i+len(w):]) {
			continue
		}
		if weighed(pre[:i]) {
			return false
		}
		if r.plan {
			head := pre[:i]
			return !strings.HasSuffix(strings.TrimRight(head, " "), "việc") || w == "thực hiện"
		}
		before := strings.TrimRight(pre[:i], " \n")
		for _, end := range []string{"để", "nhằm", "để tổ chức", "để triển khai", "tiếp tục"} {
			if strings.HasSuffix(before, end) {
				return true
			}
		}
	}
	return false
}

// weighed says whether pre, before "thực hiện", speaks of how well an instrument was
// carried out, by whomever: "đánh giá kết quả thực hiện", "sơ kết 5 năm thực hiện",
// "chưa thực hiện nghiêm".
func weighed(pre string) bool {
	if stop := strings.LastIndexAny(pre, ",;:."); stop >= 0 {
		pre = pre[stop+1:]
	}
	words := 0
	for end := trimRight(pre, len(pre)); end > 0 && words < mostWeighed; words++ {
		word := wordBefore(pre[:end], end)
		if word == end {
			return false
		}
		switch w := pre[word:end]; w {
		case "chưa": // also "chưa ban hành kế hoạch thực hiện"
			return true
		case "không":
			return words == 0
		case "trình":
			if words == 0 && lastWord(pre[:word]) == "quá" {
				return true // "trong quá trình thực hiện"
			}
		case "kết": // tổng kết, sơ kết; but not "kết luận"
			if b := lastWord(pre[:word]); b == "tổng" || b == "sơ" {
				return true
			}
		case "quả":
			if lastWord(pre[:word]) == "kết" {
				return true
			}
		case "giá", "sát", "tra", "hình", "điểm", "soát":
			switch lastWord(pre[:word]) + " " + w {
			case "đánh giá", "giám sát", "kiểm tra", "thanh tra", "tình hình", "kiểm điểm", "khảo sát", "rà soát":
				return true
			}
		case "dẫn":
			if words == 0 && lastWord(pre[:word]) == "hướng" {
				return true // "ban hành hướng dẫn thực hiện": of another
			}
		}
		end = trimRight(pre, word)
	}
	return false
}

// mostWeighed is how many words stand between "kết quả" and "thực hiện": "kết quả
// nửa nhiệm kỳ thực hiện".
const mostWeighed = 5

// after reads what is said of m behind it in its sentence: "Thông tư số ...
// hết hiệu lực kể từ ngày ...".
func (r *relater) after(p paragraph, clause int, m *found) corpus.Relation {
	head := r.low[clause:m.start]
	if end := phrase(head, 0, "kể từ"); end > 0 {
		// "Kể từ ngày Nghị định này có hiệu lực, Nghị định số 1 hết hiệu lực"
		if comma := strings.IndexByte(head, ','); comma > 0 && strings.Contains(head[:comma], " này ") {
			head = strings.TrimLeft(head[comma+1:], " \n")
		}
	}
	for _, w := range []string{"trường hợp", "khi", "nếu", "kể từ", "trước", "đối với", "các quy định chuyển tiếp"} {
		if phrase(head, 0, w) > 0 {
			return corpus.RefersTo
		}
	}
	end := p.end
	if limit := m.end + 900; end > limit {
		end = limit
	}
	if m.end >= end {
		return corpus.RefersTo
	}
	s := r.low[m.end:end]
	for i := range len(s) {
		if s[i] == ';' && !listsOn(s[i+1:]) || s[i] == '.' && (i+1 == len(s) || s[i+1] == ' ' || s[i+1] == '\n' || s[i+1] == '/') {
			s = s[:i]
			break
		}
	}
	for _, w := range []string{"hết hiệu lực", "bị bãi bỏ", "được bãi bỏ"} {
		i := lastPhrase(s, w)
		if i < 0 || slices.Contains([]string{"đã", "chưa"}, lastWord(s[:i])) || strings.Contains(s[i:], "bởi") {
			continue
		}
		return corpus.Repeals
	}
	return corpus.RefersTo
}

// listsOn says whether a further instrument of a list follows a semicolon.
func listsOn(s string) bool {
	return anyPhrase(s, space(s, 0), listed) > 0
}

var listed = []string{"nghị định", "thông tư", "quyết định", "nghị quyết", "luật", "bộ luật", "pháp lệnh", "chỉ thị", "hiến pháp", "kết luận", "quy định", "hướng dẫn", "kế hoạch", "chương trình", "tờ trình", "công văn"}

func lastWord(s string) string {
	end := trimRight(s, len(s))
	return s[wordBefore(s[:end], end):end]
}
