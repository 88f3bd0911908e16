package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"vanthu/corpus"
)

func version(t *testing.T, path string) (v int, tables string) {
	t.Helper()
	db, err := sql.Open("sqlite", readDSN(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`SELECT user_version, (SELECT group_concat(name, ' ' ORDER BY name) FROM sqlite_schema WHERE type = 'table') FROM pragma_user_version`).Scan(&v, &tables); err != nil {
		t.Fatal(err)
	}
	return v, tables
}

// Every version of the past comes up to the last one, in one step or in many.
func TestMigrate(t *testing.T) {
	steps := mustMigrations(fstest.MapFS{
		"m/0001_a.sql": {Data: []byte(`CREATE TABLE a (x); INSERT INTO a VALUES (1)`)},
		"m/0002_b.sql": {Data: []byte(`CREATE TABLE b AS SELECT x + 1 AS x FROM a`)},
		"m/0003_c.sql": {Data: []byte(`ALTER TABLE b RENAME TO c`)},
	}, "m")
	for from := range len(steps) + 1 {
		dir := t.TempDir()
		path := filepath.Join(dir, catalogue)
		for _, to := range []int{from, len(steps), len(steps)} {
			if err := migrate(t.Context(), dir, path, steps[:to], true); err != nil {
				t.Fatalf("from %d to %d: %v", from, to, err)
			}
		}
		if v, tables := version(t, path); v != 3 || tables != "a c" {
			t.Errorf("from %d: version %d with tables %s", from, v, tables)
		}
		if h, err := readHeader(path); err != nil || h.version != 3 || h.application != application {
			t.Errorf("from %d: header %+v, %v: it must show the version without SQLite", from, h, err)
		}
	}
	bad := append(steps[:1:1], migration{number: 2, sql: `CREATE TABLE b (x); CREATE TABLE a (x)`})
	dir := t.TempDir()
	path := filepath.Join(dir, catalogue)
	if err := migrate(t.Context(), dir, path, bad, true); err == nil {
		t.Error("a migration that breaks must say so")
	}
	if h, err := readHeader(path); err == nil && h.version != 0 {
		t.Errorf("a migration that breaks must leave nothing: version %d", h.version)
	}
}

// The making of an archive can be interrupted anywhere.
func TestHalfMadeArchive(t *testing.T) {
	made := func(statements ...string) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			other := filepath.Join(t.TempDir(), catalogue)
			db, err := sql.Open("sqlite", dsn(other, "mode=rwc"))
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			db.SetMaxOpenConns(1)
			for _, s := range statements {
				if _, err := db.Exec(s); err != nil {
					t.Fatal(err)
				}
			}
			for _, suffix := range []string{"", "-wal"} { // while it is open: nothing is moved from one to the other
				b, err := os.ReadFile(other + suffix)
				if err == nil {
					err = os.WriteFile(path+suffix, b, 0o644)
				}
				if err != nil && !errors.Is(err, os.ErrNotExist) {
					t.Fatal(err)
				}
			}
		}
	}
	for _, c := range []struct {
		name    string
		make    func(*testing.T, string)
		archive bool // it is one already
		becomes bool // with Create
	}{
		{"an empty file", func(t *testing.T, path string) { rewrite(t, path, "") }, false, true},
		{"an empty database", made(`PRAGMA journal_mode = WAL`), false, true},
		{"all of it in the -wal file", made(`PRAGMA journal_mode = WAL`, `BEGIN; `+migrations[0].sql+fmt.Sprintf(`; PRAGMA user_version = 1; PRAGMA application_id = %d; COMMIT`, application)), true, true},
		{"another program's database", made(`CREATE TABLE a (x)`), false, false},
		{"another program's database with its own mark", made(`PRAGMA application_id = 7; CREATE TABLE a (x)`), false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			c.make(t, filepath.Join(dir, catalogue))
			for _, create := range []bool{false, true} {
				a, err := Open(t.Context(), dir, Options{Create: create})
				if err == nil {
					err = a.Close()
				} else if !errors.Is(err, ErrNoArchive) {
					t.Fatalf("Create %v: %v, want ErrNoArchive", create, err)
				}
				if want := c.archive || c.becomes && create; want != (err == nil) {
					t.Errorf("Create %v: %v", create, err)
				}
			}
		})
	}
}

