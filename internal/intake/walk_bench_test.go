package intake

import (
	"fmt"
	"testing"
)

// BenchmarkWalk is the cost of a folder without containers: each file's head is
// looked at.
func BenchmarkWalk(b *testing.B) {
	b.Chdir(b.TempDir())
	for i := range 1000 {
		writeFile(b, fmt.Sprintf("d/%04d.txt", i), "ỦY BAN NHÂN DÂN XÃ AN KHÊ\nSố: 12/TB-UBND\n")
	}
	b.ReportAllocs()
	for b.Loop() {
		w := NewWalker(Boxes{Dir: b.TempDir()})
		if err := w.Walk(b.Context(), []string{"d"}, func(File) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
