package architecture

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanthu/internal/fixture"
)

const module = "vanthu"

// A source is a Go file of the tree. The files are parsed here rather than
// listed by the go command: so the files of every system are seen, a package
// that does not build yet too, and a cached result notices a change.
type source struct {
	file    string // relative to the root of the module, with slashes
	pkg     string // its folder
	test    bool
	lines   int
	imports []string
}

func sources(t *testing.T) []source {
	t.Helper()
	dir, err := fixture.Root()
	if err != nil {
		t.Fatal(err)
	}
	var all []source
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if entry.IsDir() {
			if name != "." && (base == "testdata" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(base) != ".go" {
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		s := source{
			file:  name,
			pkg:   path.Dir(name),
			test:  strings.HasSuffix(base, "_test.go"),
			lines: bytes.Count(data, []byte("\n")),
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, data, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range tree.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, imported)
		}
		all = append(all, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no Go file found below ", dir)
	}
	return all
}

// rowOf is the row of a package, -1 if it has none.
func rowOf(pkg string) int {
	return slices.IndexFunc(rows, func(r row) bool { return r.pkg == pkg })
}

// faults are the arrows of one file that the tables do not allow, each with
// the cure.
func faults(s source) []string {
	at := rowOf(s.pkg)
	if at < 0 {
		return []string{s.pkg + " has no row in rows of internal/architecture/table_test.go: give it one, at its height"}
	}
	var out []string
	for _, imported := range s.imports {
		if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
			out = append(out, ownFaults(s, rows[at], ours)...)
		} else if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") {
			out = append(out, foreignFaults(s, imported)...)
		}
	}
	return out
}

// ownFaults: tests may reach sideways and up (a reader is tested with made
// documents), but the nouns know no verb even there.
func ownFaults(s source, r row, ours string) []string {
	target := rowOf(ours)
	switch {
	case s.test && (s.pkg != "corpus" || ours == "corpus"):
		return nil
	case target >= 0 && rows[target].only == "tests" && r.pkg != "internal/bench":
		return []string{s.file + " imports " + ours + ", which is for tests and the bench alone (rows of internal/architecture/table_test.go)"}
	case r.may == "..." || slices.Contains(strings.Fields(r.may), ours):
		return nil
	}
	allowed := r.may
	if allowed == "" {
		allowed = "none of ours"
	}
	fault := s.file + " imports " + ours + "; the row of " + s.pkg + " in internal/architecture/table_test.go allows: " + allowed
	if r.why != "" {
		fault += " (" + r.why + ")"
	}
	return []string{fault + ". Hand the value in from above, or move the code to where it belongs"}
}

func foreignFaults(s source, imported string) []string {
	for _, o := range owners {
		if imported != o.module && !strings.HasPrefix(imported, strings.TrimSuffix(o.module, "/")+"/") {
			continue
		}
		if s.pkg == "corpus" && !s.test {
			return []string{s.file + " imports " + imported + ": corpus imports the standard library only"}
		}
		if s.test || slices.Contains(strings.Fields(o.pkgs), s.pkg) {
			return nil
		}
		who := o.pkgs
		if who == "" {
			who = "tests"
		}
		return []string{s.file + " imports " + imported + ", which belongs to " + who + " alone (owners of internal/architecture/table_test.go)"}
	}
	return []string{s.file + " imports " + imported + ", which has no owner in internal/architecture/table_test.go: name one"}
}

func TestImportsFollowTheTable(t *testing.T) {
	for _, s := range sources(t) {
		for _, fault := range faults(s) {
			t.Error(fault)
		}
	}
}

// TestTable holds the table to its own promises: a package stands once, and
// allows itself only what stands below it.
func TestTable(t *testing.T) {
	packages := make(map[string]bool)
	for _, s := range sources(t) {
		packages[s.pkg] = true
	}
	for i, r := range rows {
		if rowOf(r.pkg) != i {
			t.Errorf("%s has two rows", r.pkg)
		}
		if !packages[r.pkg] {
			t.Errorf("the row of %s has no package: remove it", r.pkg)
		}
		if r.may == "..." {
			continue
		}
		for _, below := range strings.Fields(r.may) {
			switch at := rowOf(below); {
			case at < 0:
				t.Errorf("the row of %s allows %s, which has no row", r.pkg, below)
			case at <= i:
				t.Errorf("the row of %s allows %s, which does not stand below it: imports go down only", r.pkg, below)
			case rows[at].only != "":
				t.Errorf("the row of %s allows %s, which is for %s only", r.pkg, below, rows[at].only)
			}
		}
	}
	for i, o := range owners {
		for _, pkg := range strings.Fields(o.pkgs) {
			if rowOf(pkg) < 0 {
				t.Errorf("%s belongs to %s, which has no row", o.module, pkg)
			}
		}
		if slices.ContainsFunc(owners[:i], func(p owner) bool { return strings.HasPrefix(o.module, p.module) }) {
			t.Errorf("%s stands below an owner's row that covers it", o.module)
		}
	}
}

