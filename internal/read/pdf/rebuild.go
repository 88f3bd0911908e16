package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// An object's place in a file.
type place struct {
	offset uint32 // in the file; in an object stream: the stream's number
	index  uint16 // in an object stream; else the generation
	packed bool   // in an object stream
}

const (
	maxObjects = 2_000_000
	// maxObjectStream and maxUnpacked bound what is unpacked of one object stream
	// and of all.
	maxObjectStream = 16 << 20
	maxUnpacked     = 128 << 20
	// maxUnfold is for texts: a larger file is of page images, and its copy
	// would cost more than it saves.
	maxUnfold = 32 << 20
)

var (
	// rootRef matches "/Root 1 0 R".
	rootRef = regexp.MustCompile(`/Root[ \t\r\n]+(\d{1,9}[ \t\r\n]+\d{1,5})[ \t\r\n]+R\b`)
	// encryptRef matches "/Encrypt 9 0 R" and "/Encrypt<<".
	encryptRef = regexp.MustCompile(`/Encrypt[ \t\r\n]*(\d|<<)`)
	// catalogType matches "/Type /Catalog".
	catalogType = regexp.MustCompile(`/Type[ \t\r\n]*/Catalog\b`)
	// packedType matches "/Type /ObjStm".
	packedType = regexp.MustCompile(`/Type[ \t\r\n]*/ObjStm\b`)
	// packedCount and packedFirst match "/N 12" and "/First 80".
	packedCount = regexp.MustCompile(`/N[ \t\r\n]+(\d{1,7})\b`)
	packedFirst = regexp.MustCompile(`/First[ \t\r\n]+(\d{1,9})\b`)
)

// A salvage is what is found in a file by looking for "12 0 obj" in all of it.
type salvage struct {
	data     []byte // of the file; unpacked objects are appended
	whole    int    // length of the file itself
	unpacked int
	places   map[uint32]place
	root     string
	twice    bool // an object is there twice: which one counts, only the file's table knows
}

// rebuild opens a file whose table of objects cannot be trusted: it takes the
// last object of each number and writes a new table behind. Encrypted files are
// not rebuilt.
func rebuild(data []byte) (*document, error) {
	if len(data) == 0 || encryptRef.Match(data) {
		return nil, errors.New("damaged and encrypted")
	}
	s := salvaged(data)
	if all := rootRef.FindAllSubmatch(data, -1); len(all) > 0 {
		s.root = string(all[len(all)-1][1])
	}
	if s.root == "" {
		return nil, errors.New("no catalogue of pages")
	}
	doc, err := parse(s.withTable())
	if err != nil {
		return nil, err
	}
	doc.rebuilt = true
	return doc, nil
}

// unfold writes the objects of a sound file's object streams one by one: the
// parser unpacks the stream anew for each object in it, which takes twice the
// time of all the rest. nil where there are none, or objects are there twice.
func unfold(data []byte, root string) *document {
	if len(data) > maxUnfold || !packedType.Match(data) {
		return nil
	}
	s := salvaged(data)
	s.root = root
	if s.twice || len(s.data) == s.whole {
		return nil
	}
	doc, err := parse(s.withTable())
	if err != nil {
		return nil
	}
	return doc
}

func salvaged(data []byte) *salvage {
	if data[0] == '%' {
		data = bytes.Clone(data)
	} else {
		data = append([]byte(header), data...)
	}
	copy(data, header)
	s := &salvage{data: data, whole: len(data), places: map[uint32]place{}}
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte("obj"))
		if i < 0 || len(s.places) >= maxObjects {
			return s
		}
		at += i + len("obj")
		if id, gen, start, ok := objectHead(data[:at-len("obj")]); ok {
			s.object(id, gen, start, at)
		}
	}
}

// objectHead reads backwards from "obj": "12 0 ".
func objectHead(before []byte) (id uint32, gen uint16, start int, ok bool) {
	end := len(before)
	number := func(most int) (int, bool) {
		blank := end
		for end > 0 && spaceByte[before[end-1]] {
			end--
		}
		last := end
		for end > 0 && last-end < most && before[end-1] >= '0' && before[end-1] <= '9' {
			end--
		}
		n, err := strconv.Atoi(string(before[end:last]))
		return n, err == nil && blank > last
	}
	g, ok1 := number(5)
	n, ok2 := number(9)
	if !ok1 || !ok2 || g > 1<<16-1 || n > maxObjects || end > 0 && before[end-1] >= '0' && before[end-1] <= '9' {
		return 0, 0, 0, false
	}
	return uint32(n), uint16(g), end, true
}

