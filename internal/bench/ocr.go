package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// againstTesseract measures the import of scans against what is usually done:
// pdftoppm -r 300 -gray, then tesseract on each page, two at a time. The pages
// are rendered before the clock starts.
func (b *bench) againstTesseract(ctx context.Context) error {
	const what = "OCR import against bare tesseract"
	const target = "<= 1.05 x"
	for _, program := range []string{"tesseract", "pdftoppm"} {
		if _, err := exec.LookPath(program); err != nil {
			b.row(what, "not measured", target, program+" is not installed: make readers")
			return nil
		}
	}
	dir, how := filepath.Join(b.real, "scans"), "real scans"
	if b.real == "" {
		dir, how = filepath.Join("testdata", "box"), "made scans"
	}
	scans, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil {
		return err
	}
	pages, err := b.render(ctx, scans)
	if err != nil {
		return err
	}
	ours, _, err := b.importAll(ctx, "ocr", append([]string{"--ocr", "always"}, scans...)...)
	if err != nil {
		return err
	}
	began := time.Now()
	cpu, err := recognise(ctx, pages)
	if err != nil {
		return err
	}
	wall := time.Since(began)
	how = fmt.Sprintf("%s, %d files, %d pages", how, len(scans), len(pages))
	b.row(what+", processor time", fmt.Sprintf("%.2f x (%.1f s, %.1f s)", ours.cpu.Seconds()/cpu.Seconds(), ours.cpu.Seconds(), cpu.Seconds()), target, how)
	b.row(what+", by the clock", fmt.Sprintf("%.2f x (%.1f s, %.1f s)", ours.wall.Seconds()/wall.Seconds(), ours.wall.Seconds(), wall.Seconds()), target, how)
	b.row("memory of the OCR import", fmt.Sprintf("%.0f MB", float64(ours.peak)/megabyte), "<= 1000 MB", "the same, children counted")
	return nil
}

// render makes the page images of the peer.
func (b *bench) render(ctx context.Context, scans []string) ([]string, error) {
	dir := filepath.Join(b.dir, "pages")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	for i, scan := range scans {
		out, err := exec.CommandContext(ctx, "pdftoppm", "-r", "300", "-gray", scan, filepath.Join(dir, fmt.Sprintf("%03d", i))).CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("pdftoppm %s: %w: %s", scan, err, tail(string(out)))
		}
	}
	return filepath.Glob(filepath.Join(dir, "*.pgm"))
}

// recognise gives the processor time that it took.
func recognise(ctx context.Context, pages []string) (time.Duration, error) {
	var cpu atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(2)
	for _, page := range pages {
		group.Go(func() error {
			cmd := exec.CommandContext(ctx, "tesseract", page, page, "-l", "vie")
			cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("tesseract %s: %w: %s", page, err, tail(string(out)))
			}
			cpu.Add(int64(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()))
			return nil
		})
	}
	err := group.Wait()
	return time.Duration(cpu.Load()), err
}
