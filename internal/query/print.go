package query

import "strings"

// String prints the query so that Parse reads it back: fields by their English
// names, values in quotation marks.
func (q Query) String() string {
	var atoms []string
	for _, n := range q.Nodes {
		atoms = appendAtoms(atoms, n)
	}
	return join(atoms)
}

// An atom is a piece of a printed query between blanks; "(" and ")" are atoms.
func appendAtoms(atoms []string, n Node) []string {
	switch n := apart(n).(type) {
	case Or:
		for i, alternative := range n.Nodes {
			if i > 0 {
				atoms = append(atoms, "OR")
			}
			if all, ok := alternative.(All); ok {
				atoms = appendGroup(atoms, "(", all.Nodes)
				continue
			}
			atoms = appendAtoms(atoms, alternative)
		}
		return atoms
	case Not:
		switch inner := apart(n.Node).(type) {
		case Or:
			return append(appendAtoms(append(atoms, "-("), inner), ")")
		case All:
			return appendGroup(atoms, "-(", inner.Nodes)
		}
		return append(atoms, "-"+atom(n.Node))
	}
	return append(atoms, atom(n))
}

func appendGroup(atoms []string, open string, nodes []Node) []string {
	atoms = append(atoms, open)
	for _, n := range nodes {
		atoms = appendAtoms(atoms, n)
	}
	return append(atoms, ")")
}

// atom is a node without nodes in it, by itself. A word that would be read as a
// number stands in quotation marks.
func atom(n Node) string {
	switch n := n.(type) {
	case Word:
		if _, _, ok := scanNumber(n.Text, 0); ok {
			return `"` + n.Text + `"`
		}
		return n.Text
	case Prefix:
		return n.Text + "*"
	case Phrase:
		return quoted(n.Words)
	case Number:
		return n.String()
	case Is:
		return string(n.Field) + `:"` + valueName(n) + `"`
	case Named:
		return string(n.Field) + ":" + quoted(n.Words)
	case Dated:
		return n.String()
	case Bears:
		return string(FieldNumber) + `:"` + n.Number.String() + `"`
	case Cites:
		name := relationField(n.Relation)
		if n.Number.Seq != "" {
			return string(name) + `:"` + n.Number.String() + `"`
		}
		return string(name) + ":" + quoted(n.Words)
	}
	panic("unreachable: appendAtoms opens nodes that hold others")
}

func quoted(words []string) string { return `"` + strings.Join(words, " ") + `"` }

// join puts a blank between the atoms, and a comma where two side by side would
// be read as one ("nghị quyết" before "29").
func join(atoms []string) string {
	rest := ""
	for i := len(atoms) - 1; i >= 0; i-- {
		switch {
		case rest == "":
			rest = atoms[i]
		case swallows(atoms[i], rest):
			rest = atoms[i] + " , " + rest
		default:
			rest = atoms[i] + " " + rest
		}
	}
	return rest
}

// swallows says whether a number or a field read at the start of text would run
// on into rest, or begin only with it.
func swallows(text, rest string) bool {
	bare := strings.TrimPrefix(text, "-")
	whole := bare + " " + rest
	if _, end, ok := scanNumber(whole, 0); ok {
		_, own, is := scanNumber(bare, 0)
		if !is || own != end {
			return true
		}
	}
	if _, at, ok := scanFieldName(whole, 0); ok {
		_, own, is := scanFieldName(bare, 0)
		return !is || own != at
	}
	return false
}
