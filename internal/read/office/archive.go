package office

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"vanthu/corpus"
)

// Limits of one office file. A text of 1,000 pages has 40 MB of XML, which
// deflate makes 20 to 50 times smaller; a bomb goes to 1,000.
const (
	maxPart    = 128 << 20 // bytes of one part
	maxParts   = 256 << 20 // of all parts together that are read
	maxRatio   = 200       // of a part, to what it takes in the zip
	ratioFrom  = 8 << 20   // bytes that any part may have, whatever its ratio
	maxMembers = 20_000    // of the zip
)

// An archive is the zip of an office file.
type archive struct {
	parts map[string]*zip.File // by name, lower case, without leading slash
	left  int64                // bytes that may still be read
}

func openArchive(file io.ReaderAt, size int64) (*archive, error) {
	z, err := zip.NewReader(file, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, &corpus.Problem{
			Kind: corpus.Malformed, Message: "the zip that the file is made of is damaged: " + err.Error(),
			Hint: "open it in Word or LibreOffice, which may mend it, and save it again",
		}
	}
	if len(z.File) > maxMembers {
		return nil, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("a zip of %d members; the limit is %d", len(z.File), maxMembers)}
	}
	a := &archive{parts: make(map[string]*zip.File, len(z.File)), left: maxParts}
	for _, f := range z.File {
		name := partName(f.Name)
		if _, known := a.parts[name]; !known {
			a.parts[name] = f
		}
	}
	return a, nil
}

// partName is the key of a part: some writers use backslashes or another case.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// has reports whether there is a part of that name.
func (a *archive) has(name string) bool { return a.parts[partName(name)] != nil }

// read hands the XML of a part to f. A part that is not there is no error.
func (a *archive) read(name string, f func(*scanner) error) error {
	member := a.parts[partName(name)]
	if member == nil {
		return nil
	}
	if member.Flags&1 != 0 {
		return &corpus.Problem{Kind: corpus.Encrypted, Message: "the file is locked by a password", Hint: "save it without the password"}
	}
	r, err := member.Open()
	if err != nil {
		return &corpus.Problem{Kind: corpus.Malformed, Message: fmt.Sprintf("%s: %v", name, err)}
	}
	defer r.Close()
	return f(newScanner(&measured{r: r, name: name, packed: int64(member.CompressedSize64), archive: a}))
}

// measured bounds what comes out of one part.
type measured struct {
	r       io.Reader
	name    string
	packed  int64
	read    int64
	archive *archive
}

func (m *measured) Read(b []byte) (int, error) {
	n, err := m.r.Read(b)
	m.read += int64(n)
	m.archive.left -= int64(n)
	switch {
	case m.read > maxPart || m.archive.left < 0:
		return 0, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("%s unpacks to more than %d MB", m.name, maxPart>>20)}
	case m.read > ratioFrom && m.read > maxRatio*(m.packed+1):
		return 0, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("%s unpacks to more than %d times its size", m.name, maxRatio)}
	}
	return n, err
}

// relations are the targets that a part names, by id, as names of parts.
func (a *archive) relations(part string) (map[string]string, error) {
	targets := make(map[string]string)
	dir, file := path.Split(part)
	err := a.read(dir+"_rels/"+file+".rels", func(s *scanner) error {
		return s.each(func(xml.StartElement) error {
			return s.each(func(e xml.StartElement) error {
				target := attr(e, "Target")
				if e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
					return nil
				}
				if !strings.HasPrefix(target, "/") {
					target = dir + target
				}
				targets[attr(e, "Id")] = partName(target)
				// The one document of the package is found by its kind.
				kind := attr(e, "Type")
				targets[kind[strings.LastIndexByte(kind, '/')+1:]] = partName(target)
				return nil
			})
		})
	})
	return targets, err
}
