package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestDocumentsNameWhatIs: every command and flag that README, README.vi and deploy/
// tell a newcomer to type is one of the program's, by its help.
func TestDocumentsNameWhatIs(t *testing.T) {
	usages := map[string]string{"help": "", "version": ""}
	for _, c := range commands() {
		usages[c.name] = c.usage
	}
	files, err := filepath.Glob("../../deploy/*")
	if err != nil {
		t.Fatal(err)
	}
	called := regexp.MustCompile(`(?:^|[ /])vanthu ([a-z]+)((?:[^\n` + "`" + `;]|\\\n)*)`)
	flagged := regexp.MustCompile(`--[a-z-]+`)
	for _, path := range append(files, "../../README.md", "../../README.vi.md") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		typed := 0
		for line := range strings.Lines(strings.ReplaceAll(string(text), "\\\n", " ")) {
			// What is typed stands indented, or between backquotes; the rest speaks of vanthu.
			parts := []string{line}
			if !strings.HasPrefix(line, "    ") && !strings.HasPrefix(line, "Exec") {
				parts = nil
				for i, p := range strings.Split(line, "`") {
					if i%2 == 1 {
						parts = append(parts, p)
					}
				}
			}
			for _, part := range parts {
				part = strings.ReplaceAll(part, "-u vanthu ", "") // a user of this name
				for _, m := range called.FindAllStringSubmatch(part, -1) {
					typed++
					usage, ok := usages[m[1]]
					if !ok {
						t.Errorf("%s: there is no command %q: %s", path, m[1], line)
						continue
					}
					for _, f := range flagged.FindAllString(m[2], -1) {
						if !slices.Contains(flagsOf(usage), f) {
							t.Errorf("%s: vanthu %s has no %s: %s", path, m[1], f, line)
						}
					}
				}
			}
		}
		if typed == 0 && !strings.HasSuffix(path, ".timer") {
			t.Errorf("%s: no call of vanthu was found", path)
		}
	}
}

// TestWalkRemovesWhatItBroke: the id that README.vi has a newcomer type is that of the
// file that it has him break.
func TestWalkRemovesWhatItBroke(t *testing.T) {
	walk, err := os.ReadFile("../../README.vi.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`head -c (\d+) (\S+) > hop-01/hong.pdf`).FindStringSubmatch(string(walk))
	if m == nil {
		t.Fatal("README.vi breaks no file")
	}
	broken, err := os.ReadFile("../../" + m[2])
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n >= len(broken) {
		t.Fatalf("%d of %d bytes: %v", n, len(broken), err)
	}
	id := fmt.Sprintf("%x", sha256.Sum256(broken[:n]))[:12]
	for _, line := range []string{"  id:   " + id + "\n", `--reason "tệp hỏng, đã nhập bản khác" ` + id + "\n"} {
		if !strings.Contains(string(walk), line) {
			t.Errorf("README.vi lacks %q: the broken file's id is %s", line, id)
		}
	}
}

// TestReadmeShowsARecord: the record that README shows is the one that comes.
func TestReadmeShowsARecord(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, want, _ := strings.Cut(string(readme), "    $ vanthu show 84fea5e96ca3\n")
	want, _, found := strings.Cut(want, "    held twice")
	if !found {
		t.Fatal("README shows no record of 84fea5e96ca3 that is held twice")
	}
	want = regexp.MustCompile(`(?m)^    `).ReplaceAllString(want, "")

	dir := t.TempDir()
	t.Chdir("../..")
	var out, errs bytes.Buffer
	w := func() *world {
		return &world{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, now: time.Now}
	}
	if status := run(context.Background(), []string{"import", "--archive", dir, "testdata/box/text/ke-hoach-huyen-uy.txt"}, w()); status != exitDone {
		t.Fatalf("import: status %d: %s", status, &errs)
	}
	out.Reset()
	if status := run(context.Background(), []string{"show", "--archive", dir, "84fea5e96ca3"}, w()); status != exitDone {
		t.Fatalf("show: status %d: %s", status, &errs)
	}
	if got := out.String(); got != want {
		t.Errorf("README shows\n%s\nand the program\n%s", want, got)
	}
}
