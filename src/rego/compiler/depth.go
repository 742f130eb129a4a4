package main

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

// No policy that a person or a generator writes is nested this deep. The parser and the compiler recurse, and the stack of
// a WebAssembly program cannot grow: beyond it the whole instance is lost, instead of one file being refused.
const maxDepth = 2000

// tooDeep looks for brackets nested beyond maxDepth, outside of comments and strings.
func tooDeep(s *source) *problem {
	depth, row, col := 0, 1, 0
	var quote byte // the string that we are in: ", ` or # for a comment
	for i := 0; i < len(s.Text); i++ {
		c := s.Text[i]
		col++
		if c == '\n' {
			row, col = row+1, 0
			if quote == '#' || quote == '"' {
				quote = 0
			}
			continue
		}
		switch {
		case quote == '"' && c == '\\':
			i, col = i+1, col+1
		case quote != 0:
			if c == quote && c != '#' {
				quote = 0
			}
		case c == '"' || c == '`' || c == '#':
			quote = c
		case c == '(' || c == '[' || c == '{':
			if depth++; depth > maxDepth {
				return &problem{location{s.Path, row, col}, ast.ParseErr, fmt.Sprintf("brackets are nested more than %d deep", maxDepth)}
			}
		case c == ')' || c == ']' || c == '}':
			depth--
		}
	}
	return nil
}
