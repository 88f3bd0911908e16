package index

import "fmt"

// revision counts the changes of what is indexed and how: fields, keys,
// analysis. Raise it with every change, here or in vntext; every archive then
// builds its index anew at the next publication.
const revision = 8

// engineForm is the form of Bleve's segments.
const engineForm = "scorch-zap17"

// fingerprint tells indexes apart that cannot be grown by this program.
func fingerprint() string { return fmt.Sprintf("vanthu-%d %s", revision, engineForm) }
