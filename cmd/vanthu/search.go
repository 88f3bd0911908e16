package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"vanthu/internal/desk"
	"vanthu/internal/index"
	"vanthu/internal/query"
)

func searchCommand() command {
	return command{
		name:    "search",
		summary: "find documents by number, words or phrases",
		usage: `usage: vanthu search [FLAGS] QUERY...

Finds the documents for which every condition of the query holds. A number means
the instrument: first the document that bears it, then those about it, those
that cite it, those that hold the words. Each hit says which (is, about, cites,
contains). What the number can mean is listed before the hits, with who cites
it.

  29-NQ/TW, nq29-tw, Nghị quyết 29 an instrument, however it is written
  29-NQ/TW ngày 04/11/2013         the one of that year; also: 29-NQ/TW năm 2013
  29/2013                          the one of the year 2013, of any type
  Luật Đất đai 2013                a law by its name, and its year if you like
  "đổi mới căn bản"                words side by side
  giáo*                            words that begin so
  -dự, -(a b), NOT a               without (at the begin of a query: after --)
  a OR b, (a b) OR c               one of them; OR, HOẶC and | are one

  loại:NQ             type:        số:29-NQ/TW, số:29/2013     number:
  cơquan:"Sở Nội vụ"  issuer:      kýbởi:"Trần Văn Mẫu"        signer:
  năm:2013..2015      year:        ngày:04/11/2013, >2020, ..2024 date:
                                   ngày:01/2013-06/2014, quý III/2013
  tríchyếu:"đổi mới"  subject:     dẫn:29-NQ/TW, dẫn:"Luật Đất đai" cites:
  căncứ: basedon:, thựchiện: implements:, sửađổi: amends:, thaythế: replaces:,
  bãibỏ: repeals:, chitiết: details:, hợpnhất: merges:, đínhchính: corrects:,
  dẫnchiếu: refersto:  like dẫn:, by what the document does to the instrument
  cấp: level: (trung ương, tỉnh, huyện, xã), quanhệ: relation:,
  ngônngữ: language: (vi, en ...), chấtlượng: quality: (tốt, khá, kém),
  mật: secrecy: (mật, tối mật, tuyệt mật),
  hộp: box:, hồsơ: file:, phông: fonds: (the names of import --box ...)

Names of fields may be written without marks and with blanks (can cu:). Words
typed without marks find marked ones; marked words are meant as typed, and
looked for without marks only where nothing is found. Words side by side as
typed come before the same words apart. hoá is hóa, kĩ is kỹ, UBND is ủy ban
nhân dân.

  --archive DIR  the archive folder
  --limit N      at most N hits (default 10)
  --from N       leave out the first N hits
  --sort ORDER   relevance (default), date (the newest first) or number
  --json         print one JSON object

example:
  vanthu search 'Nghị quyết 29 cơquan:"Huyện ủy" năm:2013..2024'

exit status: 0 done, also where nothing is found; 1 stopped by an error; 2 wrong
usage, or a query that cannot be read
`,
		run: runSearch,
	}
}

// facetValues is how many values of each facet are counted for --json.
const facetValues = 20

