package intake

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Media types that Sniff gives to what the line can read or names itself.
const (
	PDF     = "application/pdf"
	PNG     = "image/png"
	JPEG    = "image/jpeg"
	TIFF    = "image/tiff"
	Zip     = "application/zip"
	Word    = "application/msword"
	DOCX    = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	ODT     = "application/vnd.oasis.opendocument.text"
	RTF     = "application/rtf"
	HTML    = "text/html"
	Mail    = "message/rfc822"
	Outlook = "application/vnd.ms-outlook"
	XML     = "application/xml"
	HOCR    = "text/vnd.hocr+html"   // pages that an OCR program left
	ALTO    = "application/alto+xml" // likewise
	Gzip    = "application/gzip"
	Text    = "text/plain"
	Binary  = "application/octet-stream"
)

// pdfWithin is how many bytes may stand before the header of a PDF: Adobe's
// readers look no farther.
const pdfWithin = 1024

// objectOfPDF matches "12 0 obj <</Type/Page"; near miss: "obj" in a text.
var objectOfPDF = regexp.MustCompile(`\d \d+ obj\s*<<\s*/[A-Z]`)

// magics are the formats that begin with bytes of their own.
var magics = [...]struct{ head, mediaType string }{
	{"\x89PNG\r\n\x1a\n", PNG},
	{"\xff\xd8\xff", JPEG},
	{"II*\x00", TIFF},
	{"MM\x00*", TIFF},
	{"II+\x00", TIFF}, // BigTIFF
	{"MM\x00+", TIFF},
	{"GIF87a", "image/gif"},
	{"GIF89a", "image/gif"},
	{"\x00\x00\x00\x0cjP  ", "image/jp2"},
	{"AT&TFORM", "image/vnd.djvu"},
	{"{\\rtf", RTF},
	{"\x1f\x8b", Gzip},
	{"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
	{"Rar!\x1a\x07", "application/vnd.rar"},
	{"BZh", "application/x-bzip2"},
	{"\xfd7zXZ\x00", "application/x-xz"},
	{"%!PS", "application/postscript"},
	{"SQLite format 3\x00", "application/vnd.sqlite3"},
}

// Sniff tells what a file is by its first bytes; 4,096 are enough for all but
// the rarest. It never looks at the name: every second ".doc" of an old disk is
// RTF or HTML. Text in a legacy encoding (TCVN3, VNI) is text/plain, and so is
// an empty head; an OLE2 file that does not show what it holds is taken for a
// Word document. What is nothing known is application/octet-stream.
func Sniff(head []byte) (mediaType string) {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.head)) {
			return m.mediaType
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return sniffZip(head)
	case bytes.HasPrefix(head, []byte("PK\x05\x06")), bytes.HasPrefix(head, []byte("PK\x07\x08")):
		return Zip // empty, or first of several volumes
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return sniffOLE(head)
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return "image/webp"
	case len(head) >= 12 && string(head[4:8]) == "ftyp" && isHEIF(string(head[8:12])):
		return "image/heif"
	case len(head) >= 10 && string(head[:2]) == "BM" && binary.LittleEndian.Uint32(head[6:]) == 0:
		return "image/bmp"
	case bytes.Contains(head[:min(len(head), pdfWithin)], []byte("%PDF-")):
		return PDF // junk before the header is common: mail heads, blank lines
	case bytes.Contains(head, []byte(" obj")) && objectOfPDF.Match(head):
		return PDF // its header is cut off or spoilt
	}
	if text, ok := asText(head); ok {
		return sniffText(text)
	}
	return Binary
}

// isHEIF tells whether a file of boxes, as films are too, holds a picture by its
// brand: what telephones of one maker store.
func isHEIF(brand string) bool {
	switch brand {
	case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis":
		return true
	}
	return false
}

// sniffZip tells office files from other zips by the names of the members in
// sight.
func sniffZip(head []byte) string {
	office := false
	for at := 0; ; {
		next := bytes.Index(head[at:], []byte("PK\x03\x04"))
		if next < 0 || at+next+30 > len(head) {
			break
		}
		at += next
		size := int(binary.LittleEndian.Uint32(head[at+18:]))
		body := at + 30 + int(binary.LittleEndian.Uint16(head[at+26:]))
		if body > len(head) {
			break
		}
		switch name := string(head[at+30 : body]); {
		case name == "mimetype": // stored: OpenDocument, EPUB
			body += int(binary.LittleEndian.Uint16(head[at+28:]))
			if body+size <= len(head) && size > 0 && size < 100 {
				if t, ok := strings.CutPrefix(string(head[body:body+size]), "application/"); ok && t != "" && strings.Trim(t, "abcdefghijklmnopqrstuvwxyz0123456789.+-") == "" {
					return "application/" + t
				}
			}
		case strings.HasPrefix(name, "word/"):
			return DOCX
		case strings.HasPrefix(name, "xl/"):
			return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		case strings.HasPrefix(name, "ppt/"):
			return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
		case name == "[Content_Types].xml":
			office = true
		}
		at += 30
	}
	if office {
		return DOCX // of an office program, and directives are letters
	}
	return Zip
}

