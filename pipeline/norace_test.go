//go:build !race

package pipeline_test

// underRace says that the race detector watches.
const underRace = false
