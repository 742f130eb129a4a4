package main

import (
	"encoding/json"

	"github.com/open-policy-agent/opa/v1/ast"
)

// annotationFacts is one METADATA block. Path is what it describes, without the leading `data.`; Rule is the first part
// of the rule's name, and absent when it describes a package. Metadata is OPA's own JSON of the block: scope, title,
// description, related_resources, authors, organizations, entrypoint, custom, ...
type annotationFacts struct {
	Scope    string          `json:"scope"`
	Path     string          `json:"path"`
	Rule     string          `json:"rule,omitempty"`
	At       location        `json:"at"`
	Metadata json.RawMessage `json:"metadata"`
}

func factsOfAnnotation(one *ast.Annotations, module *ast.Module) (annotationFacts, *problem) {
	out := annotationFacts{Scope: one.Scope, Path: packageName(module), At: locate(one.Location), Metadata: json.RawMessage("{}")}
	if target := one.GetTargetPath(); target != nil {
		out.Path = trimData(constantPart(target).String())
		if depth := len(module.Package.Path); len(target) > depth {
			if name, ok := target[depth].Value.(ast.String); ok {
				out.Rule = string(name)
			}
		}
	}
	// YAML can say more than JSON (.nan, .inf): such a block is refused here, where its place is known.
	bytes, err := json.Marshal(one)
	if err != nil {
		return out, &problem{out.At, ast.ParseErr, "this METADATA block cannot be written as JSON: " + err.Error()}
	}
	out.Metadata = bytes
	return out, nil
}
