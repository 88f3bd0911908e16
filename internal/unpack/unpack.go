// Package unpack takes the members out of one container: a zip, a mail, an
// Outlook message. The container is parsed in a sandbox child, which writes the
// members into a folder and says what each is called. What a member is, and
// whether it is a container itself, is for the caller.
//
// The names of members are only shown, never opened: the child writes files
// called 0, 1, 2, ... whatever the container calls its members. They are valid
// UTF-8 in NFC, have no empty part and none that is "." or "..", and differ
// from each other.
package unpack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"vanthu/corpus"
	"vanthu/internal/sandbox"
)

// A Kind is a kind of container.
type Kind string

// The kinds of containers.
const (
	Zip     Kind = "zip"
	Mail    Kind = "mail"    // RFC 5322 and MIME: .eml, .mht
	Outlook Kind = "outlook" // .msg
)

// Limits bound what is taken out of one container.
type Limits struct {
	Time    time.Duration // of the child; 0: not bounded
	Memory  int64         // likewise, bytes
	Members int           // how many
	Member  int64         // bytes of one
	Total   int64         // bytes of all
}

// A Member is one file in a container.
type Member struct {
	Name     string          // the way to it, parts separated by /
	File     string          // its bytes, in the folder; "" where Problem or Ignored tells why not
	Mail     bool            // a mail by what the container says, whatever its head looks like
	Ignored  string          // why it is no document: "symbolic link"
	Problem  *corpus.Problem // why it cannot be taken out
	Document bool            // no member: the container is a document after all, of an office program
	Spent    bool            // no member: Members or Total of the limits is used up, which ends the container with a problem
}

// readerName is this package's name among the readers of a sandbox.
const readerName = "unpack"

// Readers is what this package adds to the readers of [sandbox.Main].
func Readers() map[string]sandbox.Reader {
	return map[string]sandbox.Reader{readerName: child}
}

// InSandbox takes the members out of the container at path, writes them into
// the folder dir and hands each to each: those of a zip in name order, those of
// a mail as they stand, the text first. Members that came before a failure have
// been handed on. The container's fault is a *corpus.Problem; a disk that is
// full is none. The program must have called [sandbox.Main] with [Readers].
//
// What stands in dir was written by a process that may have been taken over by
// the container: a File may be missing, or be no regular file.
func InSandbox(ctx context.Context, kind Kind, path, dir string, lim Limits, each func(Member) error) error {
	args := []string{
		string(kind), path, dir,
		strconv.Itoa(lim.Members), strconv.FormatInt(lim.Member, 10), strconv.FormatInt(lim.Total, 10),
	}
	// A member's message is its name and a few words.
	bounds := sandbox.Limits{Time: lim.Time, Memory: lim.Memory, Output: 1<<20 + int64(lim.Members)*(2*maxName+1024)}
	err := sandbox.Run(ctx, bounds, readerName, args, func(message json.RawMessage) error {
		var m Member
		if err := json.Unmarshal(message, &m); err != nil {
			return fmt.Errorf("unpack %s: %w", path, err)
		}
		if m.File != "" {
			if _, err := strconv.ParseUint(m.File, 10, 32); err != nil {
				return &corpus.Problem{Kind: corpus.Crashed, Message: fmt.Sprintf("its reader names a file %q", m.File)}
			}
		}
		return each(m)
	})
	var p *corpus.Problem
	if err != nil && !errors.As(err, &p) && strings.Contains(err.Error(), syscall.ENOSPC.Error()) {
		return fmt.Errorf("%w: %w", syscall.ENOSPC, err) // an error comes from the child as text
	}
	return err
}

// child is the [sandbox.Reader] of containers.
func child(_ context.Context, args []string, emit func(any) error) error {
	if len(args) != 6 {
		return fmt.Errorf("%d arguments", len(args))
	}
	kind, path := Kind(args[0]), args[1]
	members, err1 := strconv.Atoi(args[3])
	member, err2 := strconv.ParseInt(args[4], 10, 64)
	total, err3 := strconv.ParseInt(args[5], 10, 64)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return corpus.FileProblem(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return corpus.FileProblem(err)
	}
	s := newSink(args[2], Limits{Members: members, Member: member, Total: total}, func(m Member) error { return emit(m) })
	switch kind {
	case Zip:
		return openZip(f, info.Size(), s)
	case Mail:
		return openMail(f, s)
	case Outlook:
		return openOutlook(f, s)
	}
	return fmt.Errorf("unknown kind of container %q", kind)
}

// A sink is where the child puts members.
type sink struct {
	dir   string
	lim   Limits
	emit  func(Member) error
	n     int   // members
	total int64 // bytes written
	taken map[string]bool
}

func newSink(dir string, lim Limits, emit func(Member) error) *sink {
	return &sink{dir: dir, lim: lim, emit: emit, taken: make(map[string]bool)}
}

// tell hands a member on; one too many is the container's problem.
func (s *sink) tell(m Member) error {
	if s.n >= s.lim.Members {
		return s.spent(&corpus.Problem{
			Kind: corpus.TooLarge, Message: fmt.Sprintf("it has more than %d members; the rest was not read", s.lim.Members),
			Hint: "unpack it and import the folder",
		})
	}
	s.n++
	return s.emit(m)
}

// spent says that the limits are used up, and gives the problem that it is.
func (s *sink) spent(p *corpus.Problem) error {
	if err := s.emit(Member{Spent: true}); err != nil {
		return err
	}
	return p
}

// put writes a member. An error of r is the member's problem; that all members
// together are too large is the container's.
func (s *sink) put(m Member, r io.Reader) error {
	m.File = strconv.Itoa(s.n)
	path := filepath.Join(s.dir, m.File)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	source := &noting{r: r}
	most := min(s.lim.Member, s.lim.Total-s.total)
	written, err := io.Copy(f, io.LimitReader(source, most+1))
	err = errors.Join(ignore(err, source.err), f.Close())
	s.total += written
	if err != nil {
		return err // the disk's
	}
	switch {
	case written > most && most < s.lim.Member:
		return errors.Join(s.spent(&corpus.Problem{
			Kind: corpus.TooLarge, Message: "unpacked, it is larger than the limit for what it is; the rest was not read",
			Hint: "unpack it and import the folder",
		}), os.Remove(path))
	case written > most:
		m.Problem = &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("the file has more than %d bytes", s.lim.Member)}
	case source.err != nil:
		m.Problem = memberProblem(source.err)
	default:
		return s.tell(m)
	}
	m.File = ""
	s.total -= written
	return errors.Join(os.Remove(path), s.tell(m))
}

// ignore is err, or nil where err is what the reader had to say.
func ignore(err, reader error) error {
	if reader != nil && errors.Is(err, reader) {
		return nil
	}
	return err
}

// memberProblem is the problem of a member whose bytes cannot be had.
func memberProblem(err error) *corpus.Problem {
	var p *corpus.Problem
	if errors.As(err, &p) {
		return p
	}
	return &corpus.Problem{Kind: corpus.Malformed, Message: "it is damaged in its container: " + err.Error(), Hint: "fetch the container again"}
}

// noting notes the error of a reader, to tell it from the writer's.
type noting struct {
	r   io.Reader
	err error
}

func (n *noting) Read(b []byte) (int, error) {
	k, err := n.r.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		n.err = err
	}
	return k, err
}
