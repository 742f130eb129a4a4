package main

import (
	"cmp"
	"errors"
	"regexp"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// location counts rows and columns from 1; a column 0 means the end of the file.
type location struct {
	File string `json:"file"`
	Row  int    `json:"row"`
	Col  int    `json:"col"`
}

func locate(at *ast.Location) location {
	if at == nil {
		return location{}
	}
	return location{File: at.File, Row: at.Row, Col: at.Col}
}

// problem is one fault in somebody's Rego. Code is OPA's (rego_parse_error, ...) or one of ours below.
type problem struct {
	location
	Code    string `json:"code"`
	Message string `json:"message"`
}

const (
	codeUnsupportedBuiltin = "rego_unsupported_builtin"
	codeReservedPackage    = "rego_reserved_package"
	codeEntry              = "rego_entry_error"
	codeSelection          = "test_selection_error"
)

var undefinedFunction = regexp.MustCompile(`^undefined function (\S+)`)

// problemsOf turns whatever OPA returned into sorted problems; nil when the error is not about a policy.
func problemsOf(err error) []problem {
	var many ast.Errors
	var one *ast.Error
	var run *topdown.Error
	switch {
	case errors.As(err, &many):
		out := make([]problem, 0, len(many))
		for _, e := range many {
			out = append(out, problemOf(e))
		}
		return sorted(out)
	case errors.As(err, &one):
		return []problem{problemOf(one)}
	case errors.As(err, &run):
		return []problem{{location: locate(run.Location), Code: run.Code, Message: run.Message}}
	}
	return nil
}

func problemOf(e *ast.Error) problem {
	out := problem{location: locate(e.Location), Code: e.Code, Message: e.Message}
	if e.Message == "empty module" {
		out.Row, out.Col, out.Message = 1, 1, "the file has no package and no rule"
	}
	if match := undefinedFunction.FindStringSubmatch(e.Message); match != nil && isOpaBuiltin(match[1]) {
		out.Code = codeUnsupportedBuiltin
		out.Message = "the built-in function " + match[1] + " is not supported by landrail"
	}
	return out
}

// sorted orders by place and drops exact repetitions.
func sorted(problems []problem) []problem {
	slices.SortFunc(problems, func(a, b problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.Compact(problems)
}

func fail(problems ...problem) *failure { return &failure{problems: sorted(problems)} }

// failWith keeps an error that is not about a policy as it is: it is ours.
func failWith(err error) error {
	if problems := problemsOf(err); problems != nil {
		return fail(problems...)
	}
	return err
}
