package zone

import (
	"strings"
	"testing"

	"vanthu/corpus"
)

// page makes a page of text without geometry.
func page(number int, text string) corpus.Page {
	p := corpus.Page{Number: number, Text: text, Method: corpus.MethodText, Quality: 1}
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		p.Lines = append(p.Lines, corpus.Line{Start: at, End: at + len(line)})
		at += len(line) + 1
	}
	return p
}

// A cell of a drawn page: text and its box in hundredths of the page.
type cell struct {
	text       string
	left, top  float64
	right, low float64
}

// drawn makes a page with geometry; words share the width of their cell evenly.
func drawn(number int, cells ...cell) corpus.Page {
	p := corpus.Page{Number: number, Method: corpus.MethodOCR, Quality: 1}
	for i, c := range cells {
		if i > 0 {
			p.Text += "\n"
		}
		start := len(p.Text)
		p.Text += c.text
		box := corpus.Box{c.left / 100, c.top / 100, c.right / 100, c.low / 100}
		p.Lines = append(p.Lines, corpus.Line{Start: start, End: len(p.Text), Box: &box})
		// Two cells merged by the recogniser are written "left || right".
		if left, right, ok := strings.Cut(c.text, " || "); ok {
			p.Text = p.Text[:start] + left + " " + right
			p.Lines[len(p.Lines)-1].End = len(p.Text)
			middle := (c.left + c.right) / 2
			words(&p, start, left, corpus.Box{c.left / 100, box[1], (middle - 8) / 100, box[3]})
			words(&p, start+len(left)+1, right, corpus.Box{(middle + 8) / 100, box[1], c.right / 100, box[3]})
			continue
		}
		words(&p, start, c.text, box)
	}
	return p
}

func words(p *corpus.Page, start int, text string, box corpus.Box) {
	width := (box[2] - box[0]) / float64(len(text))
	at := 0
	for _, w := range strings.Fields(text) {
		at += strings.Index(text[at:], w)
		p.Words = append(p.Words, corpus.Word{
			Start: start + at, End: start + at + len(w), Confidence: 0.9,
			Box: corpus.Box{box[0] + width*float64(at), box[1], box[0] + width*float64(at+len(w)), box[3]},
		})
		at += len(w)
	}
}

// kinds is the sheet as "kind: text" lines.
func kinds(s Sheet) string {
	var b strings.Builder
	for _, l := range s.Lines {
		b.WriteString(string(l.Kind) + ": " + l.Text + "\n")
	}
	return b.String()
}

