package unpack

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"vanthu/corpus"
)

// The local header that stands before the bytes of each member.
const (
	localHead       = "PK\x03\x04"
	localHeadBytes  = 30
	flagsDescriptor = 1 << 3 // size and checksum stand behind the bytes
	flagsUTF8       = 1 << 11
)

// salvage reads a zip without its list: header, bytes, header, bytes, as far as
// it goes. The error is at least the problem that the list is missing.
func salvage(r io.Reader, s *sink) error {
	in := bufio.NewReaderSize(r, 64<<10)
	for {
		member, err := salvageOne(in, s)
		if err != nil {
			return err
		}
		if !member {
			break
		}
	}
	return &corpus.Problem{
		Kind:    corpus.Malformed,
		Message: fmt.Sprintf("the zip is cut or damaged: its list of members is missing; %d were found without it", s.n),
		Hint:    "fetch it again",
	}
}

// salvageOne reads the member that stands next; false where there is none.
func salvageOne(in *bufio.Reader, s *sink) (bool, error) {
	head, err := in.Peek(localHeadBytes)
	if err != nil || string(head[:4]) != localHead {
		return false, nil
	}
	flags, method := binary.LittleEndian.Uint16(head[6:]), binary.LittleEndian.Uint16(head[8:])
	sum := binary.LittleEndian.Uint32(head[14:])
	packed := int64(binary.LittleEndian.Uint32(head[18:]))
	names := make([]byte, int(binary.LittleEndian.Uint16(head[26:]))+int(binary.LittleEndian.Uint16(head[28:])))
	nameBytes := int(binary.LittleEndian.Uint16(head[26:]))
	_, _ = in.Discard(localHeadBytes)
	if _, err := io.ReadFull(in, names); err != nil {
		return false, nil
	}
	raw, extra := string(names[:nameBytes]), names[nameBytes:]
	if flags&flagsUTF8 == 0 {
		raw = pathField(extra, raw)
	}
	if packed == 1<<32-1 {
		packed = packed64(extra)
	}
	m := Member{Name: s.unique(cleaned(decoded(raw))), Problem: locked(flags, method)}
	streamed := flags&flagsDescriptor != 0 && packed == 0
	switch {
	case isFolder(raw) && packed == 0:
		delete(s.taken, m.Name)
		return true, nil
	case m.Problem != nil && streamed: // its end cannot be found
		return false, s.tell(m)
	case m.Problem != nil:
		if err := s.tell(m); err != nil {
			return false, err
		}
		_, err := io.CopyN(io.Discard, in, packed)
		return err == nil, nil
	case streamed && method != zip.Deflate:
		m.Problem = &corpus.Problem{Kind: corpus.Malformed, Message: "without the list of members its end cannot be found", Hint: "fetch the container again"}
		return false, s.tell(m)
	case streamed:
		out := &summing{r: flate.NewReader(in)} // takes no byte too many: in is a ByteReader
		if err := s.put(m, out); err != nil || out.err != nil {
			return false, err
		}
		return true, skipDescriptor(in, out.n)
	}
	part := &whole{r: in, left: packed}
	var out io.Reader = part
	switch method {
	case zip.Deflate:
		out = flate.NewReader(part)
	case methodBzip2:
		out = bzip2.NewReader(part)
	}
	if err := s.put(m, &summing{r: out, want: sum, check: flags&flagsDescriptor == 0}); err != nil {
		return false, err
	}
	_, err = io.Copy(io.Discard, part)
	return err == nil, nil
}

// skipDescriptor skips what follows the bytes of a member whose size, n, was
// not known when it was written. Whether its sizes have 4 or 8 bytes, and
// whether it begins with a mark, nothing says but what comes next.
func skipDescriptor(in *bufio.Reader, n int64) error {
	for _, size := range [...]int{16, 12, 24, 20} {
		next, err := in.Peek(size + 4)
		if err != nil {
			continue
		}
		if bytes.HasPrefix(next[size:], []byte("PK")) {
			_, err := in.Discard(size)
			return err
		}
	}
	return nil // the next look finds no header and ends
}

// packed64 is the size of the packed bytes in the extra field of large zips.
func packed64(extra []byte) int64 {
	for len(extra) >= 4 {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; size > len(extra) {
			break
		}
		if id == 1 && size >= 16 {
			return max(int64(binary.LittleEndian.Uint64(extra[8:])), 0)
		}
		extra = extra[size:]
	}
	return 1<<32 - 1
}

// A whole reads so many bytes; that they end before is an error.
type whole struct {
	r    io.Reader
	left int64
}

func (w *whole) Read(b []byte) (int, error) {
	if w.left <= 0 {
		return 0, io.EOF
	}
	n, err := w.r.Read(b[:min(int64(len(b)), w.left)])
	w.left -= int64(n)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// A summing reader counts, and compares the checksum at the end.
type summing struct {
	r     io.Reader
	want  uint32
	check bool
	sum   uint32
	n     int64
	err   error
}

func (c *summing) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	c.sum = crc32.Update(c.sum, crc32.IEEETable, b[:n])
	switch {
	case errors.Is(err, io.EOF):
		if c.check && c.sum != c.want {
			err, c.err = zip.ErrChecksum, zip.ErrChecksum
		}
	case err != nil:
		c.err = err
	}
	return n, err
}
