package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/instrument"
)

// syllables of an invented directive; 10 KB of them compress as the real ones do.
var syllables = strings.Fields(`ủy ban nhân dân huyện kế hoạch thực hiện nghị quyết về việc tăng cường công tác quản lý đất đai giáo dục
	và đào tạo trên địa bàn các cơ quan đơn vị xây dựng nông thôn mới giai đoạn năm theo quy định của pháp luật báo cáo kết quả
	trước ngày tháng chỉ đạo kiểm tra giám sát tổ chức đảng đảng viên cán bộ công chức viên chức nhiệm vụ giải pháp chủ yếu`)

func directive(r *rand.Rand, size int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d-KH/HU\n", r.IntN(1000))
	for words := 1; b.Len() < size; words++ {
		b.WriteString(syllables[r.IntN(len(syllables))])
		if words%12 == 0 {
			fmt.Fprintf(&b, " %d\n", r.IntN(100))
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// kept makes a document with three pages and a record of the usual size.
func kept(job Job, text string) Kept {
	k := Kept{Job: job, Source: job.Source}
	var cuts []int
	for i := 0; i <= 3; i++ {
		at := len(text) * i / 3
		for at < len(text) && !border(text, at) {
			at++
		}
		cuts = append(cuts, at)
	}
	for i := range 3 {
		p := corpus.Page{Number: i + 1, Text: text[cuts[i]:cuts[i+1]], Method: corpus.MethodTextLayer, Width: 595, Height: 842, Quality: 0.98, Characters: 2500}
		for at := 0; at < len(p.Text); {
			end := at + strings.IndexByte(p.Text[at:]+"\n", '\n')
			p.Lines = append(p.Lines, corpus.Line{Start: at, End: end})
			at = end + 1
		}
		k.Pages = append(k.Pages, p)
		k.Record.Pages = append(k.Record.Pages, corpus.PageSummary{Page: i + 1, Method: p.Method, Language: "vi", Quality: 0.98, Characters: 2500})
	}
	k.Source.Pages = 3
	first, _, _ := strings.Cut(text, "\n")
	r := &k.Record
	r.ID, r.Source, r.Revision = k.Source.ID, k.Source, "1"
	r.Number.Value = &first
	for _, f := range []*corpus.Field[string]{&r.Type, &r.Number.Field, &r.Issued, &r.Issuer.Field, &r.Subject} {
		f.Value, f.Confidence, f.Evidence = &first, 0.95, corpus.EvidenceHead
		f.Place = corpus.Place{Raw: first, Page: 1, End: len(first)}
	}
	for i := range 12 {
		c := corpus.Citation{Type: "Nghị quyết", Number: corpus.Optional(fmt.Sprintf("%d-NQ/TW", i)), Issued: "2013-11-04", Relation: corpus.BasedOn, Confidence: 0.93}
		for range 2 {
			c.Mentions = append(c.Mentions, corpus.Mention{Text: first, Span: corpus.Span{Page: 1, End: len(first)}})
		}
		r.Citations = append(r.Citations, c)
	}
	return k
}

const batchSize = 200 // documents of 10 KB in one transaction: 2 MB of text

func BenchmarkAdmit(b *testing.B) {
	a := open(b, b.TempDir())
	run := begin(b, a)
	r := rand.New(rand.NewPCG(1, 1))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		b.StopTimer()
		texts := make([]string, batchSize)
		for i := range texts {
			texts[i] = directive(r, 10_000)
		}
		b.StartTimer()
		var arrivals []Arrival
		for i, text := range texts {
			o, err := a.PutOriginal(b.Context(), strings.NewReader(text), 0)
			if err != nil {
				b.Fatal(err)
			}
			arrivals = append(arrivals, Arrival{Original: o, Name: fmt.Sprintf("box/%d-%d.txt", n, i), MediaType: "text/plain"})
		}
		if _, err := a.Admit(b.Context(), run, arrivals); err != nil {
			b.Fatal(err)
		}
		n += batchSize
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "docs/s")
}

func BenchmarkKeep(b *testing.B) {
	a := open(b, b.TempDir())
	run := begin(b, a)
	r := rand.New(rand.NewPCG(2, 2))
	b.ReportAllocs()
	n, text := 0, int64(0)
	for b.Loop() {
		b.StopTimer()
		var arrivals []Arrival
		texts := make(map[corpus.ID]string)
		for range batchSize {
			t := directive(r, 10_000)
			o, err := a.PutOriginal(b.Context(), strings.NewReader(t), 0)
			if err != nil {
				b.Fatal(err)
			}
			texts[o.ID] = t
			arrivals = append(arrivals, Arrival{Original: o, Name: "box/" + string(o.ID[:9]), MediaType: "text/plain"})
		}
		if _, err := a.Admit(b.Context(), run, arrivals); err != nil {
			b.Fatal(err)
		}
		jobs, err := a.Lease(b.Context(), run, batchSize, time.Minute, false)
		if err != nil {
			b.Fatal(err)
		}
		var batch []Kept
		for _, j := range jobs {
			batch = append(batch, kept(j, texts[j.Source.ID]))
			text += j.Source.Bytes
		}
		b.StartTimer()
		if err := a.Keep(b.Context(), run, batch); err != nil {
			b.Fatal(err)
		}
		n += len(batch)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "docs/s")
	var size int64
	if err := a.writer.QueryRowContext(b.Context(), `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`).Scan(&size); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(size)/float64(text), "catalogue/text")
}

func BenchmarkLease(b *testing.B) {
	a := open(b, b.TempDir())
	run := begin(b, a)
	var files []string
	for i := range 5000 {
		files = append(files, fmt.Sprintf("box/%d=%d", i, i))
	}
	give(b, a, run, files...)
	b.ReportAllocs()
	for b.Loop() { // and give back
		var ids []corpus.ID
		for _, j := range take(b, a, run, 4, true) {
			ids = append(ids, j.Source.ID)
		}
		if err := a.Release(b.Context(), run, ids); err != nil || len(ids) != 4 {
			b.Fatal(ids, err)
		}
	}
}

func BenchmarkPutLarge(b *testing.B) {
	a := open(b, b.TempDir())
	data := bytes.Repeat([]byte("0123456789abcdef"), 4<<20)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		o, err := a.PutOriginal(b.Context(), bytes.NewReader(data), 0)
		if err != nil {
			b.Fatal(err)
		}
		if err := a.Discard(o); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkVerify verifies documents of 10 KB.
func BenchmarkVerify(b *testing.B) {
	a, ids := filled(b)
	b.SetBytes(int64(len(ids)) * 10_000)
	for b.Loop() {
		if r := clean(b, a); r.Documents != len(ids) {
			b.Fatal(r)
		}
	}
}

// filled is an archive of 200 documents of 10 KB.
func filled(b *testing.B) (*Archive, []corpus.ID) {
	b.Helper()
	a := open(b, b.TempDir())
	run := begin(b, a)
	r := rand.New(rand.NewPCG(3, 3))
	texts := make(map[corpus.ID]string)
	var ids []corpus.ID
	var files []string
	for range 200 {
		t := directive(r, 10_000)
		texts[idOf(t)] = t
		ids = append(ids, idOf(t))
		files = append(files, "box/"+string(idOf(t)[:9])+"="+t)
	}
	give(b, a, run, files...)
	var batch []Kept
	for _, j := range take(b, a, run, 1000, false) {
		batch = append(batch, kept(j, texts[j.Source.ID]))
	}
	if err := a.Keep(b.Context(), run, batch); err != nil {
		b.Fatal(err)
	}
	return a, ids
}

// BenchmarkIndexed reads what an index needs of a document.
func BenchmarkIndexed(b *testing.B) {
	a, ids := filled(b)
	b.SetBytes(10_000)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		id := ids[i%len(ids)]
		if _, err := a.Record(b.Context(), id); err != nil {
			b.Fatal(err)
		}
		if pages, err := a.PageTexts(b.Context(), id); err != nil || len(pages) != 3 {
			b.Fatal(len(pages), err)
		}
	}
}

// BenchmarkInstruments asks an archive of 3,000 documents, each of which cites
// one of two hubs and ten others, for a hub, for all that is missing, and for the
// targets of a record.
func BenchmarkInstruments(b *testing.B) {
	a := open(b, b.TempDir())
	run := begin(b, a)
	r := rand.New(rand.NewPCG(3, 3))
	var ids []corpus.ID
	for range 15 {
		var files []string
		for range 200 {
			t := directive(r, 100)
			ids = append(ids, idOf(t))
			files = append(files, "box/"+string(idOf(t)[:9])+"="+t)
		}
		give(b, a, run, files...)
		var batch []Kept
		for _, j := range take(b, a, run, 1000, false) {
			rec := corpus.Record{ID: j.Source.ID}
			number, issued, kind := fmt.Sprintf("%d-KH/HU", 1+r.IntN(2000)), fmt.Sprintf("20%02d-05-06", 10+r.IntN(16)), "Kế hoạch"
			rec.Number.Value, rec.Issued.Value, rec.Type.Value = &number, &issued, &kind
			hub := corpus.Citation{Type: "Nghị quyết", Number: "29-NQ/TW"}
			if r.IntN(3) > 0 {
				hub.Issued = corpus.Optional([]string{"2013-11-04", "2022-11-17"}[r.IntN(2)])
			}
			rec.Citations = append(rec.Citations, hub)
			for range 10 {
				rec.Citations = append(rec.Citations, corpus.Citation{Type: "Kế hoạch", Number: corpus.Optional(fmt.Sprintf("%d-KH/HU", 1+r.IntN(4000))),
					Issued: corpus.Optional(fmt.Sprintf("20%02d-05-06", 10+r.IntN(16)))})
			}
			batch = append(batch, Kept{Job: j, Source: j.Source, Record: rec})
		}
		if err := a.Keep(b.Context(), run, batch); err != nil {
			b.Fatal(err)
		}
	}
	hub := bringText(b, a, "hub.txt", "Nghị quyết", "29-NQ/TW", "2013-11-04")
	b.Run("twins", func(b *testing.B) { // every page of a document asks, so that it must not count who cites it
		for b.Loop() {
			if twins, err := a.TwinsOf(b.Context(), hub, false); err != nil || len(twins) > 0 {
				b.Fatal(twins, err)
			}
		}
	})
	b.Run("hub", func(b *testing.B) {
		for b.Loop() {
			if all, err := a.Instruments(b.Context(), instrument.Asked{Seq: "29", Symbol: "NQ/TW"}); err != nil || len(all) != 2 {
				b.Fatal(len(all), err)
			}
		}
	})
	b.Run("sequence", func(b *testing.B) {
		for b.Loop() {
			if all, err := a.Instruments(b.Context(), instrument.Asked{Seq: "29", Types: []string{"Kế hoạch"}}); err != nil || len(all) == 0 {
				b.Fatal(len(all), err)
			}
		}
	})
	b.Run("missing", func(b *testing.B) {
		for b.Loop() {
			if _, n, err := a.Missing(b.Context(), 0, 50); err != nil || n < 100 {
				b.Fatal(n, err)
			}
		}
	})
	b.Run("resolve", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			rec, err := a.Record(b.Context(), ids[i%len(ids)])
			if err != nil {
				b.Fatal(err)
			}
			if _, err := a.Resolve(b.Context(), rec); err != nil {
				b.Fatal(err)
			}
		}
	})
}
