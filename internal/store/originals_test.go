package store

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// deadName is the name of a file that was staged by a process that is gone:
// one with our process id, and another start.
func deadName(a *Archive) string {
	p := a.self
	p.born = 1
	return filepath.Join(a.dir, "originals", stagePrefix+p.token()+"-1")
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// What a killed process left staged is removed by the next run, with the
// original it had named and not written into the catalogue; what a living one
// staged stays.
func TestSweep(t *testing.T) {
	for _, c := range []struct {
		name          string
		linked, known bool
		dead          bool
		original      bool // is there at the end
	}{
		{"killed while it staged", false, false, true, false},
		{"killed after it had linked", true, false, true, false},
		{"killed after the row was written", true, true, true, true},
		{"staged by the living", true, false, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := open(t, t.TempDir())
			run := begin(t, a)
			if c.known {
				give(t, a, run, "a=1")
			}
			final := a.OriginalPath(idOf("1"))
			staged := deadName(a)
			if !c.dead {
				staged = filepath.Join(a.dir, "originals", stagePrefix+a.self.token()+"-1")
			}
			switch {
			case c.known:
				if err := os.Link(final, staged); err != nil {
					t.Fatal(err)
				}
			default:
				rewrite(t, staged, "1")
			}
			if c.linked && !c.known {
				if err := os.MkdirAll(filepath.Dir(final), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.Link(staged, final); err != nil {
					t.Fatal(err)
				}
			}
			clean(t, a) // the doubt is no damage
			begin(t, a)
			if exists(staged) == c.dead {
				t.Errorf("the staged file is there: %v", exists(staged))
			}
			if exists(final) != c.original {
				t.Errorf("the original is there: %v, want %v", exists(final), c.original)
			}
			clean(t, a)
		})
	}
}

// A sweep may take an original away between the moment an import finds it
// there and the moment that it writes the row.
func TestSweepDuringAdmit(t *testing.T) {
	a := open(t, t.TempDir())
	run := begin(t, a)
	o, err := a.PutOriginal(t.Context(), strings.NewReader("1"), 0)
	if err != nil {
		t.Fatal(err)
	}
	rewrite(t, a.OriginalPath(o.ID), "1")
	if err := os.Link(a.OriginalPath(o.ID), deadName(a)); err != nil {
		t.Fatal(err)
	}
	if made, err := a.link(o); made || err != nil {
		t.Fatalf("link = %v, %v: the original is there", made, err)
	}
	begin(t, a) // sweeps
	if exists(a.OriginalPath(o.ID)) {
		t.Fatal("the original of the dead was not swept: this test tests nothing")
	}
	err = a.write(t.Context(), durable, func(tx *sql.Tx) error {
		ad, err := a.admission(t.Context(), tx, run)
		if err != nil {
			return err
		}
		if _, err := ad.admit(t.Context(), Arrival{Original: o, Name: "a", MediaType: "text/plain"}); err != nil {
			return err
		}
		return a.book(t.Context(), tx, run, ad.ledger)
	})
	if err != nil {
		t.Fatal(err)
	}
	clean(t, a)
}

// A power cut can leave a name without its bytes; the next import mends it.
func TestTornOriginal(t *testing.T) {
	a := open(t, t.TempDir())
	run := begin(t, a)
	rewrite(t, a.OriginalPath(idOf("123")), "")
	give(t, a, run, "a=123")
	clean(t, a)
}

// A file that is imported again is not written again, but for its bytes that
// are gone: then it mends the archive.
func TestKnownOriginal(t *testing.T) {
	a := open(t, t.TempDir())
	run := begin(t, a)
	give(t, a, run, "a=1")
	o, err := a.PutOriginal(t.Context(), strings.NewReader("1"), 0)
	if err != nil || o.Staged != "" {
		t.Errorf("staged %q, %v, though it is held", o.Staged, err)
	}
	for _, spoil := range []func(string) error{os.Remove, func(path string) error { return os.Truncate(path, 0) }} {
		if err := os.Chmod(a.OriginalPath(o.ID), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := spoil(a.OriginalPath(o.ID)); err != nil {
			t.Fatal(err)
		}
		give(t, a, run, "a=1")
		clean(t, a)
	}
}

func TestAlive(t *testing.T) {
	self := thisProcess()
	if !self.alive(self, time.Hour) {
		t.Error("this process is alive")
	}
	for _, c := range []struct {
		name   string
		change func(*process)
		heard  time.Duration
		want   bool
	}{
		{"another process with our id", func(p *process) { p.born-- }, 0, false},
		{"no such process", func(p *process) { p.pid = 1 << 30 }, 0, false},
		{"before the machine was started again", func(p *process) { p.boot = "x" }, 0, false},
		{"another container, heard just now", func(p *process) { p.space = "x" }, time.Second, true},
		{"another container, silent", func(p *process) { p.space = "x" }, 3 * time.Minute, false},
		{"another machine, heard just now", func(p *process) { p.host, p.boot = "x", "x" }, time.Second, true},
		{"another machine, silent", func(p *process) { p.host, p.boot = "x", "x" }, 3 * time.Minute, false},
	} {
		other := self
		c.change(&other)
		if got := self.alive(other, c.heard); got != c.want {
			t.Errorf("%s: alive = %v, want %v", c.name, got, c.want)
		}
	}
}

// The same bytes from many goroutines at once are one original and one document.
func TestPutTogether(t *testing.T) {
	a := open(t, t.TempDir())
	run := begin(t, a)
	const n = 8
	outcomes := make(chan Outcome, n)
	for i := range n {
		go func() {
			got, err := admitAll(t.Context(), a, run, fmt.Sprintf("box/%d=the same", i))
			if err != nil {
				t.Error(err)
				got = []Outcome{-1}
			}
			outcomes <- got[0]
		}()
	}
	fresh := 0
	for range n {
		if o := <-outcomes; o == New {
			fresh++
		} else if o != Duplicate {
			t.Errorf("outcome %v", o)
		}
	}
	if fresh != 1 {
		t.Errorf("%d documents of the same bytes", fresh)
	}
	keep(t, a, run, take(t, a, run, 9, true)...)
	if names, err := a.Sources(t.Context(), idOf("the same")); err != nil || len(names) != n {
		t.Errorf("sources %v, %v", names, err)
	}
	clean(t, a)
}
