package lint

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"vanthu/internal/vntext"
)

func TestCodesTable(t *testing.T) {
	before := ""
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
	for _, c := range codes().all {
		if !form.MatchString(c.Code) {
			t.Errorf("codes.tsv: %q: a code is small words joined by dashes", c.Code)
		}
		if c.Code <= before {
			t.Errorf("codes.tsv: %q must stand before %q, and once: rows are sorted by code", c.Code, before)
		}
		before = c.Code
		if c.Severity != Grave && c.Severity != Doubt && c.Severity != Note {
			t.Errorf("codes.tsv: %s: no severity %q", c.Code, c.Severity)
		}
		if c.English == "" || c.Source == "" || c.Vietnamese == "" {
			t.Errorf("codes.tsv: %s: fill in english, source and vietnamese", c.Code)
		}
		if vntext.NFC(c.Vietnamese) != c.Vietnamese || strings.Contains(c.Vietnamese, "%") || !strings.HasSuffix(c.Vietnamese, ".") {
			t.Errorf("codes.tsv: %s: vietnamese is one whole sentence in NFC, without verbs: %q", c.Code, c.Vietnamese)
		}
	}
	if _, ok := Lookup("no-such-code"); ok {
		t.Error("Lookup finds what is not there")
	}
}

// emitters are the folders whose findings stand in records.
var emitters = []string{"internal/read", "internal/extract", "internal/lint", "internal/evidence", "internal/language", "pipeline"}

// TestEveryCodeIsListed reads the sources: each code that a finding can have
// stands in codes.tsv, and no row is left over.
func TestEveryCodeIsListed(t *testing.T) {
	emitted := emittedCodes(t)
	for code, where := range emitted {
		if _, ok := Lookup(code); !ok {
			t.Errorf("%s: the code %q has no row in internal/lint/codes.tsv: add one, with its Vietnamese sentence", where, code)
		}
	}
	for _, c := range codes().all {
		if emitted[c.Code] == "" {
			t.Errorf("codes.tsv: no source makes a finding %s: remove the row, or look whether this test still sees the place", c.Code)
		}
	}
}

// emittedCodes gives the codes in the sources and where each is made: the values
// of fields Code and of arguments for parameters named code, and the constants
// named Code... and Finding...
func emittedCodes(t *testing.T) map[string]string {
	t.Helper()
	files := token.NewFileSet()
	var all []*ast.File
	for _, dir := range emitters {
		err := filepath.WalkDir(filepath.Join("..", "..", dir), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			all = append(all, f)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	emitted := map[string]string{}
	constants := map[string]string{} // by name alone: codes have names of their own
	params := map[string]int{}       // function -> which argument is the code
	for _, f := range all {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if i < len(n.Values) {
						if s, ok := literal(n.Values[i]); ok {
							constants[name.Name] = s
							if strings.HasPrefix(name.Name, "Code") || strings.HasPrefix(name.Name, "Finding") {
								emitted[s] = files.Position(name.Pos()).String()
							}
						}
					}
				}
			case *ast.FuncDecl:
				i := 0
				for _, p := range n.Type.Params.List {
					for _, name := range p.Names {
						if name.Name == "code" {
							params[n.Name.Name] = i
						}
						i++
					}
				}
			}
			return true
		})
	}
	note := func(e ast.Expr) {
		s, ok := literal(e)
		switch e := e.(type) {
		case *ast.Ident:
			s, ok = constants[e.Name], constants[e.Name] != ""
		case *ast.SelectorExpr:
			s, ok = constants[e.Sel.Name], constants[e.Sel.Name] != ""
		}
		if ok && s != "" {
			emitted[s] = files.Position(e.Pos()).String()
		}
	}
	for _, f := range all {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Code" {
					note(n.Value)
				}
			case *ast.AssignStmt:
				for i, left := range n.Lhs {
					switch left := left.(type) {
					case *ast.SelectorExpr:
						if left.Sel.Name == "Code" && i < len(n.Rhs) {
							note(n.Rhs[i])
						}
					case *ast.Ident:
						if left.Name == "code" && i < len(n.Rhs) {
							note(n.Rhs[i])
						}
					}
				}
			case *ast.CallExpr:
				name := ""
				switch fun := n.Fun.(type) {
				case *ast.Ident:
					name = fun.Name
				case *ast.SelectorExpr:
					name = fun.Sel.Name
				}
				if i, ok := params[name]; ok && i < len(n.Args) {
					note(n.Args[i])
				}
			}
			return true
		})
	}
	return emitted
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}