// object notes the object whose head stands from start to end.
func (s *salvage) object(id uint32, gen uint16, start, end int) {
	_, known := s.places[id]
	s.twice = s.twice || known
	s.places[id] = place{offset: uint32(start), index: gen}
	data := s.data[:s.whole]
	head := data[end:min(s.whole, end+400)]
	if e := bytes.Index(head, []byte("endobj")); e >= 0 {
		head = head[:e]
	}
	if catalogType.Match(head) {
		s.root = fmt.Sprintf("%d %d", id, gen)
	}
	if packedType.Match(head) {
		s.unpack(data[end:], head, id)
	}
}

// unpack writes the objects of an object stream behind the file. Of one that is
// packed in a way of its own they are listed only, for the parser to try. What
// cannot be read of it is left out.
func (s *salvage) unpack(object, head []byte, stream uint32) {
	count, first := packedCount.FindSubmatch(head), packedFirst.FindSubmatch(head)
	at := bytes.Index(object[:min(len(object), 2000)], []byte("stream"))
	if count == nil || first == nil || at < 0 {
		return
	}
	n, _ := strconv.Atoi(string(count[1]))
	size, _ := strconv.Atoi(string(first[1]))
	body := bytes.TrimLeft(object[at+len("stream"):], "\r\n")
	if e := bytes.Index(body, []byte("endstream")); e >= 0 {
		body = body[:e]
	}
	plain := !bytes.Contains(object[:at], []byte("/DecodeParms"))
	if bytes.Contains(object[:at], []byte("/FlateDecode")) {
		body, _ = inflate(body, maxObjectStream) // as much as there is
	} else {
		plain = plain && !bytes.Contains(object[:at], []byte("/Filter"))
	}
	if size > len(body) || s.unpacked > maxUnpacked {
		return
	}
	fields := bytes.Fields(body[:size])
	for i := 0; i < n && 2*i+1 < len(fields) && i < 1<<16; i++ {
		id, err := strconv.ParseUint(string(fields[2*i]), 10, 32)
		from, err2 := strconv.Atoi(string(fields[2*i+1]))
		if err != nil || err2 != nil || id > maxObjects {
			return
		}
		to := len(body)
		if 2*i+3 < len(fields) {
			if next, err := strconv.Atoi(string(fields[2*i+3])); err == nil && next >= from {
				to = min(to, size+next)
			}
		}
		if old, known := s.places[uint32(id)]; known {
			s.twice = true
			if !old.packed && int(old.offset) < s.whole {
				continue // what stands in the open is the safer one
			}
		}
		if from >= 0 && size+from < to && catalogType.Match(body[size+from:to]) {
			s.root = fmt.Sprintf("%d 0", id)
		}
		if !plain || size+from >= to || from < 0 {
			s.places[uint32(id)] = place{offset: stream, index: uint16(i), packed: true}
			continue
		}
		s.places[uint32(id)] = place{offset: uint32(len(s.data) + 1)}
		s.data = fmt.Appendf(s.data, "\n%d 0 obj\n%s\nendobj\n", id, body[size+from:to])
		s.unpacked += to - size - from
	}
}

// withTable writes a cross-reference stream behind the data.
func (s *salvage) withTable() []byte {
	size := uint32(0)
	for id := range s.places {
		size = max(size, id+1)
	}
	data := s.data
	rows := make([]byte, 0, 7*(size+1))
	for id := range size + 1 {
		p, ok := s.places[id]
		kind := byte(1)
		switch {
		case id == size: // the table itself
			p = place{offset: uint32(len(data) + 1)}
		case !ok:
			kind = 0
		case p.packed:
			kind = 2
		}
		rows = append(rows, kind)
		rows = binary.BigEndian.AppendUint32(rows, p.offset)
		rows = binary.BigEndian.AppendUint16(rows, p.index)
	}
	at := len(data) + 1
	data = fmt.Appendf(data, "\n%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %s R/Length %d>>\nstream\n", size, size+1, s.root, len(rows))
	data = append(data, rows...)
	return fmt.Appendf(data, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", at)
}
