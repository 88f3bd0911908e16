//go:build race

package index

// underRace says that the race detector watches: it makes the scan of all texts
// ten times as slow. make test runs the tests of this package under it, and without.
const underRace = true
