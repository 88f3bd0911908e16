package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"vanthu/internal/fixture"
)

// TestScripts runs testdata/*.txtar: the specification of the command line.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("TESTDATA", filepath.Join(root, "testdata"))
			program, err := exec.LookPath("vanthu") // of testscript: on the PATH that it has set
			if err != nil {
				return err
			}
			e.Setenv("VANTHU", program)
			e.Vars = append(e.Vars, atExit)
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root": // who may read everything
				return os.Geteuid() == 0, nil
			case "ocr": // Tesseract with Vietnamese, and poppler
				_, err := exec.LookPath("tesseract")
				_, perr := exec.LookPath("pdftoppm")
				return err == nil && perr == nil, nil
			}
			return false, os.ErrInvalid
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"broken":  makeBroken,
			"exits":   exits,
			"oddname": oddName,
			"empties": empties,
			"zips":    zips,
			"cutfile": cutFile,
			"outlook": makeOutlook,
			"spoil":   spoil,
			"older":   older,
		},
		UpdateScripts: os.Getenv("VANTHU_UPDATE") != "",
	})
}

// makeBroken is the script command "broken FOLDER": it writes the broken files
// of the fixtures into a new folder.
func makeBroken(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: broken FOLDER")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o755))
	files, err := fixture.Broken()
	ts.Check(err)
	for _, f := range files {
		ts.Check(os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644))
	}
}

// exits is the script command "exits STATUS PROGRAM ARGS...": like exec, but the
// exit status must be the one given.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS PROGRAM ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// oddName is the script command "oddname FOLDER FILE": it copies the file into
// the folder under a name that is not UTF-8.
func oddName(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: oddname FOLDER FILE")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o755))
	data, err := os.ReadFile(ts.MkAbs(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(filepath.Join(dir, "\xff.txt"), data, 0o644))
}

// empties is the script command "empties FOLDER NAME...": it makes empty files
// whose names are given as in a string of Go.
func empties(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: empties FOLDER NAME...")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o755))
	for _, quoted := range args[1:] {
		name, err := strconv.Unquote(`"` + quoted + `"`)
		ts.Check(err)
		ts.Check(os.WriteFile(filepath.Join(dir, name), nil, 0o644))
	}
}
