package intake

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"mime"
	"strings"
	"testing"
	"unicode/utf16"
)

// zipped is a zip with these members; the first is stored with its own name
// written "name=content".
func zipped(t *testing.T, members ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		name, content, stored := strings.Cut(m, "=")
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if stored {
			h.Method = zip.Store
			h.UncompressedSize64, h.CompressedSize64 = uint64(len(content)), uint64(len(content))
			w, err := z.CreateRaw(h)
			if err != nil {
				t.Fatal(err)
			}
			w.Write([]byte(content))
			continue
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(strings.Repeat(name, 20)))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wide(s string, order binary.AppendByteOrder) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func TestSniff(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 100)
	for _, c := range []struct{ in, want, trap string }{
		{"%PDF-1.7\n", PDF, ""},
		{"\r\n\r\njunk \x00\x01%PDF-1.4", PDF, "junk before the header"},
		{strings.Repeat("x", 2000) + "%PDF-1.4", Text, "too far in"},
		{"%PDG-1.4\n1 0 obj\n<</Type/Catalog", PDF, "a spoilt header"},
		{"the words 1 0 obj of a PDF", Text, "a text about PDF"},
		{zipped(t, "a.pdf=%PDF-1.4"), Zip, "a PDF in a zip is a zip"},
		{"\x89PNG\r\n\x1a\n\x00", PNG, ""},
		{"\xff\xd8\xff\xe0", JPEG, ""},
		{"II*\x00\x08", TIFF, "little end first"},
		{"MM\x00*\x00", TIFF, "big end first"},
		{"GIF89a", "image/gif", ""},
		{"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", ""},
		{"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image/heif", "what telephones store"},
		{"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00", Binary, "a film"},
		{zipped(t, "a.txt", "b/c.txt"), Zip, ""},
		{zipped(t, "[Content_Types].xml", "_rels/.rels", "word/document.xml"), DOCX, ""},
		{zipped(t, "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ""},
		{zipped(t, "mimetype="+ODT, "content.xml"), ODT, ""},
		{zipped(t, "mimetype=application/epub+zip"), "application/epub+zip", ""},
		{zipped(t), Zip, "empty zip"},
		{zipped(t, "[Content_Types].xml", "word/document.xml")[:80], DOCX, "cut"},
		{ole, Word, "nothing in sight"},
		{ole + wide("WordDocument", binary.LittleEndian), Word, ""},
		{ole + wide("Workbook", binary.LittleEndian), "application/vnd.ms-excel", ""},
		{"{\\rtf1\\ansi", RTF, ""},
		{"\ufeff  <!DOCTYPE HTML PUBLIC", HTML, ""},
		{"<html xmlns:o=", HTML, "Word saves .doc so"},
		{"<meta charset=utf-8><p>Điều 1", HTML, "html and head may be left out"},
		{"<title>Quyết định</title>\n<p>Điều 1", HTML, "likewise"},
		{"<!-- saved from url=(0014)about:internet -->\r\n<html>", HTML, "a browser's note before it"},
		{"<p align=center> is how a page of Markdown may begin", Text, ""},
		{"<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html>", HTML, "XHTML"},
		{"<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html><head><meta name='ocr-system' content='x'/>", HOCR, "by its system"},
		{"<html><body><div class='ocr_page' title='bbox 0 0 1 1'>", HOCR, "by its page"},
		{"<?xml version=\"1.0\"?><alto>", ALTO, ""},
		{"<?xml version=\"1.0\"?><a:alto xmlns:a=\"x\">", ALTO, "with a prefix"},
		{"<?xml version=\"1.0\"?><record>an alto voice</record>", XML, "no ALTO"},
		{"From: a@b\r\nMIME-Version: 1.0\r\n\r\n<html>", Mail, ""},
		{"Số: 12\nMIME-Version: 1.0", Text, "no head of a mail"},
		{"\x1f\x8b\x08", Gzip, ""},
		{"Số: 12/KH-UBND", Text, ""},
		{"Kế hoạch"[:6], Text, "a character cut at the end"},
		{"\ufeffKế hoạch", Text, "mark"},
		{wide("\ufeffSố: 12/KH-UBND", binary.LittleEndian), Text, "UTF-16"},
		{wide("\ufeffSố: 12/KH-UBND", binary.BigEndian), Text, "UTF-16"},
		{wide("So: 12/KH-UBND", binary.LittleEndian), Text, "UTF-16 without a mark"},
		{wide("\ufeff<html>", binary.LittleEndian), HTML, "UTF-16"},
		{"C\xe9ng h\xb5a x\xb7 h\xe9i ch\xf1 ngh\xdca", Text, "TCVN3"},
		{"", Text, "empty"},
		{"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00", Binary, ""},
		{"abc\x00\x01\x02\x03\x04\x05def\x00", Binary, ""},
		{"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00", Binary, ""},
	} {
		if got := Sniff([]byte(c.in)); got != c.want {
			t.Errorf("Sniff(%.60q) = %s, want %s (%s)", c.in, got, c.want, c.trap)
		}
	}
}

// Whatever the bytes, the answer is a media type.
func FuzzSniff(f *testing.F) {
	f.Add([]byte("PK\x03\x04mimetype"))
	f.Add([]byte("PK\x03\x04" + strings.Repeat("\xff", 40)))
	f.Add([]byte("\xff\xfea\x00"))
	f.Fuzz(func(t *testing.T, head []byte) {
		got := Sniff(head)
		if _, _, err := mime.ParseMediaType(got); err != nil || !strings.Contains(got, "/") {
			t.Fatalf("Sniff(%q) = %q: %v", head, got, err)
		}
	})
}
