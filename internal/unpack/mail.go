package unpack

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message"
	"golang.org/x/text/encoding/htmlindex"

	"vanthu/corpus"
)

const (
	maxParts = 20       // multiparts within each other
	maxBody  = 32 << 20 // bytes of a text; what read/plain takes
)

// openMail takes text and attachments out of a mail or a saved web page (.mht).
func openMail(r io.Reader, s *sink) error {
	e, err := message.Read(r) // an error with an entity is about its encoding, which leaf looks at
	if e == nil {
		return &corpus.Problem{Kind: corpus.Malformed, Message: "the head of the mail is damaged: " + err.Error()}
	}
	m := &mail{sink: s}
	if err := m.part(e, 0); err != nil {
		return err
	}
	return m.endTexts()
}

// A mail is one mail while it is taken apart.
type mail struct {
	*sink
	parts  int // leaves seen
	bodies int // texts put
	plain  []byte
	html   []byte
	among  int // multipart/alternatives around the part at hand
}

// part takes an entity apart that may be a multipart.
func (m *mail) part(e *message.Entity, depth int) error {
	kind, params := parameters(orElse(e.Header.Get("Content-Type"), "text/plain"))
	parts := e.MultipartReader()
	if parts == nil || params["boundary"] == "" {
		return m.leaf(e, kind, params)
	}
	if depth >= maxParts {
		return &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("parts of the mail stand more than %d deep in each other", maxParts)}
	}
	if kind == "multipart/encrypted" {
		return m.refuse("encrypted.asc", corpus.Encrypted, "the mail is encrypted", "decrypt it in the mail program and save it again")
	}
	if kind == "multipart/alternative" {
		m.among++
		defer func() { m.among-- }()
	}
	for {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if p == nil { // a missing last boundary, a damaged head; what came before stands
			return errors.Join(m.endTexts(), &corpus.Problem{
				Kind: corpus.Malformed, Message: "the mail is cut or damaged: " + err.Error(), Hint: "save it again",
			})
		}
		if err := m.part(p, depth+1); err != nil {
			return err
		}
	}
	if kind == "multipart/alternative" && m.among == 1 {
		return m.endTexts()
	}
	return nil
}

