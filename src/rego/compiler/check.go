package main

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// checked says what is wrong with the modules: Errors stop a policy from running, Warnings are what only the strict mode
// minds (unused imports and variables, deprecated functions, shadowed input and data).
type checked struct {
	Errors   []problem `json:"errors"`
	Warnings []problem `json:"warnings"`
}

func checkModules(req *request) (*checked, error) {
	modules, err := parseAll(req)
	if failed, ok := err.(*failure); ok {
		return &checked{Errors: failed.problems, Warnings: []problem{}}, nil
	}
	if err != nil {
		return nil, err
	}
	return check(req, modules)
}

// check runs the strict mode first. A stage of OPA's compiler with errors hides those of later stages, so when there are
// any the ordinary mode runs as well, and the errors of both are reported. Modules are copied: compiling rewrites them.
func check(req *request, modules map[string]*ast.Module) (*checked, error) {
	out := &checked{Errors: []problem{}, Warnings: []problem{}}
	strict, err := compileErrors(req, modules, true)
	if err != nil || len(strict) == 0 {
		return out, err
	}
	ordinary, err := compileErrors(req, modules, false)
	if err != nil {
		return nil, err
	}
	out.Errors = ordinary
	for _, one := range strict {
		if !slices.Contains(ordinary, one) {
			out.Warnings = append(out.Warnings, one)
		}
	}
	if req.Strict {
		out.Errors, out.Warnings = sorted(append(out.Errors, out.Warnings...)), []problem{}
	}
	return out, nil
}

func compileErrors(req *request, modules map[string]*ast.Module, strict bool) ([]problem, error) {
	data, err := document(req.Data)
	if err != nil {
		return nil, err
	}
	compiler := newCompiler(req).WithStrict(strict).WithPathConflictsCheck(func(path []string) (bool, error) {
		return exists(data, path), nil
	})
	compiler.Compile(copies(modules))
	if !compiler.Failed() {
		return []problem{}, nil
	}
	return problemsOf(compiler.Errors), nil
}

// newCompiler is OPA's compiler with our capabilities and without a limit of errors.
func newCompiler(req *request) *ast.Compiler {
	return ast.NewCompiler().
		WithCapabilities(capabilities(req.HostBuiltins)).
		WithEnablePrintStatements(req.Print).
		SetErrorLimit(0)
}

func copies(modules map[string]*ast.Module) map[string]*ast.Module {
	out := make(map[string]*ast.Module, len(modules))
	for path, module := range modules {
		out[path] = module.Copy()
	}
	return out
}

func exists(data map[string]any, path []string) bool {
	var at any = data
	for _, key := range path {
		object, ok := at.(map[string]any)
		if !ok {
			return false
		}
		if at, ok = object[key]; !ok {
			return false
		}
	}
	return true
}
