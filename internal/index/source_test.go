package index

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/query"
)

// memory is a Source held in memory.
type memory struct {
	mu   sync.Mutex
	seq  int64
	last map[corpus.ID]Change
	docs map[corpus.ID]Entry
}

func newMemory() *memory {
	return &memory{last: map[corpus.ID]Change{}, docs: map[corpus.ID]Entry{}}
}

func (m *memory) put(es ...Entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, e := range es {
		m.seq++
		m.docs[e.Record.ID] = e
		m.last[e.Record.ID] = Change{Seq: m.seq, ID: e.Record.ID}
	}
}

func (m *memory) remove(id corpus.ID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.seq++
	delete(m.docs, id)
	m.last[id] = Change{Seq: m.seq, ID: id, Removed: true}
}

func (m *memory) Changes(_ context.Context, after int64, limit int) ([]Change, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var cs []Change
	for _, c := range m.last {
		if c.Seq > after {
			cs = append(cs, c)
		}
	}
	slices.SortFunc(cs, func(a, b Change) int { return cmp.Compare(a.Seq, b.Seq) })
	return cs[:min(limit, len(cs))], nil
}

func (m *memory) Document(_ context.Context, id corpus.ID) (Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.docs[id]
	if !ok {
		return Entry{}, fs.ErrNotExist
	}
	return e, nil
}

func (m *memory) Count(context.Context) (settled, all int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.docs), len(m.docs), nil
}

func value[T any](v T) corpus.Field[T] { return corpus.Field[T]{Value: &v} }

// entry makes a document of pages of text.
func entry(name string, pages ...string) Entry {
	sum := sha256.Sum256([]byte(name))
	e := Entry{Record: corpus.Record{ID: corpus.ID(hex.EncodeToString(sum[:])), Source: corpus.Source{Name: name}}}
	for i, p := range pages {
		e.Pages = append(e.Pages, corpus.Page{Number: i + 1, Text: p})
	}
	return e
}

// bearing gives the entry its own number.
func (e Entry) bearing(typ, num, seq, symbol string, year int, issued string) Entry {
	if typ != "" {
		e.Record.Type = value(typ)
	}
	e.Record.Number.Value = &num
	e.Record.Number.Seq, e.Record.Number.Symbol = corpus.Optional(seq), corpus.Optional(symbol)
	if year != 0 {
		e.Record.Number.Year = &year
	}
	if issued != "" {
		e.Record.Issued = value(issued)
	}
	return e
}

func (e Entry) about(subject string) Entry {
	e.Record.Subject = value(subject)
	return e
}

// citing gives the entry a citation; text must stand on a page.
func (e Entry) citing(t testing.TB, typ, num, issued, text string) Entry {
	t.Helper()
	for _, p := range e.Pages {
		if at := strings.Index(p.Text, text); at >= 0 {
			e.Record.Citations = append(slices.Clone(e.Record.Citations), corpus.Citation{
				Type: corpus.Optional(typ), Number: corpus.Optional(num), Issued: corpus.Optional(issued),
				Mentions: []corpus.Mention{{Text: text, Span: corpus.Span{Page: p.Number, Start: at, End: at + len(text)}}},
			})
			return e
		}
	}
	t.Fatalf("no page holds the mention %q", text)
	return e
}

// related and entitled say more of the last citation.
func (e Entry) related(r corpus.Relation) Entry {
	e.Record.Citations[len(e.Record.Citations)-1].Relation = r
	return e
}

func (e Entry) entitled(title string) Entry {
	e.Record.Citations[len(e.Record.Citations)-1].Title = corpus.Optional(title)
	return e
}

// from gives the entry its issuer and signer.
func (e Entry) from(issuer, signer string) Entry {
	e.Record.Issuer.Field = value(issuer)
	e.Record.Signers = []corpus.Signer{{Name: value(signer)}}
	return e
}

var syllables = strings.Fields(`của và các nghị quyết định về đổi mới căn bản toàn diện giáo dục đào tạo ban chấp hành
trung ương đảng bộ tỉnh ủy huyện xã hội nhân dân hội đồng kế hoạch thực hiện nhiệm vụ công tác cán bộ năm tháng ngày
kinh tế phát triển xây dựng nông thôn đô thị môi trường đất đai y sức khỏe quốc phòng an ninh tư pháp thanh tra kiểm
soát báo cáo tổng kết đánh giá hiệu quả nguồn lực tài chính ngân sách đầu thu chi trách nhiệm tổ chức lãnh đạo quản lý
nhà nước cơ quan đơn vị cá nhân doanh nghiệp hợp tác liên kết khoa học công nghệ số chuyển hòa bình thủy lợi hoá quý
giữ bàn bạn ban bán cân cần cạn can mơi mời mọi tao táo tạo`)

