package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
)

// An object's place in a file.
type place struct {
	id     uint32
	offset uint32 // in the file; in an object stream: the stream's number
	index  uint16 // in an object stream; else the generation
	packed bool   // in an object stream
}

const (
	maxObjects = 2_000_000
	// maxObjectStream bounds what is unpacked of one object stream to list it.
	maxObjectStream = 16 << 20
)

var (
	// objectHead matches "12 0 obj".
	objectHead = regexp.MustCompile(`(\d{1,9})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b`)
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

// rebuild opens a file whose table of objects cannot be trusted: it looks for
// "12 0 obj" in all of it, takes the last of each number, and writes a new
// table behind. Encrypted files are not rebuilt.
func rebuild(data []byte) (*document, error) {
	if encryptRef.Match(data) {
		return nil, errors.New("damaged and encrypted")
	}
	data = slices.Clone(data)
	places := map[uint32]place{}
	root := ""
	for _, m := range objectHead.FindAllSubmatchIndex(data, maxObjects) {
		if m[0] > 0 && data[m[0]-1] >= '0' && data[m[0]-1] <= '9' {
			continue
		}
		id, _ := strconv.ParseUint(string(data[m[2]:m[3]]), 10, 32)
		gen, _ := strconv.ParseUint(string(data[m[4]:m[5]]), 10, 16)
		if id > maxObjects {
			continue
		}
		places[uint32(id)] = place{id: uint32(id), offset: uint32(m[0]), index: uint16(gen)}
		head := data[m[1]:min(len(data), m[1]+400)]
		if end := bytes.Index(head, []byte("endobj")); end >= 0 {
			head = head[:end]
		}
		if catalogType.Match(head) {
			root = fmt.Sprintf("%d %d", id, gen)
		}
		if packedType.Match(head) {
			for _, p := range unpack(data[m[1]:], head, uint32(id)) {
				if old, ok := places[p.id]; !ok || old.packed {
					places[p.id] = p
				}
			}
		}
	}
	if all := rootRef.FindAllSubmatch(data, -1); len(all) > 0 {
		root = string(all[len(all)-1][1])
	}
	if root == "" {
		return nil, errors.New("no catalogue of pages")
	}
	doc, err := parse(withTable(data, places, root))
	if err != nil {
		return nil, err
	}
	doc.rebuilt = true
	return doc, nil
}

// unpack lists the objects of an object stream; what cannot be read of it is left out.
func unpack(object, head []byte, stream uint32) []place {
	count, first := packedCount.FindSubmatch(head), packedFirst.FindSubmatch(head)
	at := bytes.Index(object[:min(len(object), 2000)], []byte("stream"))
	if count == nil || first == nil || at < 0 {
		return nil
	}
	n, _ := strconv.Atoi(string(count[1]))
	size, _ := strconv.Atoi(string(first[1]))
	if size > maxObjectStream {
		return nil
	}
	body := bytes.TrimLeft(object[at+len("stream"):], "\r\n")
	table := body[:min(size, len(body))]
	if unzip, err := zlib.NewReader(bytes.NewReader(body)); err == nil {
		table = make([]byte, size)
		got, _ := io.ReadFull(unzip, table)
		table = table[:got]
	}
	fields := bytes.Fields(table)
	var places []place
	for i := 0; i < n && 2*i+1 < len(fields) && i < 1<<16; i++ {
		id, err := strconv.ParseUint(string(fields[2*i]), 10, 32)
		if err != nil || id > maxObjects {
			break
		}
		places = append(places, place{uint32(id), stream, uint16(i), true})
	}
	return places
}

// withTable writes a cross-reference stream behind the data.
func withTable(data []byte, places map[uint32]place, root string) []byte {
	size := uint32(0)
	for id := range places {
		size = max(size, id+1)
	}
	rows := make([]byte, 0, 7*(size+1))
	for id := range size + 1 {
		p, ok := places[id]
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
	copy(data, "%PDF-1.7\n")
	data = fmt.Appendf(data, "\n%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %s R/Length %d>>\nstream\n", size, size+1, root, len(rows))
	data = append(data, rows...)
	return fmt.Appendf(data, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", at)
}
