package main

import (
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// source is one Rego file. RegoVersion overrides that of the request (a bundle may mix versions).
type source struct {
	Path        string `json:"path"`
	Text        string `json:"text"`
	RegoVersion string `json:"regoVersion"`
}

func (s *source) options(req *request) ast.ParserOptions {
	version := ast.RegoV1
	if s.RegoVersion == "v0" || s.RegoVersion == "" && req.RegoVersion == "v0" {
		version = ast.RegoV0
	}
	return ast.ParserOptions{RegoVersion: version, ProcessAnnotation: true}
}

// parse reads one module. A file without a package (empty, or comments alone) is a problem: it would judge nothing.
func (s *source) parse(req *request) (*ast.Module, []problem, error) {
	if deep := tooDeep(s); deep != nil {
		return nil, []problem{*deep}, nil
	}
	module, err := ast.ParseModuleWithOpts(s.Path, s.Text, s.options(req))
	if err != nil {
		if problems := problemsOf(err); problems != nil {
			return nil, problems, nil
		}
		return nil, nil, fmt.Errorf("%s: %w", s.Path, err)
	}
	if module == nil {
		return nil, []problem{{location{s.Path, 1, 1}, ast.ParseErr, "the file has no package and no rule"}}, nil
	}
	return module, nil, nil
}

// parseAll reads every module and reports the problems of all of them together.
func parseAll(req *request) (map[string]*ast.Module, error) {
	modules := make(map[string]*ast.Module, len(req.Modules))
	var problems []problem
	for i := range req.Modules {
		one := &req.Modules[i]
		module, found, err := one.parse(req)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
		if module == nil {
			continue
		}
		if _, twice := modules[one.Path]; twice {
			return nil, fmt.Errorf("two modules have the path %s", one.Path)
		}
		if name := packageName(module); name == entryPackage || strings.HasPrefix(name, entryPackage+".") {
			problems = append(problems, problem{
				locate(module.Package.Location), codeReservedPackage, "the package name " + name + " is reserved for landrail",
			})
		}
		modules[one.Path] = module
	}
	if len(problems) > 0 {
		return nil, fail(problems...)
	}
	return modules, nil
}

// packageName is the path of a package without the leading `data.`, as it is written after the word package.
func packageName(module *ast.Module) string {
	return trimData(module.Package.Path.String())
}

func trimData(path string) string { return strings.TrimPrefix(path, "data.") }
