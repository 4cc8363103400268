package httpapi

import (
	"context"
	"net/http"
)

// HandlerOf returns what serves all paths of s, without a network.
func HandlerOf(s *Server) http.Handler { return s.handler(context.Background()) }
