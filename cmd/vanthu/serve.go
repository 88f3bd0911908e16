package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
	"unicode/utf8"

	"vanthu/internal/facsimile"
	"vanthu/internal/stage"
	"vanthu/internal/store"
	"vanthu/internal/web"
)

func serveCommand() command {
	return command{
		name:    "serve",
		summary: "the analysts' web page and JSON interface",
		usage: `usage: vanthu serve [FLAGS]

Serves the archive to browsers: search, documents beside their page images, the
diagram of what cites what, an overview, and the same as JSON under /api/v1
(described at /api/v1/openapi.json). Imports and reindexing go on beside it; a
new generation of the index is taken up within seconds.

On the loopback address, the default, everybody on this machine may read. For
any other address a password is needed, of at least 12 characters: browsers ask
for it (any user name), programs send it as "Authorization: Bearer PASSWORD".
Give it a certificate, or put it behind a proxy that has one: without, the
password can be read on the network. Documents that bear a mark of secrecy (Mật,
Tối mật, Tuyệt mật) are then left out unless --show-secret asks for them.

  --archive DIR        the archive folder
  --addr HOST:PORT     where to listen (default 127.0.0.1:8080; port 0: any)
  --password-file FILE the password is the first line of FILE; else it is that
                       of $VANTHU_PASSWORD
  --tls-cert FILE      certificate and
  --tls-key FILE       key (PEM)
  --host NAME          also answer to this name; may be given several times.
                       Names other than localhost and this machine's are refused
  --show-secret        show documents with a mark of secrecy to others, too
  --hide-secret        hide them on the loopback address, too (behind a proxy)
  --cache DIR          folder for page images (default: the user's cache folder)
  --cache-size SIZE    bytes of it at most (default 1G)

example:
  vanthu serve --addr 0.0.0.0:8443 --password-file p \
      --tls-cert c.pem --tls-key k.pem

exit status: 0 stopped by a signal; 1 stopped by an error; 2 wrong usage
`,
		run: runServe,
	}
}

// A serving is what serve is asked for.
type serving struct {
	addr, passwordFile, cert, key, cache string
	hosts                                []string
	showSecret, hideSecret               bool
	cacheSize                            int64
}

// shortestPassword is that of a server that others can reach, in letters.
const shortestPassword = 12

