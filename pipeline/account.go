package pipeline

import (
	"context"
	"errors"
	"time"

	"vanthu/corpus"
)

// setAside notes why a document could not be read.
func (r *run) setAside(ctx context.Context, src corpus.Source, problem *corpus.Problem) error {
	if err := r.archive.SetAside(ctx, src.Name, src.ID, problem); err != nil {
		return err
	}
	r.unmark(src.ID)
	r.progress.Done.Add(1)
	r.tell(Event{Name: src.Name, Problem: problem})
	return nil
}

func (r *run) tell(e Event) {
	if r.Tell != nil {
		r.Tell(e)
	}
}

func (r *run) count(f func(*Summary)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f(&r.sum)
}

func (r *run) mark(jobs []Job) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, j := range jobs {
		r.inWork[j.Source.ID] = true
	}
}

func (r *run) unmark(id corpus.ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.inWork, id)
}

// leased lists the jobs in work.
func (r *run) leased() []corpus.ID {
	r.mu.Lock()
	defer r.mu.Unlock()
	ids := make([]corpus.ID, 0, len(r.inWork))
	for id := range r.inWork {
		ids = append(ids, id)
	}
	return ids
}

// renewUntil keeps the leases of jobs in work alive: a page can take longer to
// recognise than a lease lasts.
func (r *run) renewUntil(done <-chan struct{}) func(context.Context) error {
	return func(ctx context.Context) error {
		return every(ctx, leaseTime/3, done, func() error {
			return r.archive.Renew(ctx, r.leased(), leaseTime)
		})
	}
}

// publishUntil makes what was kept searchable now and then during a long run.
func (r *run) publishUntil(done <-chan struct{}) func(context.Context) error {
	return func(ctx context.Context) error {
		if r.Every <= 0 {
			return nil
		}
		return every(ctx, r.Every, done, func() error {
			r.mu.Lock()
			fresh := r.fresh
			r.fresh = false
			r.mu.Unlock()
			if !fresh {
				return nil
			}
			return r.publish(ctx)
		})
	}
}

func (r *run) publish(ctx context.Context) error {
	if r.Publish == nil {
		return nil
	}
	return r.Publish(ctx)
}

func every(ctx context.Context, period time.Duration, done <-chan struct{}, f func() error) error {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			if err := f(); err != nil {
				return err
			}
		case <-done:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// end gives back what is unfinished, publishes what is finished, and closes the
// account. It publishes also when the run brought nothing: an earlier one may
// have been killed before it could.
func (r *run) end(ctx context.Context, err error) (Summary, error) {
	if err == nil {
		err = r.publish(ctx)
	}
	if ids := r.leased(); len(ids) > 0 {
		// The run's own context may be the one that ended it.
		err = errors.Join(err, r.archive.Release(context.WithoutCancel(ctx), ids))
	}
	account, aerr := r.archive.Account(context.WithoutCancel(ctx))
	r.sum.Account = account
	err = errors.Join(err, aerr)
	r.sum.Seconds = r.Now().Sub(r.began).Seconds()
	return r.sum, err
}
