//go:build !race

package main

// underRace says whether the tests, and the program that they are, watch for races.
const underRace = false
