package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"vanthu/internal/fixture"
)

// The load of the page: as many analysts as a province has, each of whom asks
// for something every few seconds.
const (
	analysts    = 200
	askEvery    = 5 * time.Second
	loadLasts   = 60 * time.Second
	askedAlone  = 300 // requests of a kind, one after the other
	sampledHits = 400 // documents that requests are made of
)

// A visitor sends requests to a server on this machine.
type visitor struct {
	base   string
	client *http.Client
	hits   []hit
	asked  atomic.Int64
}

// A hit is what of a document requests are made of.
type hit struct {
	ID      string `json:"id"`
	Number  string `json:"number"`
	Type    string `json:"type"`
	Issued  string `json:"issued"`
	Issuer  string `json:"issuer"`
	Subject string `json:"subject"`
}

// web measures the page: the time of a search and of a document by one analyst
// alone, then with all of them. The archive is that of -archive, else one of
// generated documents.
func (b *bench) web(ctx context.Context) error {
	archive := b.archive
	if archive == "" {
		texts := filepath.Join(b.dir, "web-texts")
		if err := os.Mkdir(texts, 0o755); err != nil {
			return err
		}
		for name, text := range fixture.Corpus(11, b.n) {
			if err := os.WriteFile(filepath.Join(texts, name), text, 0o644); err != nil {
				return err
			}
		}
		var err error
		if _, archive, err = b.importAll(ctx, "web", texts); err != nil {
			return err
		}
	}
	life, end := context.WithCancel(ctx)
	cmd := exec.CommandContext(life, b.vanthu, "serve", "--archive", archive, "--addr", "127.0.0.1:0", "--cache", filepath.Join(b.dir, "images"))
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	stderr, err := cmd.StderrPipe()
	if err != nil {
		end()
		return err
	}
	if err := cmd.Start(); err != nil {
		end()
		return err
	}
	said := make(chan string, 1)
	var reading errgroup.Group
	reading.Go(func() error {
		lines := bufio.NewScanner(stderr)
		for lines.Scan() {
			if at := strings.Index(lines.Text(), "http://"); at >= 0 && len(said) == 0 {
				said <- strings.TrimSuffix(lines.Text()[at:], "/")
			}
		}
		close(said)
		return lines.Err()
	})
	base, ok := <-said
	if !ok {
		end()
		return errors.Join(errors.New("serve did not start"), cmd.Wait())
	}
	v := &visitor{base: base, client: &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: analysts}}}
	err = b.visit(ctx, v)
	memory := resident(cmd.Process.Pid)
	end()
	err = errors.Join(err, reading.Wait(), ended(cmd))
	if state := cmd.ProcessState; err == nil && state != nil {
		cpu := state.UserTime() + state.SystemTime()
		b.row("processor time of the page", fmt.Sprintf("%.1f ms a request; %d MB resident", float64(cpu.Microseconds())/1000/float64(v.asked.Load()), memory>>20), "", "all of these; tells more than wall time on a busy machine")
	}
	return err
}

// ended waits for a server that was told to stop.
func ended(cmd *exec.Cmd) error {
	err := cmd.Wait()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func (b *bench) visit(ctx context.Context, v *visitor) error {
	total, err := v.sample(ctx)
	if err != nil {
		return err
	}
	how := fmt.Sprintf("%d documents", total)
	r := rand.New(rand.NewPCG(11, 0))
	for _, k := range []struct {
		what, target string
		address      func(*rand.Rand) string
	}{
		{"page of a search", "p95 <= 60 ms", v.search},
		{"page of a document", "p95 <= 40 ms", v.document},
		{"diagram", "", v.diagram},
		{"suggestions", "", v.suggestions},
	} {
		var took []time.Duration
		for range askedAlone {
			d, err := v.get(ctx, k.address(r))
			if err != nil {
				return err
			}
			took = append(took, d)
		}
		b.row(k.what, fmt.Sprintf("p50 %.1f, p95 %.1f ms", at(took, 0.5), at(took, 0.95)), k.target, how+", one after the other")
	}
	return b.crowd(ctx, v, how)
}

// crowd lets all analysts in at once. Everyone begins at another moment and asks
// at fixed times, so that a slow answer delays nobody else's question.
func (b *bench) crowd(ctx context.Context, v *visitor, how string) error {
	var (
		mu     sync.Mutex
		took   []time.Duration
		failed []error
		all    errgroup.Group
	)
	began := time.Now()
	for i := range analysts {
		all.Go(func() error {
			r := rand.New(rand.NewPCG(uint64(i), 5))
			next := began.Add(time.Duration(r.Int64N(int64(askEvery))))
			for ; next.Before(began.Add(loadLasts)); next = next.Add(askEvery) {
				select {
				case <-time.After(time.Until(next)):
				case <-ctx.Done():
					return ctx.Err()
				}
				d, err := v.get(ctx, v.any(r))
				mu.Lock()
				took = append(took, d)
				if err != nil {
					failed = append(failed, err)
				}
				mu.Unlock()
			}
			return nil
		})
	}
	if err := all.Wait(); err != nil {
		return err
	}
	b.row("200 analysts, 60 s", fmt.Sprintf("%d requests, %d errors; p50 %.1f, p95 %.1f, p99 %.1f, most %.0f ms", len(took), len(failed), at(took, 0.5), at(took, 0.95), at(took, 0.99), at(took, 1)),
		"0 errors, p99 <= 400 ms", how+"; searches 5, documents 3, suggestions 1, diagram or overview 1 of 10")
	if len(failed) > 0 {
		_ = b.table.Flush() // the error below says what matters
		return fmt.Errorf("the first of %d errors: %w", len(failed), failed[0])
	}
	return nil
}

// at is a quantile in milliseconds.
func at(took []time.Duration, share float64) float64 {
	if len(took) == 0 {
		return 0
	}
	took = slices.Clone(took)
	slices.SortFunc(took, func(a, b time.Duration) int { return cmp.Compare(a, b) })
	return float64(took[int(share*float64(len(took)-1))].Microseconds()) / 1000
}

// get asks for an address and reads the answer to its end.
func (v *visitor) get(ctx context.Context, address string) (time.Duration, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, v.base+address, nil)
	if err != nil {
		return 0, err
	}
	v.asked.Add(1)
	began := time.Now()
	answer, err := v.client.Do(r)
	if err != nil {
		return time.Since(began), err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %s: %.200s", address, answer.Status, body)
	}
	return time.Since(began), err
}

