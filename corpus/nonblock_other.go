//go:build !unix

package corpus

const nonblock = 0
