package unpack

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"
	"golang.org/x/text/encoding/htmlindex"

	"vanthu/corpus"
)

// The properties of a message that are read, by their numbers.
// Source: MS-OXPROPS.
const (
	propSubject    = 0x0037
	propBody       = 0x1000
	propRTF        = 0x1009
	propHTML       = 0x1013
	propName       = 0x3001 // display name
	propData       = 0x3701 // of an attachment: bytes, or the storage of a message
	propShortName  = 0x3704
	propLongName   = 0x3707
	propCodePage   = 0x3ffd // of 8-bit strings
	propHTMLPage   = 0x3fde // of the HTML
	maxEmbedded    = 10     // messages within each other
	maxString      = 1 << 20
	streamPrefix   = "__substg1.0_"
	attachPrefix   = "__attach_version1.0_"
	propertyStream = "__properties_version1.0"
)

// A storage is a folder of the message: its streams by name and the storages in
// it, in the order of the file.
type storage struct {
	name    string
	streams map[string]*mscfb.File
	inside  []*storage
}

// openOutlook takes text and attachments out of a message of Outlook.
// Source: MS-OXMSG.
func openOutlook(f io.ReaderAt, s *sink) error {
	root, err := storages(f)
	if err != nil {
		return &corpus.Problem{Kind: corpus.Malformed, Message: "the message is damaged: " + err.Error(), Hint: "save it again"}
	}
	m := &outlook{sink: s}
	if err := m.message(root, "", 32, 0); err != nil {
		return err
	}
	if s.n == 0 && !root.isMessage() {
		return &corpus.Problem{Kind: corpus.Malformed, Message: "it holds no message"}
	}
	return nil
}

// storages is the tree of the file.
func storages(f io.ReaderAt) (*storage, error) {
	doc, err := mscfb.New(f)
	if err != nil {
		return nil, err
	}
	root := &storage{streams: make(map[string]*mscfb.File)}
	byPath := map[string]*storage{"": root}
	for e, err := doc.Next(); ; e, err = doc.Next() {
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		in := byPath[strings.Join(e.Path, "/")]
		if in == nil {
			continue
		}
		if !e.FileInfo().IsDir() {
			in.streams[e.Name] = e
			continue
		}
		s := &storage{name: e.Name, streams: make(map[string]*mscfb.File)}
		in.inside = append(in.inside, s)
		byPath[strings.Join(append(slices.Clone(e.Path), e.Name), "/")] = s
	}
}

func (s *storage) isMessage() bool { return s.streams[propertyStream] != nil }

// An outlook is one file while it is taken apart.
type outlook struct {
	*sink
}

// message takes the message in a storage, whose properties begin after head
// bytes; prefix is the way to it.
func (m *outlook) message(s *storage, prefix string, head int, depth int) error {
	page := s.number(propCodePage, head)
	if err := m.body(s, prefix, page, head); err != nil {
		return err
	}
	for _, a := range s.inside {
		if strings.HasPrefix(a.name, attachPrefix) {
			if err := m.attachment(a, prefix, page, depth); err != nil {
				return err
			}
		}
	}
	return nil
}

// body puts the text: plain, else HTML, else RTF.
func (m *outlook) body(s *storage, prefix string, page, head int) error {
	if text := s.text(propBody, page, maxBody); strings.TrimSpace(text) != "" {
		return m.put(Member{Name: m.unique(prefix + "body.txt")}, strings.NewReader(text))
	}
	html := []byte(s.text(propHTML, page, maxBody))
	if len(html) == 0 {
		if f := s.streams[streamName(propHTML, "0102")]; f != nil {
			data, err := io.ReadAll(io.LimitReader(f, maxBody))
			if err != nil {
				return m.tell(Member{Name: m.unique(prefix + "body.html"), Problem: memberProblem(err)})
			}
			if page := s.number(propHTMLPage, head); page != 0 {
				html = inUTF8(data, codePage(page), true)
			} else {
				html = inUTF8(data, "", true)
			}
		}
	}
	if len(bytes.TrimSpace(html)) > 0 {
		return m.put(Member{Name: m.unique(prefix + "body.html")}, bytes.NewReader(html))
	}
	if f := s.streams[streamName(propRTF, "0102")]; f != nil {
		return m.put(Member{Name: m.unique(prefix + "body.rtf")}, &rtfReader{from: f})
	}
	return nil
}

