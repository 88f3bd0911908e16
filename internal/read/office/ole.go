package office

import (
	"io"

	"github.com/richardlehane/mscfb"

	"vanthu/corpus"
)

// MSWord is the media type of .doc, and of every OLE file that does not show
// at its start what it holds.
const MSWord = "application/msword"

// flagEncrypted is the bit of the second flags word of a Word file (FIB, at
// byte 10) that says that its text is encrypted. Source: [MS-DOC] 2.5.2.
const (
	flagsAt       = 10
	flagEncrypted = 0x01
	flagsHigh     = flagsAt + 1
)

// examineOLE says why an OLE file is no Word file that can be read; nil where
// it is one. What is locked by a password is an OLE file too, whatever its
// name and kind: the zip of a .docx lies encrypted inside.
func examineOLE(file io.ReaderAt) error {
	doc, err := mscfb.New(file)
	if err != nil {
		return &corpus.Problem{Kind: corpus.Malformed, Message: "the file is damaged: " + err.Error(), Hint: "open it in Word or LibreOffice, which may mend it, and save it again"}
	}
	for entry, err := doc.Next(); err == nil; entry, err = doc.Next() {
		if len(entry.Path) > 0 {
			continue // of an object embedded in it
		}
		switch entry.Name {
		case "EncryptedPackage", "EncryptedSummary":
			return locked()
		case "Workbook", "Book":
			return notWord("an Excel workbook")
		case "PowerPoint Document":
			return notWord("a PowerPoint presentation")
		case "WordDocument":
			head := make([]byte, 32)
			if _, err := io.ReadFull(entry, head); err != nil {
				return &corpus.Problem{Kind: corpus.Malformed, Message: "the file is damaged: its text is cut off"}
			}
			if head[flagsHigh]&flagEncrypted != 0 {
				return locked()
			}
			return nil
		}
	}
	return notWord("no Word document")
}

func locked() error {
	return &corpus.Problem{Kind: corpus.Encrypted, Message: "the file is locked by a password", Hint: "open it in Word, save it without the password and import that"}
}

func notWord(what string) error {
	return &corpus.Problem{Kind: corpus.Unsupported, Message: "the file holds " + what, Hint: "save it as PDF and import that"}
}
