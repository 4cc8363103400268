package discord

import (
	"container/list"
	"context"
	"sync"

	"golang.org/x/sync/singleflight"
)

// keptAnswers is how many answers are kept laid out, so that pages are turned without asking anew.
const keptAnswers = 256

// A cache keeps what was made last, and makes what is wanted by many at once a single time. It holds nothing that can not be made again.
type cache struct {
	making singleflight.Group
	mu     sync.Mutex
	limit  int
	byKey  map[string]*list.Element
	order  *list.List // of *made, the one used last in front
}

type made struct {
	key   string
	value shown
}

func newCache(limit int) *cache {
	return &cache{limit: limit, byKey: make(map[string]*list.Element), order: list.New()}
}

// of returns the value of a key, which build makes if it is not there. What failed is not kept, and whoever waited for somebody
// else's attempt makes one of their own if it was given up.
func (c *cache) of(ctx context.Context, key string, build func(context.Context) (shown, error)) (shown, error) {
	for {
		if v, ok := c.kept(key); ok {
			return v, nil
		}
		mine := false
		v, err, _ := c.making.Do(key, func() (any, error) {
			mine = true
			v, err := build(ctx)
			if err == nil {
				c.keep(key, v)
			}
			return v, err
		})
		if err == nil {
			return v.(shown), nil
		}
		if mine || ctx.Err() != nil {
			return shown{}, err
		}
	}
}

func (c *cache) kept(key string) (shown, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return shown{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*made).value, true
}

func (c *cache) keep(key string, v shown) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok {
		return
	}
	c.byKey[key] = c.order.PushFront(&made{key, v})
	for c.order.Len() > c.limit {
		delete(c.byKey, c.order.Remove(c.order.Back()).(*made).key)
	}
}
