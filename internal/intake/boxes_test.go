package intake

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/internal/den"
	"vanthu/internal/fixture"
)

func packed(t *testing.T, members ...fixture.Packed) []byte {
	t.Helper()
	data, err := fixture.Zip(members...)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func member(name, content string) fixture.Packed {
	return fixture.Packed{Name: name, Data: []byte(content)}
}

func write(t *testing.T, path string, data []byte) { writeFile(t, path, string(data)) }

func writeFile(t testing.TB, path, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

const letter = "From: a@example.vn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=M\r\n\r\n" +
	"--M\r\nContent-Type: text/plain\r\n\r\nKinh gui\r\n--M\r\nContent-Type: text/plain; name=a.txt\r\n\r\nphu luc\r\n--M--\r\n"

func TestBoxes(t *testing.T) {
	tree(t)
	inner := packed(t, member("x.txt", "x"), member("Thumbs.db", "x"))
	write(t, "d/box.zip", packed(t,
		member("thang-3/b.txt", "b"), member("thang-3/a.txt", "a"), member("empty.txt", ""),
		member("__MACOSX/._a.txt", "m"), member("__MACOSX/x/._b.txt", "m"), member("~$a.docx", "m"),
		fixture.Packed{Name: "inner.zip", Data: inner}, fixture.Packed{Name: "locked.pdf", Data: []byte("x"), Locked: true},
		member("letter.eml", letter),
	))
	write(t, "d/no-ending", packed(t, member("a.txt", "1")))
	write(t, "d/empty.zip", packed(t))
	write(t, "d/cut.zip", packed(t, member("a.txt", "1"))[:40])
	write(t, "d/letter.msg", fixture.Outlook(fixture.Message{Text: "Kính gửi", Files: []fixture.Packed{{Name: "b.zip", Data: inner}}}))
	write(t, "d/a.docx", packed(t, member("thumb.jpg", strings.Repeat("x", 5000)), member("[Content_Types].xml", "x"), member("word/document.xml", "x")))
	want := []string{
		"d/a.docx",
		"d/box.zip/__MACOSX ignored: system folder",
		"d/box.zip/empty.txt",
		"d/box.zip/inner.zip/Thumbs.db ignored: system file",
		"d/box.zip/inner.zip/x.txt",
		"d/box.zip/letter.eml/body.txt",
		"d/box.zip/letter.eml/a.txt",
		"d/box.zip/locked.pdf encrypted: the zip asks for a password",
		"d/box.zip/thang-3/a.txt",
		"d/box.zip/thang-3/b.txt",
		"d/box.zip/~$a.docx ignored: lock file of an office program",
		"d/cut.zip/a.txt malformed: it is damaged in its container: unexpected EOF",
		"d/cut.zip malformed: the zip is cut or damaged: its list of members is missing; 1 were found without it",
		"d/empty.zip empty: it holds no file",
		"d/letter.msg/body.txt",
		"d/letter.msg/b.zip/Thumbs.db ignored: system file",
		"d/letter.msg/b.zip/x.txt",
		"d/no-ending/a.txt",
	}
	if diff := cmp.Diff(want, walked(t, "d")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"d/no-ending/a.txt"}, walked(t, "d/no-ending", "./d/no-ending")); diff != "" {
		t.Errorf("a container given twice (-want +got):\n%s", diff)
	}
}

// What is done with is removed at once, the rest when the walker is closed.
func TestNothingStays(t *testing.T) {
	tree(t)
	write(t, "a.zip", packed(t, member("1", "1"), member("2", "2"), fixture.Packed{Name: "3.zip", Data: packed(t, member("x", "x"))}))
	b := boxes(t)
	w := NewWalker(b)
	var left []File
	err := w.Walk(t.Context(), []string{"a.zip"}, func(f File) error {
		if f.Name == "a.zip/1" {
			left = append(left, f)
			return nil
		}
		f.Done()
		if _, err := os.Stat(f.Path); err == nil {
			t.Errorf("%s is still there when it is done with", f.Name)
		}
		return nil
	})
	if err != nil || len(left) != 1 {
		t.Fatalf("Walk: %v, %d files kept", err, len(left))
	}
	if data, err := os.ReadFile(left[0].Path); string(data) != "1" {
		t.Errorf("a member that is not done with holds %q, %v", data, err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
	if rest, err := os.ReadDir(b.Dir); err != nil || len(rest) > 0 {
		t.Errorf("after Close there are %v, %v", rest, err)
	}
}

// A walker sweeps what a killed one left, and not what a living one holds.
func TestSweep(t *testing.T) {
	tree(t)
	write(t, "a.zip", packed(t, member("1", "1")))
	b := boxes(t)
	dead := filepath.Join(b.Dir, den.Prefix+"dead")
	write(t, filepath.Join(dead, "1", "0"), []byte("x"))
	alive := NewWalker(b)
	defer alive.Close()
	err := alive.Walk(t.Context(), []string{"a.zip"}, func(f File) error {
		NewWalker(b)
		if _, err := os.Stat(f.Path); err != nil {
			t.Errorf("another walker has swept a member that is in use: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(dead); err == nil {
		t.Error("what a killed walker left is still there")
	}
}

// Members are found again by their origin, under the names they had.
func TestMembersAgain(t *testing.T) {
	tree(t)
	write(t, "a.zip", packed(t, member("1", "1"), member("2", "2"), fixture.Packed{Name: "3.zip", Data: packed(t, member("x", "x"), member("y", "y"))}))
	origins := map[string]string{}
	w := NewWalker(boxes(t))
	defer w.Close()
	if err := w.Walk(t.Context(), []string{"a.zip"}, func(f File) error { origins[f.Name] = f.Again(); return nil }); err != nil {
		t.Fatal(err)
	}
	places := []Place{
		{origins["a.zip/3.zip/y"], "box/a.zip/3.zip/y"}, {origins["a.zip/2"], "box/a.zip/2"},
		{origins["a.zip/2"] + "gone", "box/a.zip/gone"}, {"/nowhere/b.zip\x00c", "b.zip/c"},
	}
	t.Chdir("/")
	var got []string
	err := w.WalkPlaces(t.Context(), places, func(f File) error {
		if f.Problem != nil {
			got = append(got, f.Name+" "+string(f.Problem.Kind))
			return nil
		}
		data, err := os.ReadFile(f.Path)
		if err != nil {
			t.Error(err)
		}
		got = append(got, f.Name+": "+string(data))
		return nil
	})
	if diff := cmp.Diff([]string{"box/a.zip/2: 2", "box/a.zip/3.zip/y: y", "box/a.zip/gone vanished", "b.zip/c vanished"}, got); err != nil || diff != "" {
		t.Errorf("WalkPlaces: %v (-want +got):\n%s", err, diff)
	}
}

// Bombs end within their limits of disk and in time, and are problems.
func TestBombs(t *testing.T) {
	nested, err := fixture.Bomb(4, 8, 256<<10) // 8^4 files of 256 KB: 1 GB
	if err != nil {
		t.Fatal(err)
	}
	flat, err := fixture.Bomb(1, 5, 16<<20)
	if err != nil {
		t.Fatal(err)
	}
	deep := []byte("x")
	for range 12 {
		deep = packed(t, fixture.Packed{Name: "a.zip", Data: deep})
	}
	for _, c := range []struct {
		name  string
		data  []byte
		total int64 // 0: what a small container may have whatever its ratio
	}{{"nested", nested, 4 << 20}, {"flat", flat, 0}, {"deep", deep, 0}} {
		t.Run(c.name, func(t *testing.T) {
			tree(t)
			write(t, "a.zip", c.data)
			b := boxes(t)
			b.Ratio, b.Total = 1, c.total
			most := int64(ratioFrom + len(c.data))
			if c.total > 0 {
				most = c.total
			}
			w := NewWalker(b)
			defer w.Close()
			began := time.Now()
			problems, bytesOut := 0, int64(0)
			err := w.Walk(t.Context(), []string{"a.zip"}, func(f File) error {
				defer f.Done()
				if f.Problem != nil {
					problems++
				} else {
					bytesOut += f.Size
				}
				return nil
			})
			if err != nil || problems == 0 || bytesOut > most || time.Since(began) > 2*time.Minute {
				t.Errorf("Walk: %v; %d problems, %d bytes, %v", err, problems, bytesOut, time.Since(began))
			}
			t.Logf("%d bytes in, %d out, %d problems, %v", len(c.data), bytesOut, problems, time.Since(began))
		})
	}
}

func TestBoxStops(t *testing.T) {
	tree(t)
	write(t, "a.zip", packed(t, member("1", "1"), member("2", "2")))
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	if err := NewWalker(boxes(t)).Walk(ctx, []string{"a.zip"}, func(File) error { n++; cancel(); return nil }); !errors.Is(err, context.Canceled) || n != 1 {
		t.Errorf("Walk = %v after %d files, want %v after 1", err, n, context.Canceled)
	}
}

func TestSniffMails(t *testing.T) {
	for _, c := range []struct{ trap, head, want string }{
		{"without MIME-Version", "Return-Path: <a@example.vn>\r\nFrom: a@example.vn\r\nDate: Mon, 4 Mar 2024 08:00:00 +0700\r\nSubject: x\r\n\r\nx", Mail},
		{"folded head", "Received: from a\r\n\tby b\r\nFrom: a@example.vn\r\nMIME-Version: 1.0\r\n\r\nx", Mail},
		{"a text that names its writer", "From: Phòng Nội vụ\n\nKính gửi", Text},
		{"a memo", "From: UBND\nTo: HĐND\nDate: 4/3/2024\nSubject: x\n\nx", Text},
		{"a directive", "Số: 12/CV\nNơi nhận: như trên\n", Text},
	} {
		if got := Sniff([]byte(c.head)); got != c.want {
			t.Errorf("%s: %s, want %s", c.trap, got, c.want)
		}
	}
	if got := Sniff(bytes.Repeat([]byte("From: a\n"), 10)); got != Text {
		t.Errorf("lines all alike: %s", got)
	}
}