// sniffOLE looks for the names of streams, which are UTF-16.
func sniffOLE(head []byte) string {
	for _, s := range [...]struct{ stream, mediaType string }{
		{"WordDocument", Word},
		{"Workbook", "application/vnd.ms-excel"},
		{"PowerPoint Document", "application/vnd.ms-powerpoint"},
		{"__substg1.0_", Outlook},
	} {
		if bytes.Contains(head, []byte(utf16le(s.stream))) {
			return s.mediaType
		}
	}
	return Word
}

// utf16le is s in UTF-16, as OLE2 writes names.
func utf16le(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

// asText gives the head as text; false where it is none. A character cut at
// the end, a few odd bytes and any 8-bit encoding are borne.
func asText(head []byte) (string, bool) {
	le, be := bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff"))
	first, second := 0, 0 // NULs on either side of two bytes
	controls := 0
	for i, c := range head {
		switch {
		case c == 0 && i%2 == 0:
			first++
		case c == 0:
			second++
		case c < ' ' && (c < '\t' || c > '\r') && c != 0x1b:
			controls++
		}
	}
	if le || be || (first == 0) != (second == 0) && (first+second)*5 >= len(head) {
		var b strings.Builder
		order := binary.ByteOrder(binary.LittleEndian)
		if be || !le && first > 0 {
			order = binary.BigEndian
		}
		for i := 0; i+1 < len(head); i += 2 {
			b.WriteRune(rune(order.Uint16(head[i:])))
		}
		return strings.TrimPrefix(b.String(), "\ufeff"), true
	}
	if first+second > 0 && (first+second)*100 > len(head) {
		return "", false
	}
	// Random bytes hold 9 % of these control characters; VISCII has six capitals there.
	if controls*100 > 3*len(head) {
		return "", false
	}
	return strings.TrimPrefix(string(head), "\ufeff"), true
}

// sniffText tells marked up text from plain.
func sniffText(text string) string {
	text = strings.TrimLeft(text, " \t\r\n\f\v")
	lower := strings.ToLower(text[:min(len(text), 1024)])
	switch {
	case beginsHTML(lower):
		return sniffHTML(text)
	case strings.HasPrefix(lower, "<?xml"), strings.HasPrefix(lower, "<alto"):
		switch {
		case strings.Contains(lower, "<html"):
			return sniffHTML(text)
		case strings.Contains(lower, "<alto"), strings.Contains(lower, ":alto "), strings.Contains(lower, ":alto>"):
			return ALTO
		}
		return XML
	case strings.HasPrefix(lower, "{\\rtf"):
		return RTF
	case isMail(lower):
		return Mail
	}
	return Text
}

// beginsHTML says whether a text begins as HTML does. <html> and <head> may be
// left out, so that what stands in a head comes first; browsers put a comment
// before a page that they save. What stands in a body begins Markdown too.
func beginsHTML(lower string) bool {
	for _, tag := range [...]string{"<!doctype html", "<html", "<head", "<body", "<meta ", "<title>", "<style", "<link "} {
		if strings.HasPrefix(lower, tag) {
			return true
		}
	}
	return strings.HasPrefix(lower, "<!--") && (strings.Contains(lower, "<html") || strings.Contains(lower, "<!doctype html"))
}

// sniffHTML tells what an OCR program wrote from other HTML: the file names its
// system at its head, or its first page comes soon.
func sniffHTML(text string) string {
	if strings.Contains(text, "ocr-system") || strings.Contains(text, "ocr_page") {
		return HOCR
	}
	return HTML
}

// isMail reports whether a text begins with the head of a mail (also .mht): a
// line "name: value" and before the first blank line MIME-Version or, in mails
// of old programs, who wrote it, when, and what only a mail server writes: a
// memo, too, begins with From, To, Date, Subject.
func isMail(lower string) bool {
	head, _, _ := strings.Cut(strings.ReplaceAll(lower, "\r\n", "\n"), "\n\n")
	name, _, ok := strings.Cut(head, ":")
	if !ok || strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf || r != '-' && (r < 'a' || r > 'z') }) {
		return false
	}
	has := func(field string) bool { return strings.Contains("\n"+head, "\n"+field+":") }
	return has("mime-version") || has("from") && has("date") && (has("received") || has("message-id") || has("return-path"))
}
