package index

import (
	"encoding/binary"
	"fmt"
	"math"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
)

// A shelf keeps the postings lists of frequent words unpacked: the same hundred
// words make up half of every text and of most phrases, and Bleve unpacks a list
// at ten times the cost of looking at it. A list comes onto the shelf once as
// many of its documents have been read as it has, so that a process that asks
// once pays nothing. It goes with the generation, and is safe for concurrent use.
type shelf struct {
	mu    sync.Mutex
	lists map[listKey]*shelved
	bytes int
	clock int // counts the uses

	lengths map[int][]uint8 // by part, of all documents of which a list has told it
}

// shelfBytes bounds the memory of a shelf: a word that stands in all of 100,000
// documents takes 0.1 MB to be counted, about 1 MB with positions.
const shelfBytes = 128 << 20

// oftenShare is the share of the documents of a part, one in so many, from which
// on a list is kept unpacked.
const oftenShare = 16

// A listKey names the part of a postings list that lies in a part of the index.
type listKey struct {
	part   int
	term   string // of fieldWords
	placed bool   // with positions
}

// A shelved list is one that is or may come to be unpacked.
type shelved struct {
	read     int // documents read of it so far
	used     int // when, by the clock of the shelf
	building bool
	list     *unpacked // nil: not yet
}

func newShelf() *shelf { return &shelf{lists: map[listKey]*shelved{}, lengths: map[int][]uint8{}} }

// find gives an unpacked list, nil where there is none, and whether the caller
// should unpack it and [shelf.put] it: it has size documents.
func (s *shelf) find(key listKey, size int) (list *unpacked, build bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock++
	if !key.placed {
		if e := s.lists[listKey{key.part, key.term, true}]; e != nil && e.list != nil {
			e.used = s.clock
			return e.list, false
		}
	}
	e := s.lists[key]
	if e == nil {
		return nil, false
	}
	e.used = s.clock
	if e.list == nil && !e.building && e.read >= size {
		e.building = true
		return nil, true
	}
	return e.list, false
}

// read counts documents that were read of a packed list.
func (s *shelf) read(key listKey, documents int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.lists[key]
	if e == nil {
		e = &shelved{used: s.clock}
		s.lists[key] = e
	}
	e.read += documents
}

// put lays a list that find asked for onto the shelf, and takes off those not
// used for the longest; nil is one that cannot be unpacked, which is not tried again.
func (s *shelf) put(key listKey, list *unpacked) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if list == nil {
		return
	}
	e := s.lists[key]
	e.building, e.list = false, list
	list.lengths = s.shared(key.part, list.lengths)
	s.bytes += list.bytes()
	for s.bytes > shelfBytes {
		oldest := e
		for _, o := range s.lists {
			if o.list != nil && o.used < oldest.used {
				oldest = o
			}
		}
		s.bytes -= oldest.list.bytes()
		oldest.list, oldest.read = nil, 0
		if oldest == e {
			return
		}
	}
}

// shared gives the lengths that all lists of a part share, with those of another
// list. What was given before is not changed: others are reading it.
func (s *shelf) shared(part int, lengths []uint8) []uint8 {
	all := s.lengths[part]
	grown := false
	for doc, n := range lengths {
		if n == 0 || all != nil && all[doc] != 0 {
			continue
		}
		if !grown {
			grown = true
			all = append(make([]uint8, 0, len(lengths)), all...)[:len(lengths)]
		}
		all[doc] = n
	}
	s.lengths[part] = all
	return all
}

// An unpacked list says of each document of a part how often a word stands in it
// and where.
type unpacked struct {
	from    uint32            // first document of the part
	few     []uint8           // occurrences by document
	many    map[uint32]uint32 // those from math.MaxUint8 on
	lengths []uint8           // as column.lengths

	steps []byte   // from one position to the next, as varints; by document
	begun []uint32 // where each block of documents begins in steps
	ends  []uint16 // of each document, from the begin of its block; nil: only counted
}

// blockSize is the documents of a block.
const blockSize = 32