// leaf takes a part that holds one thing.
func (m *mail) leaf(e *message.Entity, kind string, params map[string]string) error {
	m.parts++
	disposition, more := parameters(e.Header.Get("Content-Disposition"))
	name := headerText(more["filename"])
	if name == "" {
		name = headerText(params["name"])
	}
	attached := disposition == "attachment" || name != ""
	if name == "" {
		name = fmt.Sprintf("part-%d%s", m.parts, extension(kind))
	}
	switch encoding := strings.ToLower(e.Header.Get("Content-Transfer-Encoding")); encoding {
	case "", "7bit", "8bit", "binary", "base64", "quoted-printable":
	default:
		return m.refuse(name, corpus.Unsupported, fmt.Sprintf("the mail has it in the encoding %q", encoding), "save it from the mail program")
	}
	switch {
	case !attached && (kind == "text/plain" || kind == "text/html" || kind == ""):
		return m.text(e, kind, params["charset"])
	case kind == "message/rfc822" || kind == "message/global":
		if !strings.HasSuffix(strings.ToLower(name), ".eml") {
			name += ".eml"
		}
		return m.put(Member{Name: m.unique(cleaned(name)), Mail: true}, e.Body)
	case kind == "application/ms-tnef" || strings.EqualFold(name, "winmail.dat"):
		return m.refuse(name, corpus.Unsupported, "the attachments were packed by Outlook (TNEF)",
			"unpack it (sudo apt-get install -y tnef; tnef winmail.dat) and import what comes out")
	case strings.HasSuffix(kind, "pkcs7-mime") && params["smime-type"] == "enveloped-data":
		return m.refuse(name, corpus.Encrypted, "the mail is encrypted", "decrypt it in the mail program and save it again")
	}
	why := trimming(kind)
	if why == "" && strings.HasPrefix(kind, "image/") && e.Header.Get("Content-Location") != "" && e.Header.Get("Content-Id") == "" {
		why = "picture of a saved web page"
	}
	if why != "" {
		return m.tell(Member{Name: m.unique(cleaned(name)), Ignored: why})
	}
	return m.put(Member{Name: m.unique(cleaned(name))}, e.Body)
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// parameters are the value of a head and what follows it, also where a mail
// program forgot to quote: "attachment; filename=Công văn 12.pdf".
func parameters(head string) (string, map[string]string) {
	value, params, err := mime.ParseMediaType(head)
	if err == nil {
		return value, params
	}
	value, rest, _ := strings.Cut(head, ";")
	params = make(map[string]string)
	for part := range strings.SplitSeq(rest, ";") {
		if k, v, ok := strings.Cut(part, "="); ok {
			params[strings.ToLower(strings.TrimSpace(k))] = strings.Trim(strings.TrimSpace(v), `"`)
		}
	}
	return strings.ToLower(strings.TrimSpace(value)), params
}

// trimming says why a part of this kind is no document, "" where it may be one.
func trimming(kind string) string {
	switch kind {
	case "text/css", "text/javascript", "application/javascript", "application/x-javascript":
		return "style or script of a web page"
	case "message/delivery-status", "message/disposition-notification", "text/rfc822-headers":
		return "report of a mail server"
	case "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature":
		return "signature of a mail"
	}
	return ""
}

func (m *mail) refuse(name string, kind corpus.Kind, words, hint string) error {
	return m.tell(Member{Name: m.unique(cleaned(name)), Problem: &corpus.Problem{Kind: kind, Message: words, Hint: hint}})
}

// text notes a text of the mail. Of alternatives the plain one is kept, else
// the HTML; texts that follow each other are all kept.
func (m *mail) text(e *message.Entity, kind, charset string) error {
	data, err := io.ReadAll(io.LimitReader(e.Body, min(maxBody, m.lim.Member)+1))
	if err == nil && int64(len(data)) > min(maxBody, m.lim.Member) {
		err = &corpus.Problem{Kind: corpus.TooLarge, Message: "the text of the mail is too large"}
	}
	if err != nil {
		p := memberProblem(err)
		if len(data) > 0 && p.Kind == corpus.Malformed { // a cut mail: what is there is kept, and the mail is a problem
			m.note(kind, inUTF8(data, charset, kind == "text/html"))
			return errors.Join(m.endTexts(), p)
		}
		return m.refuse("body.txt", p.Kind, p.Message, p.Hint)
	}
	m.note(kind, inUTF8(data, charset, kind == "text/html"))
	if m.among == 0 {
		return m.endTexts()
	}
	return nil
}

func (m *mail) note(kind string, data []byte) {
	switch {
	case kind == "text/html" && m.html == nil:
		m.html = data
	case kind != "text/html" && m.plain == nil:
		m.plain = data
	}
}

// endTexts puts the text that was noted.
func (m *mail) endTexts() error {
	data, ext := m.plain, ".txt"
	if len(bytes.TrimSpace(data)) == 0 {
		data, ext = m.html, ".html"
	}
	m.plain, m.html = nil, nil
	if len(bytes.TrimSpace(data)) == 0 {
		return nil
	}
	name := "body" + ext
	if m.bodies++; m.bodies > 1 {
		name = fmt.Sprintf("body-%d%s", m.bodies, ext)
	}
	return m.put(Member{Name: m.unique(name)}, bytes.NewReader(data))
}

// inUTF8 is the text in UTF-8, by what the mail says its encoding is. What it
// says nothing true of is left as it is: whoever reads the text knows the
// encodings that name themselves wrongly (TCVN3, VNI). HTML gets a byte order
// mark, which counts for more than the encoding that its own head claims.
func inUTF8(data []byte, charset string, html bool) []byte {
	if charset != "" && !utf8.Valid(data) || isStateful(charset) {
		if enc, err := htmlindex.Get(charset); err == nil {
			if out, err := enc.NewDecoder().Bytes(data); err == nil {
				data = out
			}
		}
	}
	if html && utf8.Valid(data) && !bytes.HasPrefix(data, []byte("\ufeff")) {
		data = append([]byte("\ufeff"), data...)
	}
	return data
}

// isStateful says whether bytes of an encoding can look like UTF-8 and not be it.
func isStateful(charset string) bool {
	charset = strings.ToLower(charset)
	return strings.HasPrefix(charset, "utf-16") || strings.HasPrefix(charset, "iso-2022")
}

// headerText is a value of a head with its encoded words (RFC 2047) decoded,
// also inside of a file name, where the standard forbids them and mail programs
// put them all the same.
func headerText(s string) string {
	decoder := mime.WordDecoder{CharsetReader: func(charset string, in io.Reader) (io.Reader, error) {
		enc, err := htmlindex.Get(charset)
		if err != nil {
			return nil, err
		}
		return enc.NewDecoder().Reader(in), nil
	}}
	if out, err := decoder.DecodeHeader(s); err == nil {
		s = out
	}
	return decoded(strings.TrimSpace(s))
}

// extension is the ending of a file of this kind that has no name.
func extension(kind string) string {
	if ext, ok := map[string]string{
		"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tif", "image/gif": ".gif",
		"text/html": ".html", "text/plain": ".txt", "text/calendar": ".ics", "application/msword": ".doc", "application/rtf": ".rtf", "application/zip": ".zip",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
		"message/rfc822": ".eml", "application/ms-tnef": ".dat",
	}[kind]; ok {
		return ext
	}
	return ".bin"
}
