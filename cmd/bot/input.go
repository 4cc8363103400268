package main

import (
	"context"
	"io"
	"os"
)

// An input is standard input that a reader does not wait for when it is interrupted. It is not safe for concurrent use.
type input struct {
	ctx context.Context
	r   io.Reader
}

// Read reads up to len(p) bytes. When the context ends first, what would have been read is lost.
func (in *input) Read(p []byte) (int, error) {
	type result struct {
		p   []byte
		err error
	}
	read := make(chan result, 1)
	go func() {
		q := make([]byte, len(p))
		n, err := in.r.Read(q)
		read <- result{q[:n], err}
	}()
	select {
	case r := <-read:
		return copy(p, r.p), r.err
	case <-in.ctx.Done():
		return 0, in.ctx.Err()
	}
}

// open opens a file for reading. It does not wait longer than ctx lasts for someone who writes to a pipe.
func open(ctx context.Context, name string) (*os.File, error) {
	type result struct {
		file *os.File
		err  error
	}
	opened := make(chan result, 1)
	go func() {
		file, err := os.Open(name)
		opened <- result{file, err}
	}()
	select {
	case r := <-opened:
		return r.file, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
