//go:build race

package store

// Under the race detector SQLite, which is translated C, takes ten times as long.
const slowdown = 4