func TestNewerArchive(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	run := begin(t, a)
	give(t, a, run, "a=1")
	// A newer program migrates while we have the archive open.
	path := filepath.Join(dir, catalogue)
	more := append(migrations[:newest:newest], migration{number: newest + 1, sql: `CREATE TABLE later (x)`})
	if err := migrate(t.Context(), dir, path, more, false); err != nil {
		t.Fatal(err)
	}
	if _, err := admitAll(t.Context(), a, run, "b=2"); !errors.Is(err, ErrNewer) {
		t.Errorf("wrote into an archive that was migrated meanwhile: %v", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dir, Options{Create: true})
	if !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), fmt.Sprintf("version %d, this program knows %d", newest+1, newest)) {
		t.Errorf("open a newer archive: %v", err)
	}
	after, err := os.ReadFile(path)
	if err != nil || string(before) != string(after) {
		t.Errorf("a newer archive was touched: %v", err)
	}
	if left, _ := filepath.Glob(path + "-*"); len(left) != 0 {
		t.Errorf("files left beside a newer archive: %v", left)
	}
}

// Two programs at once: both make the archive, both import the same files.
func TestTwoArchives(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	const files = 60
	var wg sync.WaitGroup
	accounts := make([]Account, 2)
	errs := make([]error, 2)
	for i := range 2 {
		wg.Go(func() { accounts[i], errs[i] = importAll(t.Context(), dir, files) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	a := open(t, dir)
	counts, err := a.Counts(t.Context())
	if err != nil || counts.Documents != files || counts.Pending != 0 || counts.Seq != files {
		t.Errorf("counts %+v, %v", counts, err)
	}
	for i, c := range accounts {
		if c.Files != files || !c.Balanced() || c.Open != 0 {
			t.Errorf("run %d: %+v", i, c)
		}
	}
	if n := accounts[0].Documents + accounts[1].Documents; n != files {
		t.Errorf("%d documents in both runs, want %d", n, files)
	}
	clean(t, a)
}

// importAll imports files 0 to n-1 in small batches.
func importAll(ctx context.Context, dir string, n int) (Account, error) {
	a, err := Open(ctx, dir, Options{Create: true, Revision: "1"})
	if err != nil {
		return Account{}, err
	}
	defer a.Close()
	run, err := a.BeginRun(ctx, "import", nil)
	if err != nil {
		return Account{}, err
	}
	size := max(5, n/100)
	for i := 0; i < n; i += size {
		var files []string
		for j := i; j < min(i+size, n); j++ {
			files = append(files, victimFile(j))
		}
		if _, err := admitAll(ctx, a, run.ID, files...); err != nil {
			return Account{}, err
		}
		if err := workOff(ctx, a, run.ID, i+size >= n); err != nil {
			return Account{}, err
		}
	}
	run, err = a.Run(ctx, run.ID)
	if err != nil {
		return Account{}, err
	}
	c := run.Account
	return c, a.EndRun(ctx, run.ID, Summary{Files: c.Files, Documents: c.Documents, Duplicates: c.Duplicates, SetAside: c.SetAside, Unchanged: c.Unchanged, Resumed: c.Resumed})
}

// workOff reads all jobs that can be had.
func workOff(ctx context.Context, a *Archive, run RunID, orphans bool) error {
	for {
		jobs, err := a.Lease(ctx, run, 20, time.Minute, orphans)
		if err != nil || len(jobs) == 0 {
			return err
		}
		var batch []Kept
		for i, j := range jobs {
			k, err := read(j)
			if err != nil {
				return err
			}
			if i%5 == 0 { // one way or the other: with its pages, or saved before
				for _, p := range k.Pages {
					if err := a.SavePage(ctx, j.Source.ID, p); err != nil {
						return err
					}
				}
				k.Pages = nil
			}
			batch = append(batch, k)
		}
		if err := a.Keep(ctx, run, batch); err != nil {
			return err
		}
	}
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir), open(t, dir)
	unlock, err := a.Lock(t.Context(), func(string) { t.Error("waited for a free lock") })
	if err != nil {
		t.Fatal(err)
	}
	told := make(chan string, 10)
	short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := b.Lock(short, func(h string) { told <- h }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a wait must end with its context: %v", err)
	}
	if h := <-told; !strings.Contains(h, fmt.Sprintf("pid %d", os.Getpid())) {
		t.Errorf("the holder is called %q", h)
	}
	if len(told) > 0 {
		t.Error("who waits is told more than once")
	}
	got := make(chan error)
	go func() {
		second, err := b.Lock(t.Context(), func(string) { told <- "" })
		if err == nil {
			second()
		}
		got <- err
	}()
	<-told
	unlock()
	if err := <-got; err != nil {
		t.Error(err)
	}
	// The catalogue can be written while another holds the lock.
	unlock, err = a.Lock(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	give(t, b, begin(t, b), "a=1")
}

// From one valid archive spoil one thing.
func TestVerifyFindsDamage(t *testing.T) {
	const text = "12-NQ/HU\ntrang một\ftrang hai"
	spoilRecord := func(change func(*corpus.Record)) func(*testing.T, *Archive) {
		return func(t *testing.T, a *Archive) {
			r, err := a.Record(t.Context(), idOf(text))
			if err != nil {
				t.Fatal(err)
			}
			change(&r)
			b, err := encode(r)
			if err != nil {
				t.Fatal(err)
			}
			run(t, a, `UPDATE records SET body = ?`, a.zip.EncodeAll(b, nil))
		}
	}
	for _, c := range []struct {
		name  string
		spoil func(*testing.T, *Archive)
		want  Fault // "": clean
		says  string
	}{
		{"nothing", func(*testing.T, *Archive) {}, "", ""},
		{"a flipped bit", func(t *testing.T, a *Archive) {
			rewrite(t, a.OriginalPath(idOf(text)), strings.Replace(text, "12", "13", 1))
		}, FaultChanged, "checksum"},
		{"a removed original", func(t *testing.T, a *Archive) {
			if err := os.Remove(a.OriginalPath(idOf(text))); err != nil {
				t.Fatal(err)
			}
		}, FaultMissing, "no such file"},
		{"a stray original", func(t *testing.T, a *Archive) { rewrite(t, a.OriginalPath(idOf("x")), "x") }, FaultOrphan, "no row"},
		{"a staged file", func(t *testing.T, a *Archive) {
			if _, err := a.PutOriginal(t.Context(), strings.NewReader("y"), 0); err != nil {
				t.Fatal(err)
			}
		}, "", ""},
		{"a torn record", func(t *testing.T, a *Archive) { run(t, a, `UPDATE records SET body = substr(body, 1, 40)`) }, FaultRecord, "its record"},
		{"a torn page", func(t *testing.T, a *Archive) { run(t, a, `UPDATE pages SET text = substr(text, 1, 5)`) }, FaultRecord, "its pages"},
		{"a lost page", func(t *testing.T, a *Archive) { run(t, a, `DELETE FROM pages WHERE page = 2`) }, FaultRecord, "1 of 2 pages"},
		{"a lost record", func(t *testing.T, a *Archive) { run(t, a, `DELETE FROM records`) }, FaultState, "no record"},
		{"another number in the catalogue", func(t *testing.T, a *Archive) { run(t, a, `UPDATE documents SET number = '1'`) }, FaultRecord, "number"},
		{"a lost citation", func(t *testing.T, a *Archive) { run(t, a, `DELETE FROM citations`) }, FaultRecord, "citations"},
		{"a job that is open again", func(t *testing.T, a *Archive) {
			run(t, a, `UPDATE jobs SET state = 'queued'`)
		}, FaultAccount, "1 open"},
		{"a document without end", func(t *testing.T, a *Archive) {
			run(t, a, `UPDATE documents SET state = 'pending'`)
		}, FaultState, "pending and its job is done"},
		{"a run that lost a file", func(t *testing.T, a *Archive) { run(t, a, `UPDATE runs SET files = 2`) }, FaultAccount, "2 files"},
		{"a run that reported a file too many", func(t *testing.T, a *Archive) {
			run(t, a, `UPDATE runs SET summary = json_set(summary, '$.files', 2, '$.documents', 2)`)
		}, FaultAccount, "it reported 2 files = 2 documents"},
		{"a run that was stopped may report what it did not admit", func(t *testing.T, a *Archive) {
			run(t, a, `UPDATE runs SET summary = json_set(summary, '$.files', 2, '$.stopped', json('true'))`)
		}, "", ""},
		{"a row that points nowhere", func(t *testing.T, a *Archive) {
			run(t, a, `PRAGMA foreign_keys = 0`)
			run(t, a, `INSERT INTO sources VALUES (99, 'x', 1)`)
		}, FaultCatalogue, "points to no"},
		{"raw that is not the text", spoilRecord(func(r *corpus.Record) { r.Number.Raw = "12-NQ/H" }), FaultSpan, "number: page 1"},
		{"a span past the end", spoilRecord(func(r *corpus.Record) { r.Number.End = 1000 }), FaultSpan, "which has"},
		{"a mention on no page", spoilRecord(func(r *corpus.Record) { r.Citations[0].Mentions[0].Page = 3 }), FaultSpan, "no page 3"},
		{"a span that cuts a letter", spoilRecord(func(r *corpus.Record) {
			r.Dates = []corpus.Date{{Text: "x", Span: corpus.Span{Page: 1, Start: 9, End: 17}}}
		}), FaultSpan, "cut a letter"},
		{"a value over two pages", spoilRecord(func(r *corpus.Record) {
			r.Subject.Place = corpus.Place{Raw: "trang một\ntrang", Page: 1, Start: 9, End: 20, Spans: []corpus.Span{{Page: 1, Start: 9, End: 20}, {Page: 2, Start: 0, End: 5}}}
		}), "", ""},
		{"a mention over two pages", spoilRecord(func(r *corpus.Record) {
			m := &r.Citations[0].Mentions[0]
			m.Text, m.Span = "trang một\ntrang", corpus.Span{Page: 1, Start: 9, End: 20}
			m.Spans = []corpus.Span{m.Span, {Page: 2, Start: 0, End: 5}}
		}), "", ""},
		{"a value over two pages that is not their text", spoilRecord(func(r *corpus.Record) {
			r.Subject.Place = corpus.Place{Raw: "trang một\nkhác", Page: 1, Start: 9, End: 20, Spans: []corpus.Span{{Page: 1, Start: 9, End: 20}, {Page: 2, Start: 0, End: 5}}}
		}), FaultSpan, "the record says"},
		{"a value over two pages that begins elsewhere", spoilRecord(func(r *corpus.Record) {
			r.Subject.Place = corpus.Place{Raw: "trang một\ntrang", Page: 1, Start: 9, End: 20, Spans: []corpus.Span{{Page: 1, Start: 0, End: 20}, {Page: 2, Start: 0, End: 5}}}
		}), FaultSpan, "first piece"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := open(t, t.TempDir())
			id := begin(t, a)
			give(t, a, id, "a="+text)
			keep(t, a, id, take(t, a, id, 1, true)...)
			if err := a.EndRun(t.Context(), id, Summary{Files: 1, Documents: 1}); err != nil {
				t.Fatal(err)
			}
			c.spoil(t, a)
			var found []Damage
			report, err := a.Verify(t.Context(), func(d Damage) { found = append(found, d) })
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case c.want == "" && len(found) > 0:
				t.Errorf("clean, but it found %+v", found)
			case c.want != "" && (len(found) != 1 || found[0].Fault != c.want || !strings.Contains(found[0].Message, c.says)):
				t.Errorf("found %+v, want one damage %q that says %q", found, c.want, c.says)
			case report.Damages != len(found) || report.Originals != 1 || report.Documents != 1:
				t.Errorf("report %+v", report)
			}
		})
	}
}

func run(t *testing.T, a *Archive, text string, args ...any) {
	t.Helper()
	if _, err := a.writer.ExecContext(t.Context(), text, args...); err != nil {
		t.Fatal(err)
	}
}

func rewrite(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.RemoveAll(path), os.WriteFile(path, []byte(text), 0o444)); err != nil {
		t.Fatal(err)
	}
}
