package cite

import (
	"strings"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
)

// An office is an issuer as printed: a body, with the office of its head
// before it and the place after it.
type office struct {
	name string // on one line
	end  int    // 0: none
}

const longestOffice = 16 // words of a body that no table knows

// offices are the words of a head of a body, which stand before it.
var offices = []string{
	"bộ trưởng", "thứ trưởng", "phó chủ tịch", "chủ tịch", "thủ trưởng", "phó tổng giám đốc", "tổng giám đốc", "giám đốc",
	"tổng cục trưởng", "cục trưởng", "vụ trưởng", "chánh án", "viện trưởng", "thống đốc", "chủ nhiệm", "trưởng ban",
	"thường trực", "tổng bí thư", "bí thư", "chánh văn phòng", "hiệu trưởng", "liên bộ", "liên ngành", "tổng thanh tra", "các",
}

// councils are the bodies whose heads act for them.
var councils = []string{"ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân", "hội đồng bộ trưởng", "ubnd", "hđnd"}

var stateNames = []string{"cộng hòa xã hội chủ nghĩa việt nam", "cộng hoà xã hội chủ nghĩa việt nam", "chxhcn việt nam"}

var levels = []string{"tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu", "tp.", "tp"}

// afterIssuer are the words, in small letters, that begin what follows an
// issuer: the title ("quy định", "về"), or the sentence's own verb.
var afterIssuer = wordSet(`quy về hướng sửa bổ ban phê thực triển thành công điều bãi thay giao tiếp tăng đẩy xử cho được đã là có để nhằm thì
từ đến kể tại theo trong trên ngày năm khóa khoá nhiệm kèm hợp đính hết nêu này thông kết chấp cấp cử giải quyết quản bị và hoặc hay với bằng
tổ đối do khi nếu như vào ra phân bảo đảm xác kiểm chỉ chưa không nay phải sau trước vừa mới gồm bao cũng cùng yêu đề gửi liên quan lần số
đồng còn hiện gia kiện rà phối hỗ tham trình tạm tuyển đặt đạt ký gắn mang đúng kịp đổi nâng ưu khuyến thí xây phát chuyển thu miễn giảm bồi đào thi dừng hủy huỷ sắp`)

// afterInCapitals are those that no name of a place begins with, for titles all
// in capitals: "ĐỒNG NAI VỀ".
var afterInCapitals = wordSet("về quy ban sửa bãi phê hướng ngày khóa khoá năm cho thực triển được và")

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// issuer reads the body at at, after "của". Where a table knows the body, it
// ends with it and its place; else at the first word that a title or a verb
// begins with. joint: more bodies may follow, joined by "và", "," and "-".
func (f *finder) issuer(at int, joint bool) office {
	end := f.body(at)
	if end == 0 {
		return office{}
	}
	if of := anyPhrase(f.low, skip(f.low, end), []string{"lâm thời", "cách mạng lâm thời"}); of > 0 {
		end = of // "Chủ tịch Chính phủ lâm thời"
	}
	for joint {
		next := f.nextBody(end)
		if next == 0 {
			break
		}
		end = next
	}
	if end > 0 && strings.HasSuffix(f.text[at:end], "Bộ Chính trị") {
		// "Kết luận số 1 của Bộ Chính trị, Ban Bí thư"
		if next := skip(f.low, end); next < len(f.low) && f.low[next] == ',' {
			if both := phrase(f.low, skip(f.low, next+1), "ban bí thư"); both > 0 {
				end = both
			}
		}
	}
	name := fold(f.text[at:end])
	if allUpper(name) && strings.Contains(name, " ") {
		name = gazetteer.NormalCase(name)
	}
	return office{name, end}
}

// nextBody reads ", Bộ Y tế" or " và Bộ Công an" at end; 0 if none follows.
func (f *finder) nextBody(end int) int {
	at := skip(f.low, end)
	for _, sep := range []string{",", "-", "–"} {
		if strings.HasPrefix(f.low[at:], sep) {
			at = skip(f.low, at+len(sep))
			break
		}
	}
	if and := phrase(f.low, at, "và"); and > 0 {
		at = skip(f.low, and)
	}
	if at >= len(f.low) || at == skip(f.low, end) || !isUpper(f.text, at) {
		return 0
	}
	if t, _ := gazetteer.LongestType(f.text[at:]); t != nil {
		return 0
	}
	return f.body(at)
}

