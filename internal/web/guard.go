package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"
)

// policy lets a page use what this server sends and nothing else. Inline script
// and style are forbidden with the rest.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers sets what holds for every answer.
func (s *Server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store") // handlers that know better say so
		next.ServeHTTP(w, r)
	})
}

// hosts refuses requests under a name that is not ours. An attacker's page can
// make its own name point to this machine, but cannot make the browser say
// another name, and an address is no name.
func (s *Server) hosts(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.ours(r.Host) {
			http.Error(w, "this server does not answer to that name; --host gives it one", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) ours(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	if _, err := netip.ParseAddr(host); err == nil || host == "localhost" {
		return true
	}
	return slices.ContainsFunc(s.Hosts, func(h string) bool { return strings.EqualFold(h, host) })
}

// guarded asks for the password, as HTTP Basic (with any user name) or as a
// bearer's token. Basic is what every browser, script and Prometheus can do, and
// a browser sends it to this origin alone. Digests are compared, in constant
// time, so that neither content nor length of the password shows.
func (s *Server) guarded(next http.Handler) http.Handler {
	if s.Password == "" {
		return next
	}
	want := sha256.Sum256([]byte(s.Password))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, given, ok := r.BasicAuth()
		if scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " "); strings.EqualFold(scheme, "Bearer") {
			given, ok = strings.TrimSpace(token), true
		}
		have := sha256.Sum256([]byte(given))
		if !ok || subtle.ConstantTimeCompare(want[:], have[:]) != 1 {
			s.metrics.refused.Inc()
			w.Header().Set("WWW-Authenticate", `Basic realm="vanthu", charset="UTF-8"`)
			http.Error(w, "a password is needed", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// recovered turns a panic into an answer: a bug costs one request.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler { //nolint:errorlint // the very value is thrown
				s.Log.Error("bug", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				http.Error(w, "internal error", http.StatusInternalServerError)
			} else if p != nil {
				panic(p)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
