//go:build !race

package index

// underRace says that the race detector watches.
const underRace = false
