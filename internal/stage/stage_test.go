package stage_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"vanthu/internal/stage"
)

func count(n int) func(context.Context, func(int) error) error {
	return func(_ context.Context, emit func(int) error) error {
		for i := range n {
			if err := emit(i); err != nil {
				return err
			}
		}
		return nil
	}
}

func one(int) int { return 1 }

func TestEveryValueArrivesOnce(t *testing.T) {
	l := stage.New(t.Context())
	doubled := stage.Map(l, stage.From(l, count(1000)), 4, func(_ context.Context, v int, emit func(int) error) error {
		if err := emit(v); err != nil {
			return err
		}
		return emit(v)
	})
	seen := make(map[int]int)
	largest := 0
	stage.Batch(l, doubled, 7, time.Hour, one, func(_ context.Context, batch []int) error {
		largest = max(largest, len(batch))
		for _, v := range batch {
			seen[v]++
		}
		return nil
	})
	if err := l.Wait(); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 1000 || largest != 7 {
		t.Fatalf("%d distinct values in batches of up to %d, want 1000 and 7", len(seen), largest)
	}
	for v, n := range seen {
		if n != 2 {
			t.Errorf("value %d arrived %d times, want 2", v, n)
		}
	}
}

func TestFirstErrorStopsTheLine(t *testing.T) {
	fault := errors.New("disk full")
	l := stage.New(t.Context())
	var made atomic.Int64
	endless := stage.From(l, func(_ context.Context, emit func(int) error) error {
		for {
			if err := emit(int(made.Add(1))); err != nil {
				return err
			}
		}
	})
	stage.Batch(l, endless, 10, time.Hour, one, func(context.Context, []int) error { return fault })
	if err := l.Wait(); !errors.Is(err, fault) {
		t.Fatalf("Wait: %v, want %v", err, fault)
	}
	if made.Load() > 20 {
		t.Errorf("the source made %d values ahead of a stage that takes 10 at a time: there is no back-pressure", made.Load())
	}
}

func TestCancelEndsEveryStage(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	l := stage.New(ctx)
	slow := stage.Map(l, stage.From(l, count(1000)), 2, func(ctx context.Context, v int, emit func(int) error) error {
		cancel()
		<-ctx.Done()
		return ctx.Err()
	})
	stage.Batch(l, slow, 1, time.Hour, one, func(context.Context, []int) error { return nil })
	if err := l.Wait(); !errors.Is(err, context.Canceled) {
		t.Fatalf("Wait: %v, want canceled", err)
	}
}

func TestBatchDoesNotWaitForEver(t *testing.T) {
	l := stage.New(t.Context())
	handed := make(chan int)
	in := stage.From(l, func(_ context.Context, emit func(int) error) error {
		if err := emit(1); err != nil {
			return err
		}
		// The next value comes only after the first was handed on by time.
		return emit(<-handed)
	})
	stage.Batch(l, in, 100, time.Millisecond, one, func(_ context.Context, batch []int) error {
		if batch[0] == 1 {
			handed <- 2
		}
		return nil
	})
	if err := l.Wait(); err != nil {
		t.Fatal(err)
	}
}

func TestOrderedKeepsTheOrder(t *testing.T) {
	l := stage.New(t.Context())
	out := stage.Ordered(l, stage.From(l, count(200)), 4, func(_ context.Context, v int) (int, error) {
		if v%3 == 0 {
			time.Sleep(100 * time.Microsecond) // later ones are done first
		}
		return v, nil
	})
	next := 0
	stage.Batch(l, out, 1, time.Hour, one, func(_ context.Context, batch []int) error {
		if batch[0] != next {
			t.Errorf("got %d, want %d", batch[0], next)
		}
		next++
		return nil
	})
	if err := l.Wait(); err != nil || next != 200 {
		t.Fatalf("%d values, %v", next, err)
	}
}

func TestOrderedStopsAtTheFirstError(t *testing.T) {
	fault := errors.New("bad")
	l := stage.New(t.Context())
	out := stage.Ordered(l, stage.From(l, count(200)), 4, func(_ context.Context, v int) (int, error) {
		if v == 7 {
			return 0, fault
		}
		return v, nil
	})
	stage.Batch(l, out, 1, time.Hour, one, func(context.Context, []int) error { return nil })
	if err := l.Wait(); !errors.Is(err, fault) {
		t.Fatalf("Wait: %v, want %v", err, fault)
	}
}
