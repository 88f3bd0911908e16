package pipeline_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/language"
	"vanthu/internal/read"
	"vanthu/pipeline"
)

// A longJob archive holds one job and keeps its pages over runs. A run is killed
// when it has saved so many pages.
type longJob struct {
	halfRead
	path  string
	saved []corpus.Page
	kill  func()
	after int
}

func (a *longJob) Lease(ctx context.Context, n int, ttl time.Duration, orphans bool) ([]pipeline.Job, error) {
	jobs, err := a.halfRead.Lease(ctx, n, ttl, orphans)
	for i := range jobs {
		jobs[i].Path, jobs[i].Source.MediaType, jobs[i].Source.Name = a.path, "application/pdf", "long.pdf"
	}
	return jobs, err
}

func (a *longJob) SavedPages(context.Context, corpus.ID) ([]corpus.Page, error) {
	return slices.Clone(a.saved), nil
}

func (a *longJob) SavePage(_ context.Context, _ corpus.ID, page corpus.Page) error {
	a.saved = append(a.saved, page)
	if len(a.saved) == a.after {
		a.kill()
	}
	return nil
}

func (a *longJob) Release(context.Context, []corpus.ID) error { a.leased = false; return nil }

// TestLongMixedDocumentGoesOn: of a document whose pages have a text layer or
// are scans by turns, a run that stops in the middle has kept the scans that it
// recognised, and the next goes on behind them.
func TestLongMixedDocumentGoesOn(t *testing.T) {
	needOCR(t)
	d := fixture.Directive{
		Left: []string{"UBND XÃ AN KHÊ"}, Right: []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"},
		Number: []string{"Số: 7/TB-UBND"}, Place: "An Khê, ngày 05 tháng 3 năm 2024", Title: "THÔNG BÁO", Subject: []string{"Về lịch tiếp công dân"},
		Body:       []string{"Ủy ban nhân dân xã thông báo lịch tiếp công dân quý II năm 2024./."},
		Recipients: []string{"- Lưu: VT."}, Signature: []string{"CHỦ TỊCH"}, Signer: "Trần Văn Mẫu",
	}
	sheet := d.Sheets()[0]
	data, err := fixture.MixedPDF(sheet, sheet.Image(150), "tsstst")
	if err != nil {
		t.Fatal(err)
	}
	archive := &longJob{path: filepath.Join(t.TempDir(), "long.pdf"), after: 2}
	if err := os.WriteFile(archive.path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	line := &pipeline.Line{Reader: read.New(read.Auto), Language: new(language.Detector), Now: time.Now, Workers: 1}
	ctx, cancel := context.WithCancel(t.Context())
	archive.kill = cancel
	if _, err := line.Import(ctx, archive, nil); !errors.Is(err, context.Canceled) {
		t.Fatalf("the first run: %v, want it to be stopped", err)
	}
	if len(archive.kept) > 0 || len(archive.saved) != 2 {
		t.Fatalf("the run that was stopped kept %d documents and saved %d pages, want 0 and 2", len(archive.kept), len(archive.saved))
	}
	if _, err := line.Import(t.Context(), archive, nil); err != nil {
		t.Fatal(err)
	}
	var numbers []int
	for _, p := range archive.saved {
		numbers = append(numbers, p.Number)
	}
	if slices.Sort(numbers); !slices.Equal(numbers, []int{2, 3, 5}) {
		t.Errorf("recognised pages %v over both runs, want 2, 3 and 5, each once", numbers)
	}
	if len(archive.kept) != 1 || len(archive.kept[0].Pages) != 6 {
		t.Fatalf("kept %d documents, want one of six pages", len(archive.kept))
	}
	for i, p := range archive.kept[0].Pages {
		want := corpus.MethodOCR
		if "tsstst"[i] == 't' {
			want = corpus.MethodTextLayer
		}
		if p.Number != i+1 || p.Method != want || !strings.Contains(p.Text, "tiếp công dân") {
			t.Errorf("page %d is number %d by %s: %.60q; want it by %s", i+1, p.Number, p.Method, p.Text, want)
		}
	}
}
