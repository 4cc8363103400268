package interaction

import "sync"

// remembered is how many interactions are remembered: those of some minutes.
const remembered = 8192

// Seen knows the IDs that it was given last, so that an interaction that comes twice is answered once. Its zero value is ready, and safe for
// concurrent use.
type Seen struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring []string
	next int // the oldest place of a full ring
}

// First remembers an ID, and reports whether it has not come before.
func (s *Seen) First(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ids[id] {
		return false
	}
	if s.ids == nil {
		s.ids = make(map[string]bool)
	}
	s.ids[id] = true
	if len(s.ring) < remembered {
		s.ring = append(s.ring, id)
		return true
	}
	delete(s.ids, s.ring[s.next])
	s.ring[s.next] = id
	s.next = (s.next + 1) % remembered
	return true
}
