//go:build unix

package main

import (
	"runtime"
	"syscall"
	"time"
)

// usage returns the processor time that this process has used, and the peak of its resident memory in bytes.
func usage() (cpu time.Duration, peak int64, err error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, 0, err
	}
	peak = int64(u.Maxrss) // in KiB, but on macOS
	if runtime.GOOS != "darwin" && runtime.GOOS != "ios" {
		peak <<= 10
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), peak, nil
}
