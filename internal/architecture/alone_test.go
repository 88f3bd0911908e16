package architecture

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vanthu/internal/fixture"
)

// TestAlone holds the packages that make test runs without the race detector,
// ALONE of the Makefile, to the reason: neither they nor what they import, their
// tests' imports too, start a goroutine. internal/sandbox, which waits for its
// child in one, hands nothing of theirs to it, and is itself tested under it.
func TestAlone(t *testing.T) {
	root, err := fixture.Root()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	_, list, ok := strings.Cut(string(file), "\nALONE := ")
	list, _, end := strings.Cut(strings.ReplaceAll(list, "\\\n", " "), "\n")
	alone := strings.Fields(list)
	if !ok || !end || len(alone) == 0 {
		t.Fatal("the Makefile has no list ALONE := of packages that start no goroutine: make test runs them without -race")
	}
	seen := make(map[string]bool)
	for _, s := range sources(t) {
		if !slices.Contains(alone, s.pkg) {
			continue
		}
		seen[s.pkg] = true
		for _, imported := range s.imports {
			if ours, ok := strings.CutPrefix(imported, module+"/"); ok && ours != "internal/sandbox" && !slices.Contains(alone, ours) {
				t.Errorf("%s imports %s, which may start goroutines: take %s out of ALONE in the Makefile", s.file, ours, s.pkg)
			}
		}
		if s.test {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, filepath.FromSlash(s.file)), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		if what := starts(tree); what != "" {
			t.Errorf("%s starts a goroutine (%s): take %s out of ALONE in the Makefile", s.file, what, s.pkg)
		}
	}
	for _, pkg := range alone {
		if !seen[pkg] {
			t.Errorf("%s in ALONE of the Makefile is no package: remove it", pkg)
		}
	}
}

// starts is how a file starts a goroutine: go, the Go of a group, AfterFunc; "" if
// it does not.
func starts(tree *ast.File) (how string) {
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			how = "go"
		case *ast.SelectorExpr:
			if n.Sel.Name == "Go" || n.Sel.Name == "AfterFunc" {
				how = n.Sel.Name
			}
		}
		return how == ""
	})
	return how
}

// TestStarts shows that each of them is seen.
func TestStarts(t *testing.T) {
	for code, want := range map[string]string{
		"go f()": "go", "group.Go(f)": "Go", "time.AfterFunc(1, f)": "AfterFunc", "f(); runtime.GOMAXPROCS(2)": "",
	} {
		tree, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc g() { "+code+" }", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := starts(tree); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}
