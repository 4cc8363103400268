package corpus

import "fmt"

// A FormatError reports a file, or its metadata, that can not be read.
type FormatError struct {
	Path string // file, as it was named; "" where the caller knows it
	Line int    // 1-based; 0 where no line is to blame
	Err  error  // what is wrong
}

func (e *FormatError) Error() string {
	switch {
	case e.Path != "" && e.Line > 0:
		return fmt.Sprintf("%s:%d: %v", e.Path, e.Line, e.Err)
	case e.Path != "":
		return fmt.Sprintf("%s: %v", e.Path, e.Err)
	case e.Line > 0:
		return fmt.Sprintf("line %d: %v", e.Line, e.Err)
	}
	return e.Err.Error()
}

func (e *FormatError) Unwrap() error { return e.Err }
