package web

import "net/http"

func (s *Server) showHelp(w http.ResponseWriter, r *http.Request) error {
	f := s.frame(r, "title.help")
	f.Section = "help"
	return s.pages.render(w, http.StatusOK, "help", f)
}
