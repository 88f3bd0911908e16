//go:build !race

package main

// watched says that every access to memory is watched.
const watched = false
