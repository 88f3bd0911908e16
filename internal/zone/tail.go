package zone

import (
	"slices"
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
		text := l.Text
		if l.Box == nil {
			text = strings.TrimLeft(text, "| ") // a cell of a table
		}
		switch {
		case text == "":
		case t.signed && !t.openRecipients(i):
			l.Kind = Annex
		case t.foreign && !strings.HasPrefix(l.Text, "XÁC THỰC"):
			l.Kind = Annex
		case t.annex < len(t.lines) && isMotto(fold(l.Text)), !t.foreign && t.otherPaper(i):
			t.foreign, l.Kind = true, Annex
		case isCaps(l.Text) && len(l.Text) < 60 && copyMark(fold(l.Text)):
			t.signed, l.Kind = true, Annex // who signs the copy signs not the document
		case strings.HasPrefix(text, proofMark):
			t.authenticate(i, body)
		case opensRecipients(text):
			if l.Box != nil && !t.signed {
				if signed, _ := t.beside(i); signed {
					t.signed, t.end = true, i+1
					continue
				}
			}
			i = t.block(i)
		case opensSignature(text), l.Box == nil && signatureCuts(text) != nil:
			i = t.block(i)
		case t.annex == len(t.lines) && opensAnnex(t.lines, i):
			t.annex = i
		case l.Box != nil && t.headBeside(i):
			if _, named := t.beside(i); named {
				t.signed, t.end = true, i+1
				continue
			}
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

// headBeside says whether the right half of line i is a position or authority in
// capitals, beside a heading of the recipients that cannot be read: "THẾ nh      CHỦ
// TỊCH".
func (t *tail) headBeside(i int) bool {
	l := t.lines[i]
	if l.Box[0] > 0.4 || l.Box[2] < 0.55 || len(l.Text) > 80 || !isCaps(l.Text[strings.LastIndexByte(l.Text, ' ')+1:]) || t.tried > mostBlocks {
		return false
	}
	cells := splitCells(l, t.page(l.Page))
	last := cells[len(cells)-1]
	return len(cells) == 2 && len(cells[0].Text) < 20 && !onlyWords(cells[0].Text) && last.Box != nil && last.Box[0] > 0.45 && isCaps(last.Text) && opensSignature(last.Text)
}

type tail struct {
	lines  []Line
	pages  []corpus.Page
	signed bool // the signature was found
	tried  int  // blocks read that were none
	// foreign says that an annex has begun that bears a head of its own, a form or
	// an attached draft: who signs behind it signs that.
	foreign bool
	end     int // index behind the signature block
	annex   int // index of the first line of the annexes; len(lines) if not seen
}

// openRecipients lets recipients that are printed behind the signature be read.
func (t *tail) openRecipients(i int) bool {
	return i < t.end+12 && opensRecipients(strings.TrimLeft(t.lines[i].Text, "| ")) && !t.has(Recipients)
}

func (t *tail) has(kind Kind) bool {
	for i := range t.lines {
		if t.lines[i].Kind == kind {
			return true
		}
	}
	return false
}

// opensRecipients says whether a line is the heading of the recipients, also as
// OCR leaves it: "-Vơi nhận:".
func opensRecipients(s string) bool {
	if len(s) > 160 || s == "" {
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
func opensSignature(s string) bool {
	if len(s) > 200 || s[0] == '-' || vntext.IsDigit(s[0]) {
		return false
	}
	if AuthorityMark(s) > 0 || bodyBeside(s) > 0 {
		return true
	}
	return (s[0] < 'a' || s[0] > 'z') && isPosition(s)
}

// bodyBeside is the byte of s where an authority starts beside the name of a
// body that signs as itself, 0 if s is not that: "CÔNG AN XÃ     TM. BAN THƯỜNG
// TRỰC".
func bodyBeside(s string) int {
	if !isCaps(s) || !OpensBody(s) {
		return 0
	}
	for at := 1; at < len(s); at++ {
		if (s[at-1] == ' ' || s[at-1] == '\t') && s[at] != ' ' && AuthorityMark(s[at:]) > 0 {
			return at
		}
	}
	return 0
}

// AuthorityMark is the length of the mark of authority at the start of a line,
// which must not be empty, with the space behind it; 0 if there is none: "TM. ",
// "T/M ", "KT.", "TUQ. ", "Q. ", "kt. " where a font lost its capitals.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 7; 36-HD/VPTW (T/M, K/T, T/L).
// Near miss: "TM" in a table, "Q. 1" for a district.
func AuthorityMark(s string) int {
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
	f := strings.Trim(fold(s), " ()[]/.*_")
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
		t.unmerge(from)
		t.splitMerged(from, min(len(t.lines), from+tailLines))
	}
	if t.lines[from].Box != nil && t.tried <= mostBlocks && !opensRecipients(t.lines[from].Text) {
		if order := t.signerColumns(from); order != nil {
			if b, last := t.readInOrder(order); last >= 0 {
				t.signed = t.signed || b.names > 0
				t.end = last + 1
				return last
			}
		}
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

// opensAnnex says whether the annexes start at line i: "PHỤ LỤC I" alone on
// its line, a form "Mẫu số 01" likewise, or the note "(Ban hành kèm theo Quyết định số ...)" under the title
// of an appended regulation. Near miss: "Phụ lục I ban hành kèm theo Thông tư
// này" inside a sentence.
func opensAnnex(lines []Line, i int) bool {
	s := lines[i].Text
	switch {
	case strings.HasPrefix(s, "PHỤ LỤC"):
		return isCaps(s) && len(s) < 40
	case strings.HasPrefix(s, "Phụ lục"):
		return len(s) < 22 && !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, ";")
	case strings.HasPrefix(s, "Mẫu số "), strings.HasPrefix(s, "MẪU SỐ "):
		return len(s) < 24 && !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, ";")
	case strings.HasPrefix(s, "(Ban hành kèm theo"), strings.HasPrefix(s, "(Kèm theo"), strings.HasPrefix(s, "(ban hành kèm theo"), strings.HasPrefix(s, "(kèm theo"):
		return true
	}
	return false
}

// proofMark heads the block that proves a consolidated text.
const proofMark = "XÁC THỰC VĂN BẢN HỢP NHẤT"

// authenticate marks the block that proves a consolidated text: its issuer,
// number, date and signature stand around line at.
// Source: Pháp lệnh 01/2012/UBTVQH13, Điều 7.
func (t *tail) authenticate(at, body int) {
	end := min(len(t.lines), at+25)
	t.lines = splitRange(t.lines, at, end, t.pages)
	rest, _ := strings.CutPrefix(t.lines[at].Text, proofMark) // a gap on the page can have cut the mark itself
	if rest = strings.TrimLeft(rest, " "); rest != "" && len(rest) < len(t.lines[at].Text) && (opensSignature(rest) || signatureCuts(rest) != nil) {
		// The cells of the block on one line.
		t.lines = slices.Concat(t.lines[:at:at], t.pieces(t.lines[at], []int{len(proofMark)}), t.lines[at+1:])
	}
	t.lines[at].Kind, t.foreign = Authentic, false
	for i := at - 1; i >= max(body, at-8); i-- {
		l := &t.lines[i]
		if l.Kind == RunningHead || l.Kind == Rule {
			continue
		}
		kind := kindInProof(l.Text)
		if kind == "" {
			break
		}
		l.Kind = kind
	}
	for i := at + 1; i < min(len(t.lines), at+20); i++ {
		l := &t.lines[i]
		if l.Kind == RunningHead {
			continue
		}
		kind := kindInProof(l.Text)
		switch {
		case kind == Authentic && (opensSignature(l.Text) || opensRecipients(l.Text)):
			return // the loop over the lines reads it
		case (kind == "" || kind == Authentic) && isMotto(fold(l.Text)):
			kind = Motto
		case kind == "":
			return
		}
		l.Kind = kind
	}
}

// kindInProof is the kind of a line of the block that proves a consolidated
// text, "" where the line is none of it.
func kindInProof(text string) Kind {
	folded := fold(text)
	switch {
	case numberLine(folded):
		return AuthNumber
	case isPlaceDate(text, folded):
		return AuthDate
	case isRule(text):
		return Rule
	case isCaps(text) && len(text) < 120:
		return Authentic
	}
	return ""
}

// adoption marks the clause that tells when an act of the National Assembly
// was passed: the last lines of the body that say "Luật này được Quốc hội ...
// thông qua ngày ...", on one line or broken over several.
func (t *tail) adoption(body int) {
	seen := 0
	for i := len(t.lines) - 1; i >= body && seen < 60; i-- {
		l := &t.lines[i]
		if l.Kind != Body {
			continue
		}
		seen++
		if !opensAdoption(l.Text) {
			continue
		}
		for j, n := i, 0; j < len(t.lines) && n < 4; j++ {
			next := &t.lines[j]
			if next.Kind != Body {
				if next.Kind == RunningHead {
					continue
				}
				break
			}
			next.Kind = Adoption
			n++
			if strings.HasSuffix(next.Text, ".") || strings.HasSuffix(next.Text, "./") {
				break
			}
		}
		return
	}
}

// opensAdoption says whether a line starts as the clause does: "Nghị quyết này
// được Ủy ban Thường vụ Quốc hội ...", "Luật này đã được Quốc hội ...".
func opensAdoption(s string) bool {
	_, n := gazetteer.LongestType(s)
	if n == 0 {
		return false
	}
	rest, ok := strings.CutPrefix(strings.Join(strings.Fields(s[n:min(len(s), n+400)]), " "), "này ")
	if !ok {
		return false
	}
	rest = strings.TrimPrefix(rest, "đã ")
	return strings.HasPrefix(rest, "được ") && (strings.Contains(rest, "Quốc hội") || strings.Contains(rest, "Hội đồng nhân dân") || strings.Contains(rest, "thông qua"))
}
