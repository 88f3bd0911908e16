package corpus

import _ "embed"

// Schema is the JSON Schema (2020-12) of a [Record] as JSON.
//
//go:embed schema.json
var Schema []byte