// generated makes documents whose words follow Zipf's law, so that phrases of
// common words match many of them.
func generated(n, words int, seed uint64) []Entry {
	r := rand.New(rand.NewPCG(seed, 1))
	z := rand.NewZipf(r, 1.05, 4, uint64(len(syllables)-1))
	symbols := []string{"NQ/TW", "KH/HU", "QĐ-UBND", "NĐ-CP", "CT/TU"}
	out := make([]Entry, n)
	for i := range out {
		var b strings.Builder
		var pages []string
		count := words/2 + r.IntN(words)
		for w := range count {
			switch {
			case r.IntN(60) == 0:
				fmt.Fprintf(&b, "%d-%s", 1+r.IntN(40), symbols[r.IntN(2)])
			case r.IntN(400) == 0:
				fmt.Fprintf(&b, "hiếm%d", r.IntN(5000))
			case r.IntN(300) == 0:
				b.WriteString([]string{"UBND", "HĐND tỉnh", "ủy ban nhân dân", "uỷ ban nhân dân tỉnh", "kĩ thuật", "kỹ thuật"}[r.IntN(6)])
			default:
				b.WriteString(syllables[z.Uint64()])
			}
			switch {
			case w%400 == 399:
				pages = append(pages, b.String())
				b.Reset()
			case r.IntN(12) == 0:
				b.WriteString(".\n")
			case r.IntN(12) == 0:
				b.WriteString(", ")
			default:
				b.WriteByte(' ')
			}
		}
		pages = append(pages, b.String())
		e := entry(fmt.Sprintf("%d/%d", seed, i), pages...)
		seq := fmt.Sprint(1 + r.IntN(40))
		sym := symbols[r.IntN(2)]
		e = e.bearing([]string{"Nghị quyết", "Kế hoạch", "Quy định", ""}[r.IntN(4)], seq+"-"+sym, seq, sym, 0, fmt.Sprintf("20%02d-05-06", r.IntN(25)))
		e.Record.Issuer.Field = value([]string{"UBND tỉnh Sơn Hải", "Ủy ban nhân dân xã An Khê", "Huyện ủy", "HĐND tỉnh"}[r.IntN(4)])
		e.Record.Signers = []corpus.Signer{{Name: value([]string{"Trần Văn Mẫu", "Lê Thị Thử", "Lý Văn Mẫu"}[r.IntN(3)])}}
		e.Record.Pages = []corpus.PageSummary{{Page: 1, Language: corpus.Optional([]string{"vi", "en", ""}[r.IntN(3)]), Quality: r.Float64(), Characters: 100}}
		if r.IntN(5) == 0 {
			e.Record.Secrecy = value([]string{"Mật", "Tối mật"}[r.IntN(2)])
		}
		for range r.IntN(4) {
			e.Record.Citations = append(e.Record.Citations, corpus.Citation{
				Number:   corpus.Optional(fmt.Sprintf("%d-%s", 1+r.IntN(40), symbols[r.IntN(2)])),
				Relation: corpus.Relations[r.IntN(len(corpus.Relations))],
			})
		}
		var s []string
		for range 6 {
			s = append(s, syllables[z.Uint64()])
		}
		e = e.about(strings.Join(s, " "))
		out[i] = e
	}
	return out
}

func (m *memory) lookup(ctx context.Context, id corpus.ID) (Entry, error) { return m.Document(ctx, id) }

func publish(t testing.TB, dir string, src Source) Report {
	t.Helper()
	return publishWith(t, dir, src, Options{})
}

func publishWith(t testing.TB, dir string, src Source, opt Options) Report {
	t.Helper()
	r, err := Publish(t.Context(), dir, src, opt)
	if err != nil {
		t.Fatalf("publish: %v", err)
	}
	return r
}

func open(t testing.TB, dir string) *Searcher {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func parse(t testing.TB, s string) query.Query {
	t.Helper()
	q, err := query.Parse(s)
	if err != nil {
		t.Fatalf("parse %q: %v", s, err)
	}
	return q
}

// search asks and gives the hits as "name why", sorted within a group.
func search(t testing.TB, s *Searcher, src *memory, text string) (Result, []string) {
	t.Helper()
	r, err := s.Search(t.Context(), parse(t, text), Window{Limit: 1000}, src.lookup)
	if err != nil {
		t.Fatalf("search %q: %v", text, err)
	}
	var names []string
	for _, h := range r.Hits {
		names = append(names, h.Source+" "+h.Why)
	}
	return r, names
}
