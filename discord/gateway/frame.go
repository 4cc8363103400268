package gateway

import (
	"bufio"
	"encoding/binary"
	"io"
)

// maxMessage is the most bytes of one message of Discord's.
const maxMessage = 16 << 20

// Kinds of frames, of RFC 6455.
const (
	opContinuation = 0
	opText         = 1
	opClose        = 8
	finalFrame     = 0x80
	maskedFrame    = 0x80
	controlFrame   = 8
)

// readMessage reads a message, whose frames it joins, or a control frame, which may stand between them: partial is what has come
// of a message so far, and is empty after a message is whole.
func readMessage(r *bufio.Reader, partial *message) (message, error) {
	for {
		final, f, err := readFrame(r, maxMessage-len(partial.body))
		if err != nil {
			return message{}, err
		}
		switch {
		case f.op >= controlFrame:
			return f, nil
		case f.op == opContinuation && partial.op != opContinuation:
			partial.body = append(partial.body, f.body...)
		case f.op != opContinuation && partial.op == opContinuation:
			*partial = f
		default:
			return message{}, errFrame
		}
		if final {
			whole := *partial
			*partial = message{}
			return whole, nil
		}
	}
}

// A message is what one or more frames carry.
type message struct {
	op   byte
	body []byte
}

// readFrame reads one frame of a server with at most so many bytes.
func readFrame(r *bufio.Reader, most int) (final bool, f message, err error) {
	var head [2]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return false, message{}, err
	}
	size := uint64(head[1] &^ maskedFrame)
	var long [8]byte
	switch size {
	case 126:
		_, err = io.ReadFull(r, long[6:])
		size = binary.BigEndian.Uint64(long[:])
	case 127:
		_, err = io.ReadFull(r, long[:])
		size = binary.BigEndian.Uint64(long[:])
	}
	if err != nil {
		return false, message{}, err
	}
	if head[1]&maskedFrame != 0 || head[0]&0x70 != 0 || size > uint64(most) {
		return false, message{}, errFrame
	}
	f = message{op: head[0] & 0x0f, body: make([]byte, size)}
	_, err = io.ReadFull(r, f.body)
	return head[0]&finalFrame != 0, f, err
}

// frame returns the message as one frame of a server.
func (m message) frame() []byte {
	b := []byte{finalFrame | m.op}
	switch n := len(m.body); {
	case n < 126:
		b = append(b, byte(n))
	case n < 1<<16:
		b = binary.BigEndian.AppendUint16(append(b, 126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, 127), uint64(n))
	}
	return append(b, m.body...)
}

// closeCode returns the code of a frame that closes.
func (m message) closeCode() int {
	if len(m.body) < 2 {
		return codeNone
	}
	return int(binary.BigEndian.Uint16(m.body))
}
