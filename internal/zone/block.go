package zone

import "strings"

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
	last := -1
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
		if b.done(i, kinds) {
			break
		}
	}
	if last < 0 || !b.recipientsFirst() && b.names == 0 && !b.marked {
		return -1
	}
	for i := range b.lines[:last+1] {
		if b.lines[i].Kind == "" {
			b.lines[i].Kind = kinds[i]
		}
	}
	return last
}

func (b *block) recipientsFirst() bool {
	return opensRecipients(b.lines[0].Text)
}

// done says whether the block is at its end behind line i: as many names as
// heads, and neither another authority nor the recipients follow soon.
func (b *block) done(i int, kinds []Kind) bool {
	if b.names == 0 || (kinds[i] == Authority || kinds[i] == Position) && b.waiting(kinds[:i+1]) && b.nameFollows(i) {
		return false // the next signer of a joint act
	}
	for j := i + 1; j < len(b.lines) && j <= i+6; j++ {
		l := &b.lines[j]
		if l.Kind != "" || isRule(l.Text) || signedMark(l.Text) {
			continue
		}
		if AuthorityMark(l.Text) > 0 || l.Column > 0 || opensRecipients(l.Text) || j == i+1 && b.nextBody(j) {
			return false
		}
		if b.recipients && isItem(l.Text) && !b.kept {
			return false
		}
		if j == i+1 && (isPosition(l.Text) || isName(l.Text) && b.waiting(kinds[:i+1])) {
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

// signerIndent is how many blanks stand at least before a name in the right
// column of a page kept as plain text.
const signerIndent = 20

// kind is the part of line i of the block, "" where the block ends.
func (b *block) kind(i int, kinds []Kind) Kind {
	l := &b.lines[i]
	switch {
	case isCaps(l.Text) && len(l.Text) < 60 && copyMark(fold(l.Text)):
		return ""
	case signatureStamp(l.Text):
		return Stamp // a cell beside the recipients
	case opensRecipients(l.Text):
		if b.recipients {
			return ""
		}
		b.recipients = true
		b.kept = strings.Contains(l.Text, "Lưu") // the whole list on one line
		return Recipients
	case strings.HasPrefix(l.Text, proofMark):
		if l.Column == 0 {
			return ""
		}
		return Authentic // beside the recipients
	case AuthorityMark(l.Text) > 0:
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
	case (b.names > 0 || i == 0) && b.nextBody(i), i == 0 && b.besideAuthority():
		return Authority
	}
	above := b.above(i, kinds)
	signing := above == Authority || above == Position || above == SignedMark
	if b.recipients && b.names == 0 && b.heads > 0 && (b.kept || l.tab || l.indent >= signerIndent) && b.columns(i) && l.Column == 0 && isName(l.Text) {
		// "- Lưu: VT.           PHÓ CHỦ TỊCH", and lower down, alone on its line
		// under the right column, the name.
		l.Column = 1
		b.names++
		return Name
	}
	if b.recipients && b.names == 0 && b.heads > 0 && l.Box == nil && !b.columns(i) && isName(l.Text) && familyName(firstWord(l.Text[Rank(l.Text):])) {
		// The lines of the two columns one after the other: the name stands alone
		// between two receivers.
		b.names++
		return Name
	}
	if isItem(l.Text) && b.recipients {
		b.kept = b.kept || strings.Contains(l.Text, "Lưu")
		return Recipients
	}
	if (signing || above == Name) && isName(l.Text) && (b.names == 0 || signing || b.waiting(kinds[:i]) || l.Column > 0) {
		b.names++
		return Name
	}
	if signing && isCaps(l.Text) && len(l.Text) < 120 && !strings.ContainsAny(l.Text, "0123456789") &&
		(!l.Gap || i+1 < len(b.lines) && l.Box == nil && isName(b.lines[i+1].Text) && titleOf(l.Text) == 0) {
		// An authority or position over two lines: "TM. ỦY BAN NHÂN DÂN" / "TỈNH ...".
		// For the head of a body signs somebody whose position no table need have:
		// "TL. CHỦ TỊCH" / "CÔNG CHỨC VĂN PHÒNG".
		if over := b.lineAbove(i, kinds); above == Authority && over != nil && forHead(over.Text) && !OpensBody(l.Text) {
			b.heads++
			return Position
		}
		return above
	}
	if b.recipients && above != Name && !signing && len(l.Text) < 250 {
		if b.kept && isCaps(l.Text) && (l.Gap || OpensBody(l.Text)) {
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

// lineAbove is the line of authority or position right over line i in its
// column, nil if there is none.
func (b *block) lineAbove(i int, kinds []Kind) *Line {
	for j := i - 1; j >= 0; j-- {
		if (kinds[j] == Authority || kinds[j] == Position) && b.lines[j].Column == b.lines[i].Column {
			return &b.lines[j]
		}
	}
	return nil
}

// nextBody says whether line i names the body of the next signer of a joint
// paper, whose position and name stand below: "VIỆN KIỂM SÁT NHÂN DÂN" / "VIỆN
// TRƯỞNG" / name. Near miss: the head of an annex.
func (b *block) nextBody(i int) bool {
	l := &b.lines[i]
	if !isCaps(l.Text) || len(l.Text) > 120 || !OpensBody(l.Text) && !strings.HasPrefix(l.Text, "ĐẠI DIỆN ") {
		return false
	}
	positions := 0
	for j := i + 1; j < len(b.lines) && j <= i+4; j++ {
		next := &b.lines[j]
		switch {
		case next.Column != l.Column && next.Column > 0 || isRule(next.Text) || signedMark(next.Text):
		case isPosition(next.Text) && isCaps(next.Text):
			positions++
		case positions > 0 && isName(next.Text):
			return true
		case positions > 0 || !isCaps(next.Text):
			return false
		}
	}
	return false
}

// besideAuthority says whether the block starts with the body of one signer
// beside the authority of another.
func (b *block) besideAuthority() bool {
	return len(b.lines) > 1 && b.lines[1].Column > 0 && OpensBody(b.lines[0].Text) && isCaps(b.lines[0].Text) && AuthorityMark(b.lines[1].Text) > 0
}

// forHead says whether an authority line is complete: it names the mark of
// signing for the head of a body, and the head's position: "KT. CHỦ TỊCH". The
// name of a body may go on: "TM. ỦY BAN NHÂN DÂN" / "XÃ AN KHÊ", and so may "KT. BỘ
// TRƯỞNG," / "CHỦ NHIỆM ỦY BAN ...".
func forHead(s string) bool {
	n := AuthorityMark(s)
	if n == 0 || strings.HasPrefix(strings.ReplaceAll(s, "/", ""), "TM") || strings.HasSuffix(s, ",") {
		return false
	}
	_, length := positions.find(s[n:])
	return length > 0
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
		if isName(b.lines[j].Text) {
			return true
		}
		if len(b.lines[j].Text) > 40 {
			return false
		}
	}
	return false
}
