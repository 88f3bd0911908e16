//go:build race

package pipeline_test

// underRace says that the race detector watches: it makes the work on pictures ten
// times as slow. Tests run a part of their documents under it, and all of them
// without; make test does both.
const underRace = true