// TestTour: the tour of pipeline/doc.go leads past every package, those in a
// folder of another by their last name.
func TestTour(t *testing.T) {
	root, err := fixture.Root()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(filepath.Join(root, "pipeline", "doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	tour, _, ok := strings.Cut(string(file), "# The way of one document")
	words := strings.FieldsFunc(tour, func(r rune) bool { return strings.ContainsRune(" \t\n:;,.()", r) })
	if !ok {
		t.Fatal("pipeline/doc.go has no tour before \"# The way of one document\"")
	}
	for _, r := range rows {
		name := r.pkg
		if strings.Count(name, "/") > 1 {
			name = path.Base(name)
		}
		if !slices.Contains(words, name) {
			t.Errorf("the tour of pipeline/doc.go does not name %s: say in a line what it knows", name)
		}
	}
}

func TestPackageNamesAreNouns(t *testing.T) {
	for _, s := range sources(t) {
		for _, word := range strings.Split(s.pkg, "/") {
			if slices.Contains(strings.Fields(noNouns), word) {
				t.Errorf("%s: %q says nothing of what is inside; name the package for what it knows", s.file, word)
			}
		}
	}
}

func TestFilesAreShort(t *testing.T) {
	for _, s := range sources(t) {
		if s.lines > maxLines {
			t.Errorf("%s has %d lines, more than %d: ask which two things it holds, and part them", s.file, s.lines, maxLines)
		}
	}
}

// TestFaults shows that the guard bites: one wrong arrow of each kind.
func TestFaults(t *testing.T) {
	tests := []struct {
		trap     string
		pkg      string
		imported string
		test     bool
		want     string // part of the fault; "" is none
	}{
		{"the standard library is free", "corpus", "net/http", false, ""},
		{"a noun that knows a verb", "corpus", "vanthu/internal/vntext", false, "allows: none of ours"},
		{"a noun's test that knows a verb", "corpus", "vanthu/internal/vntext", true, "allows: none of ours"},
		{"a noun with a foreign module", "corpus", "golang.org/x/text/unicode/norm", false, "the standard library only"},
		{"vntext has no pages", "internal/vntext", "vanthu/corpus", false, "strings in, strings out"},
		{"the line and the archive", "pipeline", "vanthu/internal/store", false, "knows no archive"},
		{"below the line and the index", "internal/zone", "vanthu/internal/index", false, "allows"},
		{"an arrow down", "internal/zone", "vanthu/internal/date", false, ""},
		{"an arrow up", "internal/date", "vanthu/internal/zone", false, "allows"},
		{"an arrow up in a test", "internal/date", "vanthu/internal/zone", true, ""},
		{"bleve twice", "cmd/vanthu", "github.com/blevesearch/bleve/v2", false, "belongs to internal/index alone"},
		{"bleve's other modules", "internal/store", "github.com/blevesearch/bleve_index_api", false, "belongs to internal/index alone"},
		{"a module whose name begins alike", "internal/read/pdf", "github.com/ledongthuc/pdfium", false, "has no owner"},
		{"a test's module in the program", "internal/eval", "github.com/google/go-cmp/cmp", false, "belongs to tests alone"},
		{"made documents in the program", "cmd/vanthu", "vanthu/internal/fixture", false, "for tests and the bench alone"},
		{"made documents in the bench", "internal/bench", "vanthu/internal/fixture", false, ""},
		{"a package without a row", "internal/magic", "fmt", false, "has no row"},
		{"an unknown module", "cmd/vanthu", "example.org/left-pad", false, "has no owner"},
	}
	for _, tt := range tests {
		t.Run(tt.trap, func(t *testing.T) {
			got := strings.Join(faults(source{file: tt.pkg + "/x.go", pkg: tt.pkg, test: tt.test, imports: []string{tt.imported}}), "\n")
			if (tt.want == "") != (got == "") || !strings.Contains(got, tt.want) {
				t.Errorf("%s imports %s: fault %q, want %q in it", tt.pkg, tt.imported, got, tt.want)
			}
		})
	}
}