// attachment puts an attachment, or takes the message that it is.
func (m *outlook) attachment(a *storage, prefix string, page, depth int) error {
	name := ""
	for _, prop := range [...]int{propLongName, propShortName, propName} {
		if name == "" {
			name = strings.TrimSpace(a.text(prop, page, maxString))
		}
	}
	if f := a.streams[streamName(propData, "0102")]; f != nil {
		return m.put(Member{Name: m.unique(prefix + cleaned(orElse(name, "attachment")))}, io.LimitReader(f, f.Size))
	}
	for _, inner := range a.inside {
		if inner.name != streamName(propData, "000D") {
			continue
		}
		if !inner.isMessage() {
			break
		}
		name = orElse(inner.text(propSubject, page, maxString), orElse(name, "message"))
		name = strings.NewReplacer("/", "-", `\`, "-").Replace(strings.TrimSpace(name)) // a subject is no way
		if !strings.HasSuffix(strings.ToLower(name), ".msg") {
			name += ".msg"
		}
		name = m.unique(prefix + cleaned(name))
		if depth >= maxEmbedded {
			return m.tell(Member{Name: name, Problem: &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("messages stand more than %d deep in each other", maxEmbedded)}})
		}
		return m.message(inner, name+"/", 24, depth+1)
	}
	return m.tell(Member{Name: m.unique(prefix + cleaned(orElse(name, "attachment"))), Problem: &corpus.Problem{
		Kind: corpus.Unsupported, Message: "an attachment that is not in the message, or an object of another program", Hint: "save it from Outlook",
	}})
}

func streamName(prop int, kind string) string {
	return fmt.Sprintf("%s%04X%s", streamPrefix, prop, kind)
}

// text is a property that is a string, in UTF-8; "" where it is not there or
// cannot be read.
func (s *storage) text(prop, page, most int) string {
	if f := s.streams[streamName(prop, "001F")]; f != nil {
		data, _ := io.ReadAll(io.LimitReader(f, int64(most)*2))
		wide := make([]uint16, len(data)/2)
		for i := range wide {
			wide[i] = binary.LittleEndian.Uint16(data[2*i:])
		}
		return strings.TrimRight(string(utf16.Decode(wide)), "\x00")
	}
	if f := s.streams[streamName(prop, "001E")]; f != nil {
		data, _ := io.ReadAll(io.LimitReader(f, int64(most)))
		return strings.TrimRight(string(inUTF8(data, codePage(page), false)), "\x00")
	}
	return ""
}

// number is a property that is a 32-bit number, 0 where it is not there. The
// properties begin after head bytes of their stream and have 16 bytes each.
func (s *storage) number(prop, head int) int {
	f := s.streams[propertyStream]
	if f == nil {
		return 0
	}
	data, _ := io.ReadAll(io.NewSectionReader(f, 0, maxString))
	for at := head; at+16 <= len(data); at += 16 {
		if binary.LittleEndian.Uint32(data[at:]) == uint32(prop)<<16|3 {
			return int(int32(binary.LittleEndian.Uint32(data[at+8:])))
		}
	}
	return 0
}

// codePage is the name of a code page of Windows, "" where it is none.
func codePage(page int) string {
	switch page {
	case 0, 20127:
		return ""
	case 65001:
		return "utf-8"
	case 28591:
		return "iso-8859-1"
	}
	name := "windows-" + strconv.Itoa(page)
	if _, err := htmlindex.Get(name); err != nil {
		return ""
	}
	return name
}
