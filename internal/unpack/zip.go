package unpack

import (
	"archive/zip"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"vanthu/corpus"
)

// openZip takes the members out of a zip of so many bytes. One whose list of
// members at the end is missing or damaged (a copy that broke off) is read from
// the beginning, member by member; that it is damaged is its problem.
func openZip(f io.ReaderAt, size int64, s *sink) error {
	z, err := zip.NewReader(f, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // the names are ours to clean
		return salvage(io.NewSectionReader(f, 0, size), s)
	}
	z.RegisterDecompressor(methodBzip2, func(r io.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) })
	if isOffice(z.File) {
		return s.emit(Member{Document: true})
	}
	overlaps := overlapping(z.File)
	for _, e := range inOrder(z.File, s) {
		m := Member{Name: e.name, Ignored: notRegular(e.Mode())}
		switch {
		case m.Ignored != "":
		case overlaps[e.File]:
			m.Problem = &corpus.Problem{Kind: corpus.Malformed, Message: "its bytes in the zip are those of another member"}
		default:
			m.Problem = locked(e.Flags, e.Method)
		}
		if m.Ignored != "" || m.Problem != nil {
			err = s.tell(m)
		} else {
			err = putEntry(e.File, m, s)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func putEntry(e *zip.File, m Member, s *sink) error {
	r, err := e.Open()
	if err != nil {
		m.Problem = memberProblem(err)
		return s.tell(m)
	}
	defer r.Close()
	return s.put(m, r)
}

// isOffice tells a document of an office program from a zip of files: of one
// whose first member is large, the kind could not be told by its first bytes.
func isOffice(files []*zip.File) bool {
	for _, e := range files {
		switch e.Name {
		case "[Content_Types].xml", "META-INF/manifest.xml", "META-INF/container.xml": // OOXML; OpenDocument; EPUB
			return true
		}
	}
	return false
}

// An entry is a member with the name that it gets.
type entry struct {
	*zip.File
	name  string
	parts []string
}

// inOrder is the members that are no folders, in name order, folder by folder,
// each with a name of its own. The first of equal names keeps it.
func inOrder(files []*zip.File, s *sink) []entry {
	entries := make([]entry, 0, len(files))
	for _, e := range files {
		raw := e.Name
		if !utf8.ValidString(raw) {
			raw = pathField(e.Extra, raw)
		}
		if isFolder(raw) && e.UncompressedSize64 == 0 {
			continue
		}
		name := cleaned(decoded(raw))
		entries = append(entries, entry{File: e, name: name})
	}
	var again []int
	for i := range entries {
		if s.taken[entries[i].name] {
			again = append(again, i)
		}
		s.taken[entries[i].name] = true
	}
	for _, i := range again {
		entries[i].name = s.unique(entries[i].name)
	}
	for i := range entries {
		entries[i].parts = strings.Split(entries[i].name, "/")
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return slices.Compare(a.parts, b.parts) })
	return entries
}

func isFolder(raw string) bool { return strings.HasSuffix(raw, "/") || strings.HasSuffix(raw, `\`) }

// pathField is the name in UTF-8 that Info-ZIP and 7-Zip add to one in a code
// page (extra field 0x7075: version, CRC-32 of the name it stands for, name).
func pathField(extra []byte, raw string) string {
	for len(extra) >= 4 {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; size > len(extra) {
			break
		}
		if field := extra[:size]; id == 0x7075 && size > 5 && field[0] == 1 &&
			binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(raw)) && utf8.Valid(field[5:]) {
			return string(field[5:])
		}
		extra = extra[size:]
	}
	return raw
}

// overlapping are the members that begin inside another: so a zip of 42 KB
// unpacks to 5 GB (https://www.bamsoftware.com/hacks/zipbomb/).
func overlapping(files []*zip.File) map[*zip.File]bool {
	type place struct {
		at, end int64
		of      *zip.File
	}
	var places []place
	for _, e := range files {
		if at, err := e.DataOffset(); err == nil && e.CompressedSize64 > 0 && e.CompressedSize64 < 1<<62 {
			places = append(places, place{at, at + int64(e.CompressedSize64), e})
		}
	}
	slices.SortStableFunc(places, func(a, b place) int { return int(min(max(a.at-b.at, -1), 1)) })
	over := make(map[*zip.File]bool)
	end := int64(0)
	for _, p := range places {
		if p.at < end {
			over[p.of] = true
			continue
		}
		end = p.end
	}
	return over
}

func notRegular(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeSymlink != 0:
		return "symbolic link in a zip"
	case mode&(fs.ModeType&^fs.ModeDir) != 0:
		return "no regular file"
	}
	return ""
}

// The methods of compression that are named here; the others are numbers.
// Source: APPNOTE.TXT 6.3.10, 4.4.5.
const (
	methodDeflate64 = 9
	methodBzip2     = 12
	methodAES       = 99
)

// locked is why a member cannot be unpacked by its flags and method, nil where
// it can.
func locked(flags, method uint16) *corpus.Problem {
	if flags&1 != 0 || method == methodAES {
		return &corpus.Problem{Kind: corpus.Encrypted, Message: "the zip asks for a password", Hint: "unpack it with its password and import the folder"}
	}
	name := map[uint16]string{methodDeflate64: "Deflate64", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}[method]
	switch method {
	case zip.Store, zip.Deflate, methodBzip2:
		return nil
	}
	if name == "" {
		name = fmt.Sprintf("method %d", method)
	}
	return &corpus.Problem{Kind: corpus.Unsupported, Message: "it is compressed with " + name, Hint: "unpack it with 7-Zip and import the folder"}
}
