package extract

import (
	"strconv"
	"strings"
	"time"

	"vanthu/corpus"
	"vanthu/internal/date"
	"vanthu/internal/vntext"
)

// readEffective reads the day on which the document enters into force: "Thông
// tư này có hiệu lực thi hành kể từ ngày ...". Where a sentence starts so, it
// is the document's own; "khoản 3 Điều 86 của Luật này có hiệu lực ..." speaks of
// a part, or of the law that a quoted amendment changes. Other instruments in
// force are no answer: "Quyết định này có hiệu lực kể từ ngày ký" in a law, nor is
// the article on entry into force that an amendment puts into another act.
func (r *reader) readEffective() {
	text := r.sheet.Flow.Text
	const mark = "hiệu lực"
	quoted := quotations(text)
	inside := -1
	for at := 0; ; {
		i := strings.Index(text[at:], mark)
		if i < 0 {
			break
		}
		i += at
		at = i + len(mark)
		for len(quoted) > 0 && quoted[0].end < i {
			quoted = quoted[1:]
		}
		line := text[max(0, i-400):i]
		line = line[strings.LastIndexByte(line, '\n')+1:]
		if len(quoted) > 0 && quoted[0].start < i || strings.LastIndex(line, "“") > strings.LastIndex(line, "”") {
			continue // "Nghị định này" is the one that is amended
		}
		own, opens := ownForce(text[max(0, i-400):i], r.record.Type.Or(""))
		switch {
		case own && opens && r.inForce(text, at):
			return
		case own && !opens && inside < 0:
			inside = at
		}
	}
	if inside >= 0 {
		r.inForce(text, inside)
	}
}

// ownForce says whether the words before "hiệu lực" speak of this document,
// "Nghị định này có ", "Thông tư có ", and whether a sentence opens with them.
func ownForce(before, kind string) (own, opens bool) {
	before, ok := cutWord(before, "có")
	if !ok {
		return false, false
	}
	if passed, ok := cutWord(before, "và"); ok && kind != "" {
		// "Nghị quyết này được Hội đồng nhân dân tỉnh thông qua ngày ... và có
		// hiệu lực từ ngày ...".
		sentence := strings.TrimLeft(passed[strings.LastIndexAny(passed, ".\n")+1:], " ")
		own := strings.HasPrefix(vntext.Key(sentence), vntext.Key(kind+" này được")) || strings.HasPrefix(vntext.Key(sentence), vntext.Key(kind+" này đã được"))
		return own, own
	}
	before, this := cutWord(before, "này")
	// A joint act calls itself by the plain type: "Nghị quyết này".
	for _, name := range [...]string{kind, strings.TrimSuffix(kind, " liên tịch"), "văn bản"} {
		if name == "" {
			continue
		}
		at := len(before) - len(name)
		if at < 0 || vntext.Key(before[at:]) != vntext.Key(name) || !this && name != kind {
			continue
		}
		lead := strings.TrimRight(before[:at], " \t\u00a0")
		return true, lead == "" || strings.ContainsAny(lead[len(lead)-1:], ".\n;:)")
	}
	return this && kind == "", false
}

// cutWord takes a word off the end of s, in any case.
func cutWord(s, word string) (string, bool) {
	s = strings.TrimRight(s, " \n\t\u00a0")
	at := len(s) - len(word)
	if at < 0 || !strings.EqualFold(s[at:], word) {
		return s, false
	}
	return strings.TrimRight(s[:at], " \n\t\u00a0"), true
}