func (f *finder) body(at int) int {
	end := 0
	if session := phrase(f.low, at, "hội nghị lần thứ"); session > 0 {
		// "Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng"
		if ordinal := wordEnd(f.low, skip(f.low, session)); isUpper(f.text, at) {
			end, at = ordinal, skip(f.low, ordinal)
		}
	}
	for {
		head := anyPhrase(f.low, at, offices)
		if head == 0 || end == 0 && !isUpper(f.text, at) {
			break
		}
		end = head
		at = skip(f.low, head)
		if state := phrase(f.low, at, "nước"); state > 0 {
			// "Chủ tịch nước Cộng hòa xã hội chủ nghĩa Việt Nam"
			end = state
			if name := anyPhrase(f.low, skip(f.low, state), stateNames); name > 0 {
				end = name
			}
			return end
		}
		if at < len(f.low) && f.low[at] == ',' {
			if next := skip(f.low, at+1); anyPhrase(f.low, next, offices) > 0 && isUpper(f.text, next) {
				at = next // "Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc"
			}
		}
	}
	if council := anyPhrase(f.low, at, councils); council > 0 && end > 0 {
		// "Chủ tịch ủy ban nhân dân thành phố": a font without the capital, or a typist
		if after := f.placeAfter(council, true); after > 0 {
			return after
		}
		return council
	}
	if at >= len(f.text) || !isUpper(f.text, at) {
		return end
	}
	if t, _ := gazetteer.LongestType(f.text[at:]); t != nil {
		return end
	}
	if b, n := gazetteer.LongestBody(f.text[at:]); b != nil {
		if after := f.placeAfter(at+n, b.Level != "central"); after > 0 {
			return after
		}
		if !f.goesOn(at + n) {
			return at + n
		}
	}
	if run := f.unknownBody(at); run > 0 {
		return run
	}
	return end
}

// goesOn says whether the name of a body that a table knows is the beginning of
// a longer one: "Thanh tra Chính phủ", "Bộ Tổng Tham mưu Quân đội". A word in a
// capital must follow, with nothing but a blank before it.
func (f *finder) goesOn(at int) bool {
	next := skip(f.low, at)
	if next == at || next >= len(f.low) || strings.IndexByte(f.low[at:next], '\n') >= 0 || !isUpper(f.text, next) || allUpper(f.text[wordBefore(f.text[:at], at):at]) {
		return false
	}
	if t, _ := gazetteer.LongestType(f.text[next:]); t != nil {
		return false
	}
	return !afterIssuer[f.low[next:wordEnd(f.low, next)]]
}

// placeAfter reads the place of a body, "tỉnh Hưng Yên" or "Hưng Yên", at at;
// 0 if none follows. bare: a name without its level is taken.
func (f *finder) placeAfter(at int, bare bool) int {
	i := skip(f.low, at)
	if i == at {
		return 0
	}
	if level := anyPhrase(f.low, i, levels); level > 0 {
		if name := f.names3(skip(f.low, level)); name > 0 {
			return name
		}
		return level
	}
	if !bare {
		return 0
	}
	return f.names3(i)
}

// names3 reads up to four words in capitals at at, which no type begins.
func (f *finder) names3(at int) int {
	if end := f.knownPlace(at); end > 0 {
		return end
	}
	if b, _ := gazetteer.LongestBody(f.text[min(at, len(f.text)):]); b != nil {
		return 0 // the next line of a head: "... CỦA HỘI ĐỒNG NHÂN DÂN TỈNH" / "HỘI ĐỒNG NHÂN DÂN TỈNH ..."
	}
	end := 0
	before := trimRight(f.text, at)
	stops := afterIssuer
	if w := f.text[wordBefore(f.text[:before], before):before]; allUpper(w) {
		stops = afterInCapitals
	}
	for range 4 {
		if at >= len(f.text) || !isUpper(f.text, at) {
			break
		}
		if t, _ := gazetteer.LongestType(f.text[at:]); t != nil {
			break
		}
		word := wordEnd(f.low, at)
		if stops[f.low[at:word]] || word == at {
			break
		}
		end = word
		if next := skip(f.low, word); next > word && !strings.Contains(f.low[word:next], "\n\n") {
			at = next
			continue
		}
		break
	}
	return end
}

// knownPlace gives the end of the longest place of the table at at, 0 if none
// is there: some have a word that begins titles too, "Gia Lai", "Lâm Đồng".
func (f *finder) knownPlace(at int) int {
	best := 0
	for i, words := at, 0; words < 4 && i < len(f.text) && isUpper(f.text, i); words++ {
		word := wordEnd(f.text, i)
		if words > 0 && gazetteer.IsPlace(fold(f.text[at:word])) {
			best = word
		}
		i = skip(f.text, word)
		if i == word {
			break
		}
	}
	return best
}

