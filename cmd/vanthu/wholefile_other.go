//go:build unix && !linux

package main

import (
	"errors"
	"os"
)

// openNameless says that there are no files without a name.
func openNameless(string) (*os.File, error) { return nil, errors.ErrUnsupported }

func linkNameless(*os.File, string) error { return errors.ErrUnsupported }
