//go:build race

package hand

// slowdown is how much longer this build takes: every access is watched.
const slowdown = 20
