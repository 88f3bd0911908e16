package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"vanthu/internal/fixture"
)

// zips is the script command "zips ZIP FOLDER": it packs a folder. Folders in it
// named inner and nothing become zips of their own, the latter without a
// member; one named locked a zip that asks for a password.
func zips(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: zips ZIP FOLDER")
	}
	data, err := packFolder(ts.MkAbs(args[1]), false)
	ts.Check(err)
	path := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(path), 0o755))
	ts.Check(os.WriteFile(path, data, 0o644))
}

func packFolder(dir string, locked bool) ([]byte, error) {
	var members []fixture.Packed
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		var data []byte
		switch {
		case e.Name() == "nothing":
			data, err = fixture.Zip()
		case e.Name() == "inner" || e.Name() == "locked":
			data, err = packFolder(path, e.Name() == "locked")
		case e.IsDir():
			return nil
		default:
			data, err = os.ReadFile(path)
			members = append(members, fixture.Packed{Name: name, Data: data, Locked: locked})
			return err
		}
		members = append(members, fixture.Packed{Name: name + ".zip", Data: data})
		if err == nil {
			err = fs.SkipDir
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return fixture.Zip(members...)
}

// cutFile is the script command "cutfile NEW OLD PERCENT": it writes the
// beginning of a file.
func cutFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: cutfile NEW OLD PERCENT")
	}
	data, err := os.ReadFile(ts.MkAbs(args[1]))
	ts.Check(err)
	percent, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data[:len(data)*percent/100], 0o644))
}

// makeOutlook is the script command "outlook MSG FOLDER": it writes a message of
// Outlook with the files of the folder.
func makeOutlook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: outlook MSG FOLDER")
	}
	m := fixture.Message{Subject: "Lịch trực", Text: "Kính gửi Ủy ban nhân dân xã An Khê"}
	files, err := os.ReadDir(ts.MkAbs(args[1]))
	ts.Check(err)
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(ts.MkAbs(args[1]), f.Name()))
		ts.Check(err)
		m.Files = append(m.Files, fixture.Packed{Name: strings.TrimSpace(f.Name()), Data: bytes.Clone(data)})
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), fixture.Outlook(m), 0o644))
}