func runSearch(ctx context.Context, w *world, args []string) error {
	fs := flags("search")
	dir := w.archiveFlag(fs)
	limit := fs.Int("limit", 10, "")
	from := fs.Int("from", 0, "")
	order := index.ByRelevance
	fs.Func("sort", "", func(s string) (err error) {
		order, err = index.ParseOrder(s)
		return err
	})
	asJSON := fs.Bool("json", false, "")
	words, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(words) == 0 {
		return usagef("no query is given")
	}
	if *limit < 0 || *from < 0 {
		return usagef("--limit and --from count from 0")
	}
	typed := desk.Typed(strings.Join(words, " "))
	q, err := query.Parse(typed)
	if err != nil {
		var bad *query.Error
		if errors.As(err, &bad) {
			return usagef("the query cannot be read: %s\n%s", bad.Message, pointed(typed, bad.At))
		}
		return err
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	began := w.now()
	searcher, err := index.Open(indexDir(archive))
	if err != nil {
		return indexError(err)
	}
	defer searcher.Close()
	window := index.Window{From: *from, Limit: *limit, Order: order}
	if *asJSON {
		window.Facets = facetValues
	}
	result, err := desk.Search(ctx, archive, searcher, q, window)
	if err != nil {
		return indexError(err)
	}
	took := w.now().Sub(began)
	result.TookMS = took.Milliseconds()
	result.Query = typed
	if *asJSON {
		return encode(w, result)
	}
	w.writeHits(result)
	fmt.Fprintf(w.stdout, "%d documents in %.1f ms\n", result.Total, took.Seconds()*1000)
	return nil
}

// indexError adds the cure to what is wrong with the index.
func indexError(err error) error {
	switch {
	case errors.Is(err, index.ErrOtherVersion):
		return withHint(err, "vanthu reindex builds it for this one; nothing is lost")
	case errors.Is(err, index.ErrNoIndex), errors.Is(err, index.ErrDamaged):
		return withHint(err, "vanthu reindex builds it anew; nothing is lost")
	}
	return err
}

// pointed shows a query around byte at, and a mark under it. Of a long query,
// which would fill the screen, what is near.
func pointed(query string, at int) string {
	const most = 60 // letters on either side
	at = min(at, len(query))
	before, after := []rune(query[:at]), []rune(query[at:])
	begin, end := "", ""
	if len(before) > most {
		begin, before = "...", before[len(before)-most:]
	}
	if len(after) > most {
		end, after = "...", after[:most]
	}
	left := begin + printable(string(before))
	wide := 0
	for _, r := range left {
		if !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) { // these take no room
			wide++
		}
	}
	return "  " + left + printable(string(after)) + end + "\n  " + strings.Repeat(" ", wide) + "^"
}

// writeHits prints hits as a person reads them: why, the document, its subject,
// and where in it.
func (w *world) writeHits(r index.Result) {
	if r.Note != "" {
		fmt.Fprintf(w.stdout, "(%s)\n\n", r.Note)
	}
	for _, in := range r.Instruments {
		fmt.Fprintf(w.stdout, "%s\n", printable(instrumentLine(in)))
	}
	if len(r.Instruments) > 0 {
		fmt.Fprintln(w.stdout)
	}
	for _, h := range r.Hits {
		fmt.Fprintf(w.stdout, "%-9s %s\n", h.Why, printable(heading(h)))
		if h.Subject != "" {
			fmt.Fprintf(w.stdout, "%-9s %s\n", "", printable(string(h.Subject)))
		}
		for _, s := range h.Snippets {
			fmt.Fprintf(w.stdout, "%-9s p. %d: %s\n", "", s.Page, w.marked(s))
		}
		fmt.Fprintf(w.stdout, "%-9s %s  %.12s\n\n", "", printable(h.Source), h.ID)
	}
}

func heading(h index.Hit) string {
	var parts []string
	name := strings.TrimSpace(string(h.Type) + " " + string(h.Number))
	for _, s := range []string{name, string(h.Issued), string(h.Issuer)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return "(no number, type or date)"
	}
	return strings.Join(parts, ", ")
}

// marked is the snippet with the hits marked: bold on a terminal, in square
// brackets elsewhere.
func (w *world) marked(s index.Snippet) string {
	open, shut := "[", "]"
	if w.terminal {
		open, shut = "\x1b[1;33m", "\x1b[0m"
	}
	var b strings.Builder
	last := 0
	for _, m := range s.Marks {
		b.WriteString(printable(s.Text[last:m[0]]) + open + printable(s.Text[m[0]:m[1]]) + shut)
		last = m[1]
	}
	b.WriteString(printable(s.Text[last:]))
	return b.String()
}
