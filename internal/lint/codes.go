package lint

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed codes.tsv
var codesTSV string

// A Severity says how much a finding matters.
type Severity string

// The severities, from the heaviest.
const (
	Grave Severity = "grave" // a field that the record lives by is missing or cannot be right
	Doubt Severity = "doubt" // something contradicts something: a person should look
	Note  Severity = "note"  // how the document was read, or a form not kept that changes nothing
)

// A Code is a kind of finding. The messages of this package's findings are made
// from English, which holds verbs of fmt; what other packages find they word
// themselves, and English says what it is about. A page in Vietnamese shows
// Vietnamese, one sentence for the code.
type Code struct {
	Code       string
	Severity   Severity
	English    string
	Source     string // the article of the rule, or where the finding is made
	Vietnamese string
}

type codeTable struct {
	all    []Code
	byCode map[string]*Code
}

var codes = sync.OnceValue(func() *codeTable {
	lines := strings.Split(strings.TrimRight(codesTSV, "\n"), "\n")[1:]
	t := &codeTable{all: make([]Code, len(lines)), byCode: make(map[string]*Code, len(lines))}
	for i, line := range lines {
		cells := strings.Split(line, "\t")
		if len(cells) != 5 {
			panic("lint: codes.tsv: a row must have 5 cells: " + line)
		}
		t.all[i] = Code{cells[0], Severity(cells[1]), cells[2], cells[3], cells[4]}
		t.byCode[cells[0]] = &t.all[i]
	}
	return t
})

// Lookup finds a code; ok is false where no finding has it.
func Lookup(code string) (c Code, ok bool) {
	if found := codes().byCode[code]; found != nil {
		return *found, true
	}
	return Code{}, false
}
