// Package architecture holds what the program is made of, as a table and a
// test: which package may import which, which foreign module belongs to whom,
// and which packages start no goroutine (ALONE in the Makefile). Imports go down
// only. It has no code of its own; table_test.go is the place to read, and to add
// a row for a new package.
package architecture
