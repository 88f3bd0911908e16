//go:build race

package main

// watched says that every access to memory is watched, which makes arithmetic
// twenty times as slow.
const watched = true