// inForce reads what follows "có hiệu lực" at byte at of the flow: "thi hành kể
// từ ngày 15 tháng 3 năm 2026", "từ ngày ký ban hành", "sau 45 ngày, kể từ ngày ký".
func (r *reader) inForce(text string, at int) bool {
	w := words{text: text, at: at}
	w.skip("thi")
	w.skip("hành")
	days := w.delay()
	w.skip("kể", "bắt", "tính")
	w.skip("đầu")
	w.skip("từ")
	w.hour()
	if !w.skip("ngày") && !strings.HasPrefix(w.text[w.start():], "ngày") {
		// "có hiệu lực từ 01/7/2021"
		if d, ok := date.Scan(text, w.start()); !ok || d.Impossible || d.Precision != date.Day || days > 0 {
			return false
		}
		w.last = w.start()
	}
	from := w.last
	if days == 0 {
		if d, ok := date.Scan(text, from); ok && !d.Impossible && d.Precision == "day" {
			r.record.Effective = r.fieldOf(d.Value, r.sheet.Flow.Spans(d.Start, d.End), 0.93, corpus.EvidenceBody)
			return true
		}
	}
	back := w
	if w.skip("được") {
		w.body()
	}
	event := w.skip("ký", "kí", "thông", "ban")
	if !event {
		w = back
	}
	if r.record.Issued.Value == nil || !event {
		// "sau 45 ngày, kể từ ngày đăng Công báo": a day that the text does not tell.
		if event || w.skip("đăng", "công", "được", "Quốc", "có") {
			if s, ok := r.spanOf(from, w.at); ok && !r.noted(corpus.Finding{Code: "effective-relative", Page: s.Page, Start: s.Start, End: s.End}) {
				r.findings = append(r.findings, corpus.Finding{
					Code: "effective-relative", Message: "the day of entry into force depends on one that the text does not tell: " + strconv.Quote(oneLine(text[from:w.at])),
					Page: s.Page, Start: s.Start, End: s.End,
				})
			}
		}
		return false
	}
	w.skip("qua", "ban", "hành")
	w.skip("hành")
	value := later(*r.record.Issued.Value, days)
	r.record.Effective = r.fieldOf(value, r.sheet.Flow.Spans(from, w.at), min(0.9, r.record.Issued.Confidence), corpus.EvidenceBody)
	return true
}

// words walks over the words of text from byte at on.
type words struct {
	text string
	at   int // behind the last word taken
	last int // start of the last word taken
}

// start is the byte of the next word.
func (w *words) start() int {
	i := w.at
	for i < len(w.text) && strings.IndexByte(" \n\t,", w.text[i]) >= 0 {
		i++
	}
	return i
}

// next is the next word without points behind it, and its bytes.
func (w *words) next() (word string, start, end int) {
	start = w.start()
	end = start
	for end < len(w.text) && strings.IndexByte(" \n\t,.;:/", w.text[end]) < 0 {
		end++
	}
	return w.text[start:end], start, end
}

// skip takes the next word if it is one of options.
func (w *words) skip(options ...string) bool {
	word, start, end := w.next()
	for _, o := range options {
		if vntext.Term(word) == o {
			w.last, w.at = start, end
			return true
		}
	}
	return false
}

// hour takes "00 giờ", "0 giờ 00 phút".
func (w *words) hour() {
	back := *w
	word, _, end := w.next()
	if _, err := strconv.Atoi(word); err != nil {
		return
	}
	w.at = end
	if !w.skip("giờ") {
		*w = back
		return
	}
	back = *w
	if word, _, end := w.next(); word != "" {
		w.at = end
		if !w.skip("phút") {
			*w = back
		}
	}
}

// body takes the words before "thông qua" that name who passes the act: "được
// Quốc hội thông qua".
func (w *words) body() {
	back := *w
	for range 8 {
		word, _, end := w.next()
		if vntext.Term(word) == "thông" {
			return
		}
		w.at = end
	}
	*w = back
}

// spelled are the numbers of days that acts write in words.
var spelled = map[string]int{
	"năm": 5, "bảy": 7, "mười": 10, "mười lăm": 15, "hai mươi": 20, "ba mươi": 30, "bốn mươi lăm": 45, "bốn lăm": 45, "sáu mươi": 60, "chín mươi": 90,
}

// delay takes "sau 45 ngày", "sau mười lăm ngày", "sau 10 (mười) ngày" and gives
// the days, 0 if it is not there.
func (w *words) delay() int {
	back := *w
	if !w.skip("sau") {
		return 0
	}
	days := 0
	var inWords []string
	for range 8 {
		if w.skip("ngày") {
			if days == 0 {
				days = spelled[strings.Join(inWords, " ")]
			}
			if days == 0 {
				break
			}
			return days
		}
		word, _, end := w.next()
		w.at = end
		word = strings.Trim(word, "()")
		if n, err := strconv.Atoi(word); err == nil && n > 0 && days == 0 {
			days = n
			continue
		}
		inWords = append(inWords, vntext.Term(word))
	}
	*w = back
	return 0
}

// later is the ISO date days after an ISO date.
func later(iso string, days int) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil || days == 0 {
		return iso
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}
