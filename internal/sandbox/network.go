package sandbox

import (
	"context"
	"fmt"
	"os/exec"
)

// A Cut is how children are kept from the network.
type Cut string

// The ways, from the surest to none.
const (
	CutByNamespace Cut = "network namespace" // there is no network for them
	CutByLandlock  Cut = "Landlock"          // they cannot connect or listen by TCP
	NotCut         Cut = ""                  // the system allows neither
)

// NetworkCut tells how the children of this process are kept from the network.
// It starts one to find out.
func NetworkCut(ctx context.Context) (Cut, error) {
	self, err := executable()
	if err != nil {
		return NotCut, fmt.Errorf("start a child: %w", err)
	}
	life, end := context.WithCancel(ctx)
	defer end()
	cmd, how, release, err := launch(func() *exec.Cmd {
		cmd := exec.CommandContext(life, self)
		cmd.Env = append(environment(), envReader+"=none", envMemory+"=0")
		return cmd
	})
	if err != nil {
		return NotCut, fmt.Errorf("start a child: %w", err)
	}
	defer release()
	end()
	_ = reap(cmd) // it was killed
	return how, nil
}
