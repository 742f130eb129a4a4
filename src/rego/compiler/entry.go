package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// The package under which the generated wrappers stand: `landrail_entry.p0`, `landrail_entry.p1`, ...
const entryPackage = "landrail_entry"

// entry asks for some rules of one package, evaluated together.
type entry struct {
	ID      string   `json:"id"`
	Package string   `json:"package"`
	Rules   []string `json:"rules"`
}

// compiledEntry tells where an entry stands in the module. Its result is an object with one key per rule that is defined.
type compiledEntry struct {
	entry
	Entrypoint string `json:"entrypoint"`
}

// wrapper generates the module that evaluates to {rule: value, ...}. Asking for the package itself would also evaluate
// its constants and private rules, and would fail as a whole when one of them conflicts.
//
// It is written in Rego v0, where `if`, `in`, `contains` and `every` may be names of rules, as a v0 policy may have them.
func (e *entry) wrapper(index int, modules map[string]*ast.Module) (*ast.Module, []problem) {
	place := fmt.Sprintf("entry %q", e.ID)
	target, err := ast.ParseRef("data." + e.Package)
	if err != nil || !target.IsGround() {
		return nil, []problem{{location{}, codeEntry, fmt.Sprintf("%s: %q is not a package name", place, e.Package)}}
	}
	rules, at := rulesOf(target, modules)
	if at == nil {
		return nil, []problem{{location{}, codeEntry, fmt.Sprintf("%s: no module has the package %s", place, e.Package)}}
	}
	if len(e.Rules) == 0 {
		return nil, []problem{{locate(at), codeEntry, fmt.Sprintf("%s: no rule is asked for", place)}}
	}
	var problems []problem
	var text strings.Builder
	fmt.Fprintf(&text, "package %s.p%d\n", entryPackage, index)
	for _, name := range e.Rules {
		rule := rules[name]
		switch {
		case rule == nil:
			problems = append(problems, problem{
				locate(at), codeEntry, fmt.Sprintf("%s: package %s has no rule %s", place, e.Package, name),
			})
		case len(rule.Head.Args) > 0:
			problems = append(problems, problem{
				locate(rule.Loc()), codeEntry, fmt.Sprintf("%s: %s is a function, which cannot be evaluated without arguments", place, name),
			})
		default:
			fmt.Fprintf(&text, "%s = value { value := %s }\n", name, target.Append(ast.StringTerm(name)))
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	module, err := ast.ParseModuleWithOpts(e.path(index), text.String(), ast.ParserOptions{RegoVersion: ast.RegoV0})
	if err != nil {
		return nil, []problem{{locate(at), codeEntry, fmt.Sprintf("%s: %v", place, err)}}
	}
	return module, nil
}

func (e *entry) path(index int) string { return entryPackage + "/p" + strconv.Itoa(index) + ".rego" }

func (e *entry) entrypoint(index int) string { return entryPackage + "/p" + strconv.Itoa(index) }

// rulesOf finds the rules of a package by the first part of their name, and the place of the package; nil without one.
func rulesOf(target ast.Ref, modules map[string]*ast.Module) (map[string]*ast.Rule, *ast.Location) {
	rules := map[string]*ast.Rule{}
	var at *ast.Location
	for _, path := range sortedPaths(modules) {
		module := modules[path]
		if !module.Package.Path.Equal(target) {
			continue
		}
		if at == nil {
			at = module.Package.Location
		}
		for _, rule := range module.Rules {
			rules[ruleName(rule)] = rule
		}
	}
	return rules, at
}

// ruleName is the first part of a rule's name: `deny` for `deny.network contains ...`.
func ruleName(rule *ast.Rule) string {
	if name, ok := rule.Head.Ref()[0].Value.(ast.Var); ok {
		return string(name)
	}
	return rule.Head.Ref()[0].String()
}

func sortedPaths(modules map[string]*ast.Module) []string {
	paths := make([]string, 0, len(modules))
	for path := range modules {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}