func runServe(ctx context.Context, w *world, args []string) error {
	fs := flags("serve")
	dir := w.archiveFlag(fs)
	o := serving{cacheSize: 1 << 30}
	fs.StringVar(&o.addr, "addr", "127.0.0.1:8080", "")
	fs.StringVar(&o.passwordFile, "password-file", "", "")
	fs.StringVar(&o.cert, "tls-cert", "", "")
	fs.StringVar(&o.key, "tls-key", "", "")
	fs.StringVar(&o.cache, "cache", "", "")
	fs.BoolVar(&o.showSecret, "show-secret", false, "")
	fs.BoolVar(&o.hideSecret, "hide-secret", false, "")
	fs.Func("host", "", func(s string) error { o.hosts = append(o.hosts, s); return nil })
	fs.Func("cache-size", "", func(s string) (err error) { o.cacheSize, err = parseSize(s); return err })
	if err := parseAlone(fs, args); err != nil {
		return err
	}
	host, _, err := net.SplitHostPort(o.addr)
	if err != nil {
		return usagef("--addr is HOST:PORT: %v", err)
	}
	if (o.cert == "") != (o.key == "") {
		return usagef("--tls-cert and --tls-key belong together")
	}
	password, err := w.password(o.passwordFile)
	if err != nil {
		return err
	}
	local := loopback(host)
	if !local && utf8.RuneCountInString(password) < shortestPassword {
		return usagef("%s can be reached by others: it needs a password of at least %d characters, by --password-file or $VANTHU_PASSWORD", o.addr, shortestPassword)
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	return w.serve(ctx, archive, &o, password, local)
}

func (w *world) serve(ctx context.Context, archive *store.Archive, o *serving, password string, local bool) error {
	if o.cache == "" {
		dir, forget, err := cacheDir(archive.Dir())
		if err != nil {
			return withHint(fmt.Errorf("folder of page images: %w", err), "--cache names another folder")
		}
		defer forget()
		o.cache = dir
	}
	studio, err := facsimile.New(facsimile.Options{Dir: o.cache, Limit: o.cacheSize, Desks: max(1, runtime.GOMAXPROCS(0)-1), Queue: 64, Now: w.now})
	if err != nil {
		return withHint(err, "--cache names another folder")
	}
	if name, err := os.Hostname(); err == nil {
		o.hosts = append(o.hosts, name)
	}
	if host, _, _ := net.SplitHostPort(o.addr); host != "" {
		o.hosts = append(o.hosts, host)
	}
	lg := slog.New(slog.NewTextHandler(w.stderr, nil))
	server, err := web.New(web.Config{
		Archive: archive, IndexDir: indexDir(archive), Studio: studio, Now: w.now, Log: lg,
		Hosts: o.hosts, Password: password, Secret: (local || o.showSecret) && !o.hideSecret,
	})
	if err != nil {
		return indexError(err)
	}
	defer server.Close()
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", o.addr)
	if err != nil {
		return withHint(fmt.Errorf("listen: %w", err), "--addr names another address or port")
	}
	scheme := "http"
	if o.cert != "" {
		scheme = "https"
	} else if !local {
		fmt.Fprintf(w.stderr, "vanthu: serve: without --tls-cert the password can be read on the network, unless a proxy in front encrypts\n")
	}
	fmt.Fprintf(w.stderr, "vanthu: serve: %s://%s/\n", scheme, reached(listener.Addr().String()))
	return listen(ctx, listener, server, o)
}

// reached is the address to type into a browser. One that stands for all addresses,
// 0.0.0.0 or [::], is none: it is this machine's name.
func reached(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsUnspecified() {
		return addr
	}
	name, err := os.Hostname()
	if err != nil {
		return addr
	}
	return net.JoinHostPort(name, port)
}

// Times of the server. A request's own limit is that of its route; what is sent
// may take longer on a slow line.
const (
	headerTime = 10 * time.Second
	sendTime   = 90 * time.Second
	idleTime   = 2 * time.Minute
	leaveTime  = 10 * time.Second // for requests under way when it is told to stop
)

// listen answers until ctx ends, and then lets requests under way end.
func listen(ctx context.Context, listener net.Listener, server *web.Server, o *serving) error {
	h := &http.Server{
		Handler: server.Handler(), ReadHeaderTimeout: headerTime, ReadTimeout: headerTime, WriteTimeout: sendTime, IdleTimeout: idleTime,
		MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(server.Log.Handler(), slog.LevelWarn),
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	line := stage.New(context.WithoutCancel(ctx))
	watching, unwatch := context.WithCancel(ctx)
	defer unwatch()
	line.Go(func(context.Context) error {
		server.Watch(watching)
		return nil
	})
	line.Go(func(context.Context) error {
		<-watching.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveTime)
		defer cancel()
		if err := h.Shutdown(last); err != nil {
			return errors.Join(err, h.Close())
		}
		return nil
	})
	line.Go(func(context.Context) error {
		defer unwatch()
		var err error
		if o.cert != "" {
			err = h.ServeTLS(listener, o.cert, o.key)
		} else {
			err = h.Serve(listener)
		}
		if errors.Is(err, http.ErrServerClosed) {
			return nil
		}
		return err
	})
	return line.Wait()
}

// loopback says whether only this machine reaches a host. An empty host is every
// address.
func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// password is the first line of a file, else that of the environment.
func (w *world) password(file string) (string, error) {
	if file == "" {
		return w.getenv("VANTHU_PASSWORD"), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("password: %w", err)
	}
	first, _, _ := strings.Cut(string(data), "\n")
	if first = strings.TrimSpace(first); first == "" {
		return "", usagef("--password-file %s: its first line is empty", file)
	}
	return first, nil
}

// cacheDir is the folder for page images of an archive: of the user, or, where the
// user has none, as services, one of its own that forget removes. Under a name that
// can be foretold in the system's folder for temporary files another user could put
// images, or a file that is in the way.
func cacheDir(archive string) (dir string, forget func(), err error) {
	if dir, err = userCacheDir(archive); err == nil {
		return dir, func() {}, nil
	}
	dir, err = os.MkdirTemp("", "vanthu-pages-")
	return dir, func() { _ = os.RemoveAll(dir) }, err // what stays is the system's to clear
}

// userCacheDir is the one that lasts; it fails where the user has no home.
func userCacheDir(archive string) (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(archive))
	return filepath.Join(base, "vanthu", "pages-"+hex.EncodeToString(sum[:6])), nil
}