func TestCells(t *testing.T) {
	for _, c := range []struct {
		trap, line string
		want       []string
	}{
		{"a tab parts cells", "BỘ TÀI CHÍNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", []string{"BỘ TÀI CHÍNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}},
		{"OCR merged the cells", "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", []string{"ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}},
		{"OCR changed the mark too", "ỦY BAN NHÂN DÂN CỌNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", []string{"ỦY BAN NHÂN DÂN", "CỌNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}},
		{"the Party's motto", "HUYỆN ỦY MẪU ĐẢNG CỘNG SẢN VIỆT NAM", []string{"HUYỆN ỦY MẪU", "ĐẢNG CỘNG SẢN VIỆT NAM"}},
		{"number and date", "Số: 12/KH-UBND Hà Nội, ngày 03 tháng 4 năm 2025", []string{"Số: 12/KH-UBND", "Hà Nội, ngày 03 tháng 4 năm 2025"}},
		{"a short kind without a blank", "Số: 12/KH-UBND TP.Sông Hàn, ngày 03 tháng 4 năm 2025", []string{"Số: 12/KH-UBND", "TP.Sông Hàn, ngày 03 tháng 4 năm 2025"}},
		{"a long place", "Số: 12/KH-UBND Thành phố Hồ Chí Minh, ngày 03 tháng 4 năm 2025", []string{"Số: 12/KH-UBND", "Thành phố Hồ Chí Minh, ngày 03 tháng 4 năm 2025"}},
		{"a day beyond reading", "Số:44 /CT-UBND Quảng Ngãi, ngàu/{ tháng 5 năm 2021", []string{"Số:44 /CT-UBND", "Quảng Ngãi, ngàu/{ tháng 5 năm 2021"}},
		{"a blank number is one cell", "Số:        /QĐ-BNN", []string{"Số:        /QĐ-BNN"}},
		{"a blank day is one cell", "Hà Nội, ngày      tháng      năm 2024", []string{"Hà Nội, ngày      tháng      năm 2024"}},
		{"three cells", "Nơi nhận:     KT. BỘ TRƯỞNG     KT. BỘ TRƯỞNG", []string{"Nơi nhận:", "KT. BỘ TRƯỞNG", "KT. BỘ TRƯỞNG"}},
		{"a date inside a sentence", "thực hiện Kế hoạch số 36-KH/TU, ngày 14 tháng 11 năm 2024", []string{"thực hiện Kế hoạch số 36-KH/TU, ngày 14 tháng 11 năm 2024"}},
	} {
		p := page(1, c.line)
		l, _ := trimmed(&p, 0, len(c.line))
		var got []string
		for i, cell := range splitCells(l, &p) {
			if cell.Column != i || p.Text[cell.Start:cell.End] != cell.Text {
				t.Errorf("%s: cell %d: %+v", c.trap, i, cell)
			}
			got = append(got, cell.Text)
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q is cut into %q, want %q", c.trap, c.line, got, c.want)
		}
	}
}

func TestTitle(t *testing.T) {
	for line, want := range map[string]bool{
		"KẾ HOẠCH":    true,
		"THÔNG TƯ1":   true, // a footnote mark
		"THÔNG BÁ0":   true, // a figure for the letter
		"CHÍ THỊ":     true, // OCR for CHỈ THỊ
		"Thông tư":    true, // a font without capitals
		"QUYẾT ĐỊNH:": false,
		"QUYẾT ĐỊNH CHẤP THUẬN CHỦ TRƯƠNG ĐẦU TƯ":          true,
		"Nghị định của Chính phủ số 94/1998/NĐ-CP ngày":    true,
		"Quyết định số 12/QĐ-UBND ngày 3 tháng 4":          false,
		"Thông tư này quy định":                            false,
		"ỦY BAN NHÂN DÂN":                                  false,
		"Kế hoạch của tỉnh về phát triển nông nghiệp xanh": false,
	} {
		if got := titleOf(line) > 0; got != want {
			t.Errorf("%q is a title: %v, want %v", line, got, want)
		}
	}
}

func TestIsName(t *testing.T) {
	for name, want := range map[string]bool{
		"Nguyễn Văn Mẫu":              true,
		"NGUYỄN VĂN MẪU":              true,
		"Thượng tướng Trần Văn Mẫu":   true,
		"PGS.TS. Đỗ Thị Mẫu":          true,
		"Phạm Thị T":                  true, // the text breaks off
		"Y Bhiu Mẫu":                  true,
		"Như Điều 3":                  false,
		"Lưu VT":                      false,
		"Lưu Văn Mẫu":                 true,
		"Lưu Văn thư":                 false,
		"Lưu Hồ Sơ":                   false,
		"Văn phòng Chính phủ":         false,
		"Bộ Tài chính":                false,
		"BỘ TRƯỞNG":                   false,
		"Phó Giám đốc":                false,
		"(Đã ký)":                     false,
		"Mẫu":                         false,
		"TỈNH HƯNG YÊN":               false,
		"- Nguyễn Văn Mẫu; Trần Mẫu:": false,
	} {
		if got := isName(name); got != want {
			t.Errorf("%q is a name: %v, want %v", name, got, want)
		}
	}
}

func TestFlowIsWholeOverPages(t *testing.T) {
	pages := []corpus.Page{
		page(1, "THÔNG BÁO\nVề hồ sơ\n\nCăn cứ Nghị định số\n\n1"),
		page(2, "CÔNG BÁO/Số 849 + 850/Ngày 12-10-2021\n2\n\n30/2020/NĐ-CP của Chính phủ."),
	}
	s := Split(pages)
	if !strings.Contains(s.Flow.Text, "Nghị định số\n30/2020/NĐ-CP") {
		t.Errorf("the page border cuts the sentence: %q", s.Flow.Text)
	}
	if strings.Contains(s.Flow.Text, "CÔNG BÁO") {
		t.Errorf("the running head is in the flow: %q", s.Flow.Text)
	}
	at := strings.Index(pages[1].Text, "30/2020")
	offset, ok := s.Offset(2, at)
	if !ok || !strings.HasPrefix(s.Flow.Text[offset:], "30/2020") {
		t.Errorf("Offset(2, %d) = %d, %v", at, offset, ok)
	}
	if _, ok := s.Offset(2, 3); ok {
		t.Error("a byte of a running head has an offset in the flow")
	}
}

func TestPageNumberOfTextIsKept(t *testing.T) {
	// A single page may begin and end with figures of a table.
	s := Split([]corpus.Page{page(1, "12\nBÁO CÁO\nTình hình\n95")})
	if strings.Contains(kinds(s), string(RunningHead)) {
		t.Errorf("figures of a lone page are no running heads:\n%s", kinds(s))
	}
}

// The cells of the foot stand side by side and not level: the first line of the
// signature lies above the heading of the recipients, and was left to the body, so
// that a deputy lost KT. and a head his position.
func TestSignatureAboveRecipients(t *testing.T) {
	for name, c := range map[string]struct {
		foot []cell
		want string
	}{
		"deputy": {[]cell{
			{"KT. CHỦ TỊCH", 60, 40, 75, 41.5}, {"Nơi nhận:", 12, 41, 22, 42.3}, {"PHÓ CHỦ TỊCH", 60, 42, 76, 43.5},
			{"- Như Điều 3;", 12, 42.6, 24, 44}, {"- Lưu: VT.", 12, 44.2, 22, 45.6}, {"Trần Văn Mẫu", 59, 48, 76, 49.5},
		}, "authority: KT. CHỦ TỊCH\nrecipients: Nơi nhận:\nposition: PHÓ CHỦ TỊCH\nrecipients: - Như Điều 3;\nrecipients: - Lưu: VT.\nsigner name: Trần Văn Mẫu\n"},
		"head": {[]cell{
			{"CHỦ TỊCH", 62, 40, 73, 41.5}, {"Nơi nhận:", 12, 41, 22, 42.3}, {"- Như trên;", 12, 42.6, 22, 44}, {"- Lưu: VT.", 12, 44.2, 22, 45.6}, {"Trần Văn Mẫu", 59, 48, 76, 49.5},
		}, "position: CHỦ TỊCH\nrecipients: Nơi nhận:\nrecipients: - Như trên;\nrecipients: - Lưu: VT.\nsigner name: Trần Văn Mẫu\n"},
	} {
		cells := append([]cell{
			{"ỦY BAN NHÂN DÂN || CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 5, 91, 7},
			{"XÃ AN KHÊ || Độc lập - Tự do - Hạnh phúc", 15, 7, 83, 9},
			{"Số: 12/CT-UBND || An Khê, ngày 05 tháng 01 năm 2018", 13, 10, 86, 12},
			{"CHỈ THỊ", 45, 14, 56, 15.5}, {"Về trực đêm mùa khô", 36, 16, 65, 17.5},
			{"Các thôn trực đêm từ tháng này cho đến hết mùa khô./.", 14, 36, 70, 37.5},
		}, c.foot...)
		if got := kinds(Split([]corpus.Page{drawn(1, cells...)})); !strings.HasSuffix(got, "./.\n"+c.want) {
			t.Errorf("%s:\n%s\nwant at its end:\n%s", name, got, c.want)
		}
	}
}

func TestScanWithStampsAndSeal(t *testing.T) {
	s := Split([]corpus.Page{drawn(1,
		cell{"Ký bởi: Ủy ban nhân dân tỉnh", 81, 1, 99, 2},
		cell{"TRUNG TÂM CÔNG BÁO", 50, 2, 64, 3},
		cell{"ỦY BAN NHÂN DÂN || CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 18, 9, 91, 11},
		cell{"TỈNH QUẢNG NGÃI || Độc lập - Tự do - Hạnh phúc", 18, 11, 83, 13},
		cell{"Số: 04 /TTr-UBND || Quảng Ngãi, ngày tháng 01 năm 2025", 18, 15, 88, 17},
		cell{"TỜ TRÌNH", 48, 19, 59, 20},
		cell{"Về việc sắp xếp kho lưu trữ", 26, 21, 73, 23},
		cell{"Kho lưu trữ của tỉnh được xây dựng từ lâu, nay đã xuống cấp, cần được", 23, 27, 90, 29},
		cell{"sửa chữa và mở rộng để bảo quản hồ sơ./.", 17, 29, 60, 31},
		cell{"Nơi nhận: || KT. CHỦ TỊCH", 17, 78, 79, 80},
		cell{"- Như trên;", 17, 80, 30, 81},
		cell{"<==~ PHÓ CHỦ TỊCH", 58, 81, 79, 82},
		cell{"ĐÀN 7", 60, 83, 65, 84},
		cell{"- Thường trực Tỉnh ủy; || Trần Văn Mẫu", 17, 89, 81, 91},
		cell{"- Lưu: VT, NC.", 17, 94, 34, 95},
	)})
	want := `stamp: Ký bởi: Ủy ban nhân dân tỉnh
stamp: TRUNG TÂM CÔNG BÁO
issuer: ỦY BAN NHÂN DÂN
motto: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
issuer: TỈNH QUẢNG NGÃI
motto: Độc lập - Tự do - Hạnh phúc
number: Số: 04 /TTr-UBND
place and date: Quảng Ngãi, ngày tháng 01 năm 2025
title: TỜ TRÌNH
subject: Về việc sắp xếp kho lưu trữ
body: Kho lưu trữ của tỉnh được xây dựng từ lâu, nay đã xuống cấp, cần được
body: sửa chữa và mở rộng để bảo quản hồ sơ./.
recipients: Nơi nhận:
authority: KT. CHỦ TỊCH
recipients: - Như trên;
position: PHÓ CHỦ TỊCH
stamp: ĐÀN 7
recipients: - Thường trực Tỉnh ủy;
signer name: Trần Văn Mẫu
recipients: - Lưu: VT, NC.
`
	if got := kinds(s); got != want {
		t.Errorf("parts of the scan:\n%s\nwant:\n%s", got, want)
	}
}

func TestTablesAreSound(t *testing.T) {
	for name, tsv := range map[string]string{"openers": openersTSV, "positions": positionsTSV, "ranks": ranksTSV} {
		seen := map[string]bool{}
		rows := strings.Split(strings.TrimSpace(tsv), "\n")
		columns := strings.Count(rows[0], "\t")
		for _, row := range rows[1:] {
			key, _, _ := strings.Cut(row, "\t")
			switch {
			case strings.Count(row, "\t") != columns || strings.HasSuffix(row, "\t"):
				t.Errorf("%s.tsv: %q: fill every column, the source too", name, row)
			case seen[key]:
				t.Errorf("%s.tsv: %q stands twice", name, key)
			}
			seen[key] = true
		}
	}
}

// Split must hold for any text: lines are pieces of their pages, each with a
// part, and the flow leads back to the pages.
func FuzzSplit(f *testing.F) {
	f.Add("BỘ Y TẾ\n\nSố: 1/QĐ-BYT\n\nQUYẾT ĐỊNH\nVề hồ sơ\n\nCăn cứ Luật;\n\nNơi nhận:\n- VT;\n\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nTrần Văn Mẫu", "12\nPHỤ LỤC")
	f.Add("XÁC THỰC VĂN BẢN HỢP NHẤT", "Nơi nhận:\tTM. ỦY BAN")
	f.Add("CÔNG BÁO/Số 1/Ngày 2", "")
	f.Add("| BỘ Y TẾ ----- Số: 1/QĐ-\nBYT V/v hồ sơ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |\n|---|---|\nKính gửi: Cục.", "| Nơi nhận: | XÁC THỰC VĂN BẢN HỢP NHẤT KT. BỘ TRƯỞNG THỨ TRƯỞNG (Đã ký) Trần Văn Mẫu |")
	f.Fuzz(func(t *testing.T, first, second string) {
		first, second = strings.ToValidUTF8(first, "?"), strings.ToValidUTF8(second, "?")
		pages := []corpus.Page{page(1, first), page(2, second)}
		s := Split(pages)
		for _, l := range s.Lines {
			if l.Text != pages[l.Page-1].Text[l.Start:l.End] || l.Text == "" {
				t.Fatalf("line %+v is no piece of its page", l)
			}
			if l.Kind == "" {
				t.Fatalf("line %q has no part", l.Text)
			}
			offset, ok := s.Offset(l.Page, l.Start)
			if in := l.Kind != RunningHead && l.Kind != Stamp; in && (!ok || !strings.HasPrefix(s.Flow.Text[offset:], l.Text)) {
				t.Fatalf("line %q of kind %q is not in the flow", l.Text, l.Kind)
			}
		}
	})
}
