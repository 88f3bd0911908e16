package zone

import (
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// tailLines bounds the block of signature and recipients behind its first line.
const tailLines = 80

// mostBlocks bounds how often cells are parted in search of the signature, so
// that a table of positions as long as a book costs no more than it holds.
const mostBlocks = 40

// markTail gives the lines behind the head their parts. The signature is the
// first block of authority or position with a name: annexes and forms follow
// it, with heads and signers of their own.
func markTail(lines []Line, body int, pages []corpus.Page) []Line {
	t := tail{lines: lines, pages: pages, annex: len(lines)}
	for i := body; i < len(t.lines); i++ {
		l := &t.lines[i]
		if l.Kind != "" {
			continue
		}
		switch {
		case t.signed && !t.openRecipients(i):
			l.Kind = Annex
		case strings.HasPrefix(l.Text, "XÁC THỰC VĂN BẢN HỢP NHẤT"):
			t.authenticate(i, body)
		case t.opensRecipients(l.Text):
			if l.Box != nil && !t.signed && t.beside(i) {
				t.signed, t.end = true, i+1
				continue
			}
			i = t.block(i)
		case t.opensSignature(l.Text):
			i = t.block(i)
		case t.annex == len(t.lines) && opensAnnex(t.lines, i):
			t.annex = i
		}
		if l := &t.lines[min(i, len(t.lines)-1)]; l.Kind == "" {
			l.Kind = Body
			if i >= t.annex {
				l.Kind = Annex
			}
		}
	}
	t.adoption(body)
	return t.lines
}

type tail struct {
	lines  []Line
	pages  []corpus.Page
	signed bool // the signature was found
	tried  int  // blocks read that were none
	end    int  // index behind the signature block
	annex  int  // index of the first line of the annexes; len(lines) if not seen
}

// openRecipients lets recipients that are printed behind the signature be read.
func (t *tail) openRecipients(i int) bool {
	return i < t.end+12 && t.opensRecipients(t.lines[i].Text) && !t.has(Recipients)
}

func (t *tail) has(kind Kind) bool {
	for i := range t.lines {
		if t.lines[i].Kind == kind {
			return true
		}
	}
	return false
}

func (t *tail) opensRecipients(s string) bool {
	if len(s) > 160 {
		return false
	}
	switch s[0] {
	case 'N', '*', 'n', '-', 'V':
	default:
		return false
	}
	s = strings.TrimLeft(s, "*_- ")
	for _, mark := range [...]string{"Nơi nhận", "NƠI NHẬN", "Nơi Nhận", "Nơi gửi", "Noi nhận", "Nơi nhân", "Vơi nhận"} {
		if strings.HasPrefix(s, mark) {
			return true
		}
	}
	return false
}

// opensSignature is a quick look whether a line can be the first of a
// signature: an authority ("TM. CHÍNH PHỦ", "T/M BAN THƯỜNG VỤ"), or a position
// in capitals alone on its line.
func (t *tail) opensSignature(s string) bool {
	if len(s) > 200 || s[0] >= 'a' && s[0] <= 'z' || s[0] == '-' || s[0] >= '0' && s[0] <= '9' {
		return false
	}
	if authority(s) > 0 {
		return true
	}
	return isPosition(s)
}

// authority is the length of the mark of authority at the start of a line with
// the space behind it, 0 if there is none: "TM. ", "T/M ", "KT.", "TUQ. ", "Q. ",
// "kt. " where a font lost its capitals.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 7; 36-HD/VPTW (T/M, K/T, T/L).
// Near miss: "TM" in a table, "Q. 1" for a district.
func authority(s string) int {
	switch s[0] {
	case 'T', 'K', 'Q', 't', 'k', 'q':
	default:
		return 0
	}
	for _, mark := range [...]string{
		"TM.", "T/M.", "T/M", "TM ", "KT.", "K/T.", "K/T", "KT/", "KT ", "TL.", "T/L.", "T/L", "TL/", "TL ", "TUQ.", "TUQ ", "T.U.Q", "Q.", "Q/",
		"T.M.", "T.M ", "K.T.", "K.T ", "KT,", "TM,", "TM/",
	} {
		if len(s) < len(mark)+3 || !strings.EqualFold(s[:len(mark)], mark) {
			continue
		}
		rest := strings.TrimLeft(s[len(mark):], " .\u00a0")
		if len(rest) < 3 || strings.ContainsAny(rest, "0123456789:;") || len(rest) > 160 {
			continue
		}
		if isCaps(rest) && s[0] < 'a' {
			return len(s) - len(rest)
		}
		if _, n := positions.find(rest); n > 0 || gazetteer.BodyByName(rest) != nil {
			return len(s) - len(rest)
		}
	}
	return 0
}

// AuthorityMark is the length of the mark of authority ("TM. ", "KT. ") at the
// start of s with the space behind it, 0 if there is none.
func AuthorityMark(s string) int { return authority(s) }

// isPosition says whether a line starts with a position and names nothing but
// it and its body: "CHỦ TỊCH QUỐC HỘI", "PHÓ GIÁM ĐỐC". In small letters, as fonts
// without capitals and some offices print it, nothing else may stand there:
// "Thứ trưởng", "thủ tướng chính phủ".
func isPosition(s string) bool {
	if isCaps(s) {
		_, n := positions.find(s)
		return n > 0 && !strings.HasSuffix(s, ":") && !strings.ContainsAny(s, "0123456789;")
	}
	if len(s) > 60 || strings.IndexByte(".,:;)", s[len(s)-1]) >= 0 {
		return false
	}
	_, n := positions.find(s)
	return n > 0 && (n == len(s) || gazetteer.BodyByName(s[n:]) != nil)
}

// signedMark knows what stands for the signature: "(Đã ký)", "( đã kí)", "(Ký tên,
// đóng dấu)", "(Đã ký và đóng dấu)".
func signedMark(s string) bool {
	if len(s) > 60 {
		return false
	}
	f := strings.Trim(vntext.Fold(s), " ()[]/.*_")
	for _, start := range [...]string{"da ky", "da ki", "ky ten", "ky, ", "signed"} {
		if rest, ok := strings.CutPrefix(f, start); ok {
			return rest == "" || s[0] == '(' || start == "ky, " || strings.HasSuffix(f, "dong dau")
		}
	}
	return false
}

// block reads signature and recipients that start at line from, which stand in
// two columns or one below the other. It returns the index of its last line,
// or from where the lines are no signature.
func (t *tail) block(from int) int {
	end := min(len(t.lines), from+tailLines)
	if t.tried++; t.tried > 20*mostBlocks {
		return from
	}
	if t.tried <= mostBlocks {
		t.lines = splitRange(t.lines, from, end, t.pages)
	}
	end = min(len(t.lines), from+tailLines)
	b := block{lines: t.lines[from:end]}
	last := b.read()
	if last < 0 {
		return from
	}
	if b.names > 0 || b.marked && b.heads > 0 {
		t.signed = true
		t.end = from + last + 1
	}
	return from + last
}

// A block is the run of lines from the first recipient or authority on.
type block struct {
	lines      []Line
	names      int  // names found
	heads      int  // authorities and positions found
	marked     bool // (Đã ký) found
	recipients bool // inside the list of recipients
	kept       bool // "Lưu:" was found: the list is at its end
}

// read marks the lines of the block and returns the index of the last one, -1
// if it is none: a position in capitals without name or mark of signing is a
// heading, and recipients without end are a list of the body.
func (b *block) read() int {
	last, lastSeen := -1, 0
	kinds := make([]Kind, len(b.lines))
	for i := range b.lines {
		l := &b.lines[i]
		if l.Kind == RunningHead || l.Kind == Stamp {
			kinds[i] = l.Kind
			continue
		}
		kind := b.kind(i, kinds)
		if kind == "" {
			break
		}
		kinds[i] = kind
		if kind != Rule {
			last = i
		}
		lastSeen = i
		if b.done(i, kinds) {
			break
		}
	}
	if last < 0 || !b.recipientsFirst() && b.names == 0 && !b.marked {
		return -1
	}
	_ = lastSeen
	for i := range b.lines[:last+1] {
		if b.lines[i].Kind == "" {
			b.lines[i].Kind = kinds[i]
		}
	}
	return last
}

func (b *block) recipientsFirst() bool {
	return (&tail{}).opensRecipients(b.lines[0].Text)
}

// done says whether the block is at its end behind line i: as many names as
// heads, and neither another authority nor the recipients follow soon.
func (b *block) done(i int, kinds []Kind) bool {
	if b.names == 0 {
		return false
	}
	for j := i + 1; j < len(b.lines) && j <= i+6; j++ {
		l := &b.lines[j]
		if l.Kind != "" || isRule(l.Text) || signedMark(l.Text) {
			continue
		}
		if authority(l.Text) > 0 || l.Column > 0 || (&tail{}).opensRecipients(l.Text) {
			return false
		}
		if b.recipients && isItem(l.Text) && !b.kept {
			return false
		}
		if j == i+1 && (isPosition(l.Text) || IsName(l.Text) && b.waiting(kinds[:i+1])) {
			return false
		}
		if !b.recipients {
			return true
		}
	}
	return !b.recipients || b.kept || i+1 >= len(b.lines)
}

// waiting says whether more blocks of authority and position were read than
// names: the names of a joint circular can stand behind all of them.
func (b *block) waiting(kinds []Kind) bool {
	groups, names := 0, 0
	prev := Kind("")
	for _, k := range kinds {
		switch k {
		case Authority:
			if prev != Authority {
				groups++
			}
		case Position:
			if prev != Authority && prev != Position {
				groups++
			}
		case Name:
			names++
		case Recipients, Rule, RunningHead, Stamp, SignedMark:
			continue
		}
		prev = k
	}
	return groups > names
}

// isItem says whether a line starts an item of a list.
func isItem(s string) bool {
	return s[0] == '-' || s[0] == '+' || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "—") || strings.HasPrefix(s, "•")
}