// sample takes documents from all over the archive.
func (v *visitor) sample(ctx context.Context) (total int, err error) {
	const chunk = 20
	for from, step := 0, 0; len(v.hits) < sampledHits; from += step {
		var found struct {
			Total int
			Hits  []hit
		}
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/api/v1/search?sort=number&limit=%d&from=%d", v.base, chunk, from), nil)
		if err != nil {
			return 0, err
		}
		answer, err := v.client.Do(r)
		if err != nil {
			return 0, err
		}
		err = errors.Join(json.NewDecoder(answer.Body).Decode(&found), answer.Body.Close())
		if err != nil {
			return 0, err
		}
		if total = found.Total; total == 0 {
			return 0, errors.New("the archive is empty")
		}
		if len(found.Hits) == 0 {
			break
		}
		v.hits = append(v.hits, found.Hits...)
		step = max(chunk, min(total, 100_000)/(sampledHits/chunk))
	}
	return total, nil
}

func (v *visitor) hit(r *rand.Rand) hit { return v.hits[r.IntN(len(v.hits))] }

// search is the address of a search as analysts make them: a number, words,
// a phrase, a filter.
func (v *visitor) search(r *rand.Rand) string {
	h := v.hit(r)
	words := strings.Fields(h.Subject)
	if len(words) < 4 {
		words = strings.Fields("công tác văn thư lưu trữ")
	}
	at := r.IntN(len(words) - 2)
	some := strings.Join(words[at:at+2], " ")
	q := url.Values{}
	switch r.IntN(6) {
	case 0:
		q.Set("q", strings.TrimSpace(h.Type+" "+h.Number))
	case 1:
		q.Set("q", `"`+strings.ReplaceAll(strings.Join(words[at:at+3], " "), `"`, "")+`"`)
	case 2:
		q.Set("q", "dẫn:\""+h.Number+`"`)
	case 3:
		q.Set("issuer", h.Issuer)
		q.Set("sort", "date")
	case 4:
		q.Set("q", some)
		if len(h.Issued) > 4 {
			q.Set("year", h.Issued[:4])
		}
	default:
		q.Set("q", some)
	}
	for name, values := range q { // punctuation of a subject is no query
		q.Set(name, strings.Map(func(c rune) rune {
			if name == "q" && strings.ContainsRune("();|-*“”", c) && !strings.Contains(values[0], h.Number) {
				return ' '
			}
			return c
		}, values[0]))
	}
	return "/?" + q.Encode()
}

func (v *visitor) document(r *rand.Rand) string { return "/documents/" + v.hit(r).ID }
func (v *visitor) diagram(r *rand.Rand) string  { return "/documents/" + v.hit(r).ID + "/diagram" }

func (v *visitor) suggestions(r *rand.Rand) string {
	h := v.hit(r)
	typed := []rune(h.Number)
	if r.IntN(2) == 0 {
		typed = []rune(h.Issuer)
	}
	return "/api/v1/suggest?" + url.Values{"q": {string(typed[:min(len(typed), 2+r.IntN(6))])}}.Encode()
}

// any is what an analyst asks for next.
func (v *visitor) any(r *rand.Rand) string {
	switch n := r.IntN(20); {
	case n < 10:
		return v.search(r)
	case n < 16:
		return v.document(r)
	case n < 18:
		return v.suggestions(r)
	case n < 19:
		return v.diagram(r)
	}
	return "/overview"
}