func (u *unpacked) bytes() int {
	return len(u.few) + 4*len(u.begun) + 2*len(u.ends) + cap(u.steps) + 16*len(u.many)
}

// count is how often the word stands in a document of the part.
func (u *unpacked) count(doc uint32) uint32 {
	n := u.few[doc-u.from]
	if n == math.MaxUint8 {
		return u.many[doc]
	}
	return uint32(n)
}

// read appends the positions of the word in a document of the part.
func (u *unpacked) read(doc uint32, positions []uint32) []uint32 {
	at := doc - u.from
	begin := uint16(0)
	if at%blockSize > 0 {
		begin = u.ends[at-1]
	}
	if begin == u.ends[at] {
		return positions
	}
	pos := uint32(0)
	block := u.steps[u.begun[at/blockSize]:]
	for steps := block[begin:u.ends[at]]; len(steps) > 0; {
		if steps[0] < 0x80 {
			pos += uint32(steps[0])
			steps = steps[1:]
		} else {
			step, n := binary.Uvarint(steps)
			pos += uint32(step)
			steps = steps[n:]
		}
		positions = append(positions, pos)
	}
	return positions
}

// unpacked gives the list of a word where it is frequent and on the shelf; docs
// are the documents that hold it. It can have come there by this call.
func (p *part) unpacked(key listKey, docs *roaring.Bitmap) (*unpacked, error) {
	if p.shelf == nil {
		return nil, nil
	}
	size := int(docs.AndCardinality(p.live))
	if size*oftenShare < int(p.to-p.from) {
		return nil, nil
	}
	list, build := p.shelf.find(key, size)
	if !build {
		return list, nil
	}
	defer func() { p.shelf.put(key, list) }() // also where a damaged segment makes Bleve panic
	var err error
	list, err = p.unpack(key)
	return list, err
}

// spent tells the shelf how many documents of a list were read.
func (p *part) spent(key listKey, docs *roaring.Bitmap, read int) {
	if p.shelf != nil && int(docs.GetCardinality())*oftenShare >= int(p.to-p.from) {
		p.shelf.read(key, read)
	}
}

// unpack reads a list.
func (p *part) unpack(key listKey) (*unpacked, error) {
	list, err := p.postings(fieldWords, key.term)
	if err != nil {
		return nil, err
	}
	size := int(p.to - p.from)
	u := &unpacked{from: p.from, few: make([]uint8, size), lengths: make([]uint8, size)}
	if key.placed {
		u.begun, u.ends = make([]uint32, size/blockSize+1), make([]uint16, size)
	}
	it := list.Iterator(true, true, key.placed, nil)
	next := 0 // document of the part whose end is not known yet
	fits := true
	// end notes that the documents up to at have no more positions.
	end := func(at int) {
		for ; next < at; next++ {
			length := len(u.steps) - int(u.begun[next/blockSize])
			fits = fits && length <= math.MaxUint16
			u.ends[next] = uint16(length)
			if next%blockSize == blockSize-1 {
				u.begun[next/blockSize+1] = uint32(len(u.steps))
			}
		}
	}
	var positions []uint32
	posting, err := it.Advance(uint64(p.from))
	for ; err == nil && posting != nil && posting.Number() < uint64(p.to); posting, err = it.Next() {
		at := uint32(posting.Number()) - p.from
		n := posting.Frequency()
		u.few[at] = uint8(min(n, math.MaxUint8))
		if n >= math.MaxUint8 {
			if u.many == nil {
				u.many = map[uint32]uint32{}
			}
			u.many[p.from+at] = uint32(n)
		}
		u.lengths[at] = roughOf(posting)
		if !key.placed {
			continue
		}
		end(int(at))
		c := cursor{posting: posting}
		positions = c.positions(positions[:0])
		last := uint32(0)
		for _, pos := range positions {
			u.steps = binary.AppendUvarint(u.steps, uint64(pos-last))
			last = pos
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if key.placed {
		end(size)
		if !fits {
			return nil, nil // a book among the documents
		}
		u.steps = append(make([]byte, 0, len(u.steps)), u.steps...)
	}
	return u, nil
}
