package web

import (
	_ "embed"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// A language is one of those in which the page speaks.
type language string

const (
	vietnamese language = "vi"
	english    language = "en"
)

//go:embed texts.tsv
var textsTSV string

// texts are what the page says, by key and language.
var texts = sync.OnceValue(func() map[string]map[language]string {
	all := map[string]map[language]string{}
	lines := strings.Split(strings.TrimRight(textsTSV, "\n"), "\n")
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			panic("web: a row of texts.tsv has not three cells: " + line)
		}
		all[cells[0]] = map[language]string{vietnamese: cells[1], english: cells[2]}
	}
	return all
})

// say is the text of a key, and whether there is one.
func (l language) say(key string, args ...any) (string, bool) {
	text, ok := texts()[key][l]
	if !ok {
		return key, false
	}
	if len(args) > 0 {
		text = fmt.Sprintf(text, args...)
	}
	return text, true
}

const languageCookie = "vanthu-language"

// languageOf is the language that a reader has chosen: Vietnamese, else.
func languageOf(r *http.Request) language {
	if c, err := r.Cookie(languageCookie); err == nil && c.Value == string(english) {
		return english
	}
	return vietnamese
}

// setLanguage keeps the choice in a cookie and leads back.
func (s *Server) setLanguage(w http.ResponseWriter, r *http.Request) error {
	choice := vietnamese
	if r.URL.Query().Get("set") == string(english) {
		choice = english
	}
	back := "/"
	// A path of ours: "//other.example" and "/\other.example" would lead away.
	if u, err := url.Parse(r.URL.Query().Get("back")); err == nil && u.Host == "" && u.Scheme == "" && u.User == nil && u.Opaque == "" &&
		strings.HasPrefix(u.Path, "/") && !strings.HasPrefix(u.Path, "//") && !strings.Contains(u.Path, `\`) {
		back = u.String()
	}
	// Lax: whoever follows a link in a mail reads in the language that was chosen.
	http.SetCookie(w, &http.Cookie{
		Name: languageCookie, Value: string(choice), Path: "/", MaxAge: 365 * 24 * 3600,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
	})
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}
