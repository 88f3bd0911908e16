// Package stage joins functions into a line of bounded, cancellable workers.
// It is where the goroutines of the line live; the functions themselves know
// nothing of channels.
//
// Every stage has its own workers and hands on through an unbuffered channel,
// so a slow stage holds back the ones before it and memory stays bounded by
// the number of workers. The first error stops the whole line.
//
// Values leave a stage in the order they are finished, not in the order they
// came: whoever needs an order carries a number along.
package stage

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"
)

// A Line is a running chain of stages.
type Line struct {
	group *errgroup.Group
	ctx   context.Context
}

// New starts an empty line that ends with ctx.
func New(ctx context.Context) *Line {
	group, ctx := errgroup.WithContext(ctx)
	return &Line{group, ctx}
}

// Wait waits for all stages and returns the first error, nil if there was none.
func (l *Line) Wait() error { return l.group.Wait() }

// Go runs f beside the stages; its error stops the line.
func (l *Line) Go(f func(ctx context.Context) error) {
	l.group.Go(func() error { return f(l.ctx) })
}

// From starts the line: f gives values to emit, which blocks while the next
// stage is busy and fails when the line has stopped.
func From[T any](l *Line, f func(ctx context.Context, emit func(T) error) error) <-chan T {
	out := make(chan T)
	l.group.Go(func() error {
		defer close(out)
		return f(l.ctx, func(v T) error { return send(l.ctx, out, v) })
	})
	return out
}

// Map gives each value of in to one of a number of workers, who emit what
// comes of it: nothing, one value or several.
func Map[A, B any](l *Line, in <-chan A, workers int, f func(ctx context.Context, v A, emit func(B) error) error) <-chan B {
	out := make(chan B)
	workersDone := make(chan struct{}, workers)
	for range workers {
		l.group.Go(func() error {
			defer func() { workersDone <- struct{}{} }()
			for {
				v, ok, err := receive(l.ctx, in)
				if !ok {
					return err
				}
				if err := f(l.ctx, v, func(b B) error { return send(l.ctx, out, b) }); err != nil {
					return err
				}
			}
		})
	}
	l.group.Go(func() error {
		for range workers {
			<-workersDone
		}
		close(out)
		return nil
	})
	return out
}

// Batch ends the line: f gets the values in batches, one at a time, each when
// its weights reach limit or its first value has waited for the given time.
// The slice is f's to keep. The channel it returns is closed after the last batch.
func Batch[T any](l *Line, in <-chan T, limit int, wait time.Duration, weight func(T) int, f func(ctx context.Context, batch []T) error) (done <-chan struct{}) {
	ended := make(chan struct{})
	l.group.Go(func() error {
		defer close(ended)
		for {
			first, ok, err := receive(l.ctx, in)
			if !ok {
				return err
			}
			batch, open := gather(l.ctx, in, first, limit, wait, weight)
			if err := l.ctx.Err(); err != nil {
				return err
			}
			if err := f(l.ctx, batch); err != nil {
				return err
			}
			if !open {
				return nil
			}
		}
	})
	return ended
}

// gather collects a batch that begins with first; open is false once in is at its end.
func gather[T any](ctx context.Context, in <-chan T, first T, limit int, wait time.Duration, weight func(T) int) (batch []T, open bool) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	batch = []T{first}
	for sum := weight(first); sum < limit; {
		select {
		case v, ok := <-in:
			if !ok {
				return batch, false
			}
			batch = append(batch, v)
			sum += weight(v)
		case <-timer.C:
			return batch, true
		case <-ctx.Done():
			return batch, false
		}
	}
	return batch, true
}

// Ordered gives each value of in to f, several at a time, and hands the results
// on in the order of the values. At most workers results wait for an earlier one.
func Ordered[A, B any](l *Line, in <-chan A, workers int, f func(ctx context.Context, v A) (B, error)) <-chan B {
	type result struct {
		value B
		err   error
	}
	// A slot is taken before the work on a value begins and freed when its
	// result was handed on; the channel of results keeps the order.
	slots := make(chan chan result, workers)
	out := make(chan B)
	l.group.Go(func() error {
		defer close(slots)
		for {
			v, ok, err := receive(l.ctx, in)
			if !ok {
				return err
			}
			slot := make(chan result, 1)
			if err := send(l.ctx, slots, slot); err != nil {
				return err
			}
			l.group.Go(func() error {
				b, err := f(l.ctx, v)
				slot <- result{b, err}
				return err
			})
		}
	})
	l.group.Go(func() error {
		defer close(out)
		for {
			slot, ok, err := receive(l.ctx, slots)
			if !ok {
				return err
			}
			r, _, err := receive(l.ctx, slot)
			if err != nil {
				return err
			}
			if r.err != nil {
				return r.err
			}
			if err := send(l.ctx, out, r.value); err != nil {
				return err
			}
		}
	})
	return out
}

func send[T any](ctx context.Context, out chan<- T, v T) error {
	select {
	case out <- v:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// receive takes the next value; ok is false at the end of in, with a nil error,
// and when the line has stopped, with its error.
func receive[T any](ctx context.Context, in <-chan T) (v T, ok bool, err error) {
	// Asked first: a select with several ready cases picks any, and a stopped
	// line must not go on working through what is still queued.
	if err := ctx.Err(); err != nil {
		return v, false, err
	}
	select {
	case v, ok = <-in:
		return v, ok, nil
	case <-ctx.Done():
		return v, false, ctx.Err()
	}
}