// kind is the part of line i of the block, "" where the block ends.
func (b *block) kind(i int, kinds []Kind) Kind {
	l := &b.lines[i]
	switch {
	case (&tail{}).opensRecipients(l.Text):
		if b.recipients {
			return ""
		}
		b.recipients = true
		return Recipients
	case authority(l.Text) > 0:
		b.heads++
		return Authority
	case isRule(l.Text):
		return Rule
	case signedMark(l.Text):
		b.marked = true
		return SignedMark
	case isPosition(l.Text) && len(l.Text) < 160:
		b.heads++
		return Position
	}
	above := b.above(i, kinds)
	signing := above == Authority || above == Position || above == SignedMark
	if isItem(l.Text) && b.recipients {
		b.kept = b.kept || strings.Contains(l.Text, "Lưu")
		return Recipients
	}
	if (signing || above == Name) && IsName(l.Text) && (b.names == 0 || signing || b.waiting(kinds[:i]) || l.Column > 0) {
		b.names++
		return Name
	}
	if signing && isCaps(l.Text) && len(l.Text) < 120 && !l.Gap && !strings.ContainsAny(l.Text, "0123456789") {
		// An authority or position over two lines: "TM. ỦY BAN NHÂN DÂN" / "TỈNH ...".
		return above
	}
	if b.recipients && above != Name && !signing && len(l.Text) < 250 {
		if b.kept && l.Gap && isCaps(l.Text) {
			return ""
		}
		b.kept = b.kept || strings.HasPrefix(l.Text, "Lưu")
		return Recipients
	}
	if b.recipients && l.Column == 0 && !b.kept && len(l.Text) < 160 {
		b.kept = strings.HasPrefix(l.Text, "Lưu")
		return Recipients
	}
	// OCR leaves scraps of the seal between position and name.
	if signing && b.names == 0 && len(l.Text) < 25 && i < len(b.lines)-1 && b.nameFollows(i) {
		return Stamp
	}
	return ""
}

