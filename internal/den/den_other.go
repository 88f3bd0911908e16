//go:build !unix

package den

import (
	"os"
	"time"
)

// lockDen does nothing: folders cannot be locked here.
func lockDen(string) (*os.File, bool) { return nil, true }

// lockAbandoned takes a den of last week for abandoned.
func lockAbandoned(path string) (*os.File, bool) {
	info, err := os.Stat(path)
	return nil, err == nil && time.Since(info.ModTime()) > 7*24*time.Hour
}
