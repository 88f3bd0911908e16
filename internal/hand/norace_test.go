//go:build !race

package hand

// slowdown is how much longer this build takes.
const slowdown = 1