// above is the part of the nearest line over i that belongs to the same
// column of the signature, or of the list.
func (b *block) above(i int, kinds []Kind) Kind {
	two := b.columns(i)
	for j := i - 1; j >= 0; j-- {
		switch kinds[j] {
		case Rule, RunningHead, Stamp:
			continue
		case Recipients:
			if two && b.lines[i].Column > 0 {
				continue
			}
		case Authority, Position, Name, SignedMark:
			if two && b.lines[i].Column == 0 && b.lines[j].Column > 0 && b.recipients {
				continue
			}
		}
		return kinds[j]
	}
	return ""
}

// columns says whether lines i and before stand in two columns.
func (b *block) columns(i int) bool {
	for j := 0; j <= i; j++ {
		if b.lines[j].Column > 0 {
			return true
		}
	}
	return false
}

func (b *block) nameFollows(i int) bool {
	for j := i + 1; j < len(b.lines) && j <= i+6; j++ {
		if IsName(b.lines[j].Text) {
			return true
		}
		if len(b.lines[j].Text) > 40 {
			return false
		}
	}
	return false
}

// opensAnnex says whether the annexes start at line i: "PHỤ LỤC I" alone on
// its line, or the note "(Ban hành kèm theo Quyết định số ...)" under the title
// of an appended regulation. Near miss: "Phụ lục I ban hành kèm theo Thông tư
// này" inside a sentence.
func opensAnnex(lines []Line, i int) bool {
	s := lines[i].Text
	switch {
	case strings.HasPrefix(s, "PHỤ LỤC"):
		return isCaps(s) && len(s) < 40
	case strings.HasPrefix(s, "Phụ lục"):
		return len(s) < 22 && !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, ";")
	case strings.HasPrefix(s, "(Ban hành kèm theo"), strings.HasPrefix(s, "(Kèm theo"), strings.HasPrefix(s, "(ban hành kèm theo"), strings.HasPrefix(s, "(kèm theo"):
		return true
	}
	return false
}

