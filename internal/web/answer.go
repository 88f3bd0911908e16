package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/facsimile"
	"vanthu/internal/index"
	"vanthu/internal/query"
	"vanthu/internal/store"
)

var (
	// errNotFound says that there is nothing under this address.
	errNotFound = errors.New("there is nothing at this address")
	// errLost says that a file of the archive is gone: damage, not a wrong address.
	errLost = errors.New("the original is not in the archive folder any more; vanthu verify tells what is missing")
)

// A badRequest is a request that cannot be read: why is a text of texts.tsv.
type badRequest struct {
	key  string
	args []any
}

// Error says it in English, as the API does.
func (b badRequest) Error() string { return b.in(english) }

func (b badRequest) in(l language) string {
	text, _ := l.say(b.key, b.args...)
	return text
}

// bad is a badRequest; its key begins with "bad.".
func bad(key string, args ...any) error { return badRequest{key, args} }

// answer makes a handler of a function that can fail: the error becomes a page
// or, under /api/, an object {"error"}.
func (s *Server) answer(h func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if err == nil {
			return
		}
		status, key := statusOf(err)
		if status >= http.StatusInternalServerError && status != http.StatusServiceUnavailable {
			s.Log.Error("request", "path", r.URL.Path, "err", err)
		}
		if errors.Is(err, context.Canceled) { // nobody is there any more
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		message := s.told(err, status)
		if strings.HasPrefix(r.URL.Path, "/api/") {
			s.sendJSON(w, status, map[string]string{"error": message})
			return
		}
		f := s.frame(r, "error."+key)
		detail := "" // what the sentence of the kind does not say
		if key == "bad" || key == "unreadable" || key == "tool" {
			detail = f.detail(err, message)
		}
		if rerr := s.pages.render(w, status, "error", struct {
			*frame
			Key, Detail string
		}{f, key, detail}); rerr != nil {
			s.Log.Error("request", "path", r.URL.Path, "err", rerr)
		}
	})
}

// detail is what a page tells of an error besides its kind, in the reader's
// language: in English the message, else the sentence of its code.
func (f *frame) detail(err error, message string) string {
	var (
		bad     badRequest
		problem *corpus.Problem
	)
	switch {
	case f.English():
		return message
	case errors.As(err, &bad):
		return bad.in(f.Lang)
	case errors.As(err, &problem):
		return f.Or("problem."+string(problem.Kind)+".more", "")
	}
	return ""
}

// told is what a client learns of an error. Of those that are not made for
// clients only the kind is told, since their text can hold a path or a query of
// ours: the log has the rest.
func (s *Server) told(err error, status int) string {
	for _, kind := range []error{errLost, errNotFound, store.ErrUnknown, index.ErrNoIndex, index.ErrDamaged, index.ErrOtherVersion, facsimile.ErrBusy} {
		if errors.Is(err, kind) {
			return kind.Error()
		}
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "it took too long"
	case errors.Is(err, fs.ErrNotExist):
		return errNotFound.Error()
	case status == http.StatusInternalServerError:
		return "internal error"
	}
	return strings.ReplaceAll(err.Error(), s.Archive.Dir(), "…") // a program that read the original may name its path
}

// statusOf is the status of an error and the key of its heading.
func statusOf(err error) (status int, key string) {
	var (
		bad     badRequest
		unread  *query.Error
		problem *corpus.Problem
	)
	switch {
	case errors.Is(err, errLost):
		return http.StatusInternalServerError, "lost"
	case errors.Is(err, errNotFound), errors.Is(err, store.ErrUnknown), errors.Is(err, fs.ErrNotExist):
		return http.StatusNotFound, "notfound"
	case errors.As(err, &bad), errors.As(err, &unread):
		return http.StatusBadRequest, "bad"
	case errors.Is(err, index.ErrNoIndex), errors.Is(err, index.ErrDamaged), errors.Is(err, index.ErrOtherVersion):
		return http.StatusServiceUnavailable, "noindex"
	case errors.Is(err, facsimile.ErrBusy):
		return http.StatusServiceUnavailable, "busy"
	case errors.As(err, &problem):
		if problem.Kind == corpus.NeedsTool {
			return http.StatusServiceUnavailable, "tool"
		}
		return http.StatusUnprocessableEntity, "unreadable"
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, "slow"
	}
	return http.StatusInternalServerError, "internal"
}

// sendJSON sends v. What cannot be sent has nobody to tell.
func (s *Server) sendJSON(w http.ResponseWriter, status int, v any) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	if err := out.Encode(v); err != nil {
		s.Log.Error("encode answer", "err", err)
		http.Error(w, `{"error":"internal error"}`, http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes())
}

// idOf is the id that a path names: 64 digits of a checksum and nothing else.
func idOf(r *http.Request) (corpus.ID, error) {
	id := r.PathValue("id")
	if len(id) != 64 || strings.Trim(id, "0123456789abcdef") != "" {
		return "", errNotFound
	}
	return corpus.ID(id), nil
}

// number is a number of the request, within bounds; fallback where it is not
// given.
func number(r *http.Request, name string, fallback, least, most int) (int, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return fallback, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, bad("bad.limit", name, least, most)
	}
	return n, nil
}
