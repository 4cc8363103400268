//go:build unix

package corpus

import "syscall"

// nonblock keeps the opening of a pipe from waiting for someone who writes to it.
const nonblock = syscall.O_NONBLOCK
