package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

type formatted struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// formatModules lays every module out as `opa fmt` does. A v0 module is written so that it reads as v0 and as v1.
func formatModules(req *request) ([]formatted, error) {
	out := []formatted{}
	var problems []problem
	for i := range req.Modules {
		one := &req.Modules[i]
		if deep := tooDeep(one); deep != nil {
			problems = append(problems, *deep)
			continue
		}
		parser := one.options(req)
		parser.ProcessAnnotation = false
		version := ast.RegoV1
		if parser.RegoVersion == ast.RegoV0 {
			version = ast.RegoV0CompatV1
		}
		text, err := format.SourceWithOpts(one.Path, []byte(one.Text), format.Opts{RegoVersion: version, ParserOptions: &parser})
		if err != nil {
			found := problemsOf(err)
			if found == nil {
				found = []problem{{location{one.Path, 1, 1}, ast.FormatErr, err.Error()}}
			}
			problems = append(problems, found...)
			continue
		}
		out = append(out, formatted{one.Path, string(text)})
	}
	if len(problems) > 0 {
		return nil, fail(problems...)
	}
	return out, nil
}