// authenticate marks the block that proves a consolidated text: its issuer,
// number, date and signature stand around line at.
// Source: Pháp lệnh 01/2012/UBTVQH13, Điều 7.
func (t *tail) authenticate(at, body int) {
	end := min(len(t.lines), at+25)
	t.lines = splitRange(t.lines, at, end, t.pages)
	t.lines[at].Kind = Authentic
	for i := at - 1; i >= max(body, at-8); i-- {
		l := &t.lines[i]
		if l.Kind == RunningHead || l.Kind == Rule {
			continue
		}
		folded := vntext.Fold(l.Text)
		switch {
		case numberLine(folded):
			l.Kind = AuthNumber
		case isPlaceDate(l.Text, folded):
			l.Kind = AuthDate
		case isRule(l.Text):
			l.Kind = Rule
		case isCaps(l.Text) && len(l.Text) < 120:
			l.Kind = Authentic
		default:
			i = 0
		}
	}
	for i := at + 1; i < min(len(t.lines), at+20); i++ {
		l := &t.lines[i]
		if l.Kind == RunningHead {
			continue
		}
		folded := vntext.Fold(l.Text)
		switch {
		case numberLine(folded):
			l.Kind = AuthNumber
		case isPlaceDate(l.Text, folded):
			l.Kind = AuthDate
		case isRule(l.Text):
			l.Kind = Rule
		case t.opensSignature(l.Text) || t.opensRecipients(l.Text):
			return // the loop over the lines reads it
		case isMotto(folded):
			l.Kind = Motto
		case isCaps(l.Text) && len(l.Text) < 120:
			l.Kind = Authentic
		default:
			return
		}
	}
}

// adoption marks the clause that tells when an act of the National Assembly
// was passed: the last line of the body that says "này được ... thông qua ngày".
func (t *tail) adoption(body int) {
	seen := 0
	for i := len(t.lines) - 1; i >= body && seen < 60; i-- {
		l := &t.lines[i]
		if l.Kind != Body && l.Kind != Annex {
			continue
		}
		if l.Kind == Body {
			seen++
		}
		if len(l.Text) < 500 && strings.Contains(l.Text, "thông qua") && strings.Contains(l.Text, "này") && strings.Contains(l.Text, "được") && strings.Contains(l.Text, "ngày") && l.Kind == Body {
			l.Kind = Adoption
			return
		}
	}
}
