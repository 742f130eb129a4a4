package main

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// inspected describes the modules that parse; Problems are those of the others.
type inspected struct {
	Modules  []moduleFacts `json:"modules"`
	Problems []problem     `json:"problems"`
}

type moduleFacts struct {
	Path    string        `json:"path"`
	Package string        `json:"package"`
	At      location      `json:"at"`
	Rules   []ruleFacts   `json:"rules"`
	Imports []importFacts `json:"imports"`
	// References are the documents under `data` that the module names, imports included, each as far as it is constant.
	References  []string          `json:"references"`
	Annotations []annotationFacts `json:"annotations"`
}

type ruleFacts struct {
	// Name is the first part of the name, Ref the constant part of the whole: `deny` and `deny.network`.
	Name    string   `json:"name"`
	Ref     string   `json:"ref"`
	Kind    string   `json:"kind"`
	Default bool     `json:"default"`
	At      location `json:"at"`
}

type importFacts struct {
	Path  string   `json:"path"`
	Alias string   `json:"alias,omitempty"`
	At    location `json:"at"`
}

func inspectModules(req *request) *inspected {
	out := &inspected{Modules: []moduleFacts{}, Problems: []problem{}}
	for i := range req.Modules {
		one := &req.Modules[i]
		module, problems, err := one.parse(req)
		if err != nil {
			problems = append(problems, problem{location{one.Path, 1, 1}, ast.ParseErr, err.Error()})
		}
		if out.Problems = append(out.Problems, problems...); module == nil {
			continue
		}
		facts := moduleFacts{
			Path: one.Path, Package: packageName(module), At: locate(module.Package.Location),
			Rules: []ruleFacts{}, Imports: []importFacts{}, References: references(module), Annotations: []annotationFacts{},
		}
		for _, rule := range module.Rules {
			facts.Rules = append(facts.Rules, factsOfRule(rule))
		}
		for _, one := range module.Imports {
			facts.Imports = append(facts.Imports, importFacts{one.Path.String(), string(one.Alias), locate(one.Location)})
		}
		for _, one := range module.Annotations {
			annotation, wrong := factsOfAnnotation(one, module)
			if wrong != nil {
				out.Problems = append(out.Problems, *wrong)
			}
			facts.Annotations = append(facts.Annotations, annotation)
		}
		out.Modules = append(out.Modules, facts)
	}
	out.Problems = sorted(out.Problems)
	return out
}

func factsOfRule(rule *ast.Rule) ruleFacts {
	kind := "complete"
	switch {
	case len(rule.Head.Args) > 0:
		kind = "function"
	case rule.Head.RuleKind() == ast.MultiValue:
		kind = "partial-set"
	case rule.Head.DocKind() == ast.PartialObjectDoc:
		kind = "partial-object"
	}
	return ruleFacts{
		Name: ruleName(rule), Ref: constantPart(rule.Head.Ref()).String(), Kind: kind, Default: rule.Default, At: locate(rule.Loc()),
	}
}

func references(module *ast.Module) []string {
	found := []string{}
	ast.WalkRefs(module, func(ref ast.Ref) bool {
		if ref.HasPrefix(ast.DefaultRootRef) && !ref.Equal(module.Package.Path) {
			found = append(found, trimData(constantPart(ref).String()))
		}
		return false
	})
	slices.Sort(found)
	return slices.Compact(found)
}

// constantPart ends before the first part that is not a literal name: of `data.lib[x].y` it is `data.lib`.
func constantPart(ref ast.Ref) ast.Ref {
	for at, term := range ref {
		if _, literal := term.Value.(ast.String); at > 0 && !literal {
			return ref[:at]
		}
	}
	return ref
}