// unknownBody reads words from the capital at at until one that begins a title
// or a verb.
func (f *finder) unknownBody(at int) int {
	end := 0
	first := f.text[at:wordEnd(f.text, at)]
	caps := allUpper(first) && utf8.RuneCountInString(first) > 1 // UBND, or a title in capitals
	if !caps && !bodyHeads[f.low[at:at+len(first)]] && !moreHeads[f.low[at:at+len(first)]] {
		return 0 // "của Người ký"
	}
	for range longestOffice {
		word := wordEnd(f.low, at)
		if word == at {
			break
		}
		small := !isUpper(f.text, at)
		w := f.low[at:word]
		if place := f.knownPlace(at); place > 0 && end > 0 {
			end = place
			if at = skip(f.low, place); at == place {
				return end
			}
			continue
		}
		if (small || caps && end > 0) && afterIssuer[w] && !f.inside(end, w) {
			if w != "và" || !f.joins(word) {
				break
			}
		}
		if !small && end > 0 {
			if t, n := gazetteer.LongestType(f.text[at:]); t != nil && n > len(w) && !bodyWords[t.Name] {
				break
			}
		}
		end = word
		next := skip(f.low, word)
		if next >= len(f.low) {
			break
		}
		switch {
		case f.low[next] == ',':
			after := skip(f.low, next+1)
			if after == next+1 || !f.joins(next+1) {
				return end
			}
			at = after
		case f.low[next] == '-':
			after := skip(f.low, next+1)
			if after >= len(f.text) || !isUpper(f.text, after) {
				return end
			}
			at = after
		case next > word:
			at = next
		default:
			return end
		}
	}
	return end
}

// bodyWords are types whose names stand inside the names of bodies: "Ban Quản
// lý Dự án".
var bodyWords = map[string]bool{"Dự án": true, "Đề án": true, "Chương trình": true, "Quy hoạch": true, "Tiêu chuẩn": true, "Hợp đồng": true}

// inside says whether w is the second half of a word of a body's name, which
// ends at end: "Ủy ban", "Hội đồng", "Thường trực".
func (f *finder) inside(end int, w string) bool {
	if end == 0 {
		return false
	}
	before := f.low[wordBefore(f.low[:end], end):end]
	switch w {
	case "ban":
		return before == "ủy" || before == "uỷ" || before == "trưởng"
	case "đồng":
		return before == "hội"
	case "điều":
		return false
	case "công":
		return before == "tổng" || before == "tài" || before == "sản"
	case "tổ":
		return before == "ban"
	case "số":
		return before == "chuyển" || before == "đổi"
	case "tham":
		return before == "tổng"
	case "quản", "thanh", "kiểm", "đào", "phát", "xây", "bảo", "giao", "hợp", "thông", "thi", "chuyển", "thu", "tuyển", "đổi", "gia":
		return before == "và" || before == "cục" || before == "liên"
	case "quan":
		return before == "hải" || before == "cơ" || before == "liên"
	}
	return false
}

// joins says whether a word in a capital that is neither a type nor a body of
// its own follows at at: "và" in "Sở Văn hóa và Thể thao".
func (f *finder) joins(at int) bool {
	next := skip(f.low, at)
	if next >= len(f.text) || !isUpper(f.text, next) {
		return false
	}
	if t, _ := gazetteer.LongestType(f.text[next:]); t != nil {
		return false
	}
	if parts[f.low[next:wordEnd(f.low, next)]] {
		return false // "Luật Xử lý vi phạm hành chính và Điều 28a ..."
	}
	b, _ := gazetteer.LongestBody(f.text[next:])
	return b == nil && anyPhrase(f.low, next, offices) == 0 && !bodyHeads[f.low[next:wordEnd(f.low, next)]]
}

var parts = wordSet("điều khoản điểm chương mục phụ")

var bodyHeads = wordSet("bộ sở cục vụ ban ủy uỷ hội tổng viện tòa toà phòng chi ngân thanh ubnd hđnd mttq huyện tỉnh đảng quận trường")

// moreHeads begin bodies too, but stand inside the names of others.
var moreHeads = wordSet(`đảng đoàn trung liên học trường bệnh công tập nhà huyện tỉnh thành quận thị xã quân thường cơ bảo kiểm đài thông báo văn mặt
tư thủ chủ thống chính quốc bí giám kho cụm khu đại hiệp`)

// isJoint says whether several bodies issue instruments of m's kind.
func isJoint(m *found) bool {
	if strings.Contains(m.typ, "liên") || m.typ == "" {
		return true
	}
	n, ok := number.Parse(m.number)
	return ok && strings.Count(n.Symbol, "-")+strings.Count(n.Symbol, "/") > 1 && n.Type != ""
}
