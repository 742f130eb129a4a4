package main

import (
	"context"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
)

type compiled struct {
	Entries  []compiledEntry `json:"entries"`
	Warnings []problem       `json:"warnings"`
}

// compileModules checks, then compiles all modules and one wrapper per entry to a single WebAssembly module.
func compileModules(req *request) (any, []byte, error) {
	modules, err := parseAll(req)
	if err != nil {
		return nil, nil, err
	}
	found, err := check(req, modules)
	if err != nil {
		return nil, nil, err
	}
	if len(found.Errors) > 0 {
		return nil, nil, fail(found.Errors...)
	}
	out := &compiled{Entries: []compiledEntry{}, Warnings: found.Warnings}
	wrappers := map[string]*ast.Module{}
	var entrypoints []string
	var problems []problem
	for index := range req.Entries {
		one := &req.Entries[index]
		wrapper, wrong := one.wrapper(index, modules)
		if problems = append(problems, wrong...); wrapper == nil {
			continue
		}
		wrappers[one.path(index)] = wrapper
		entrypoints = append(entrypoints, one.entrypoint(index))
		out.Entries = append(out.Entries, compiledEntry{*one, one.entrypoint(index)})
	}
	if len(req.Entries) == 0 {
		problems = append(problems, problem{location{}, codeEntry, "no entry is asked for"})
	}
	if len(problems) > 0 {
		return nil, nil, fail(problems...)
	}
	wasm, err := link(req, entrypoints, modules, wrappers)
	return out, wasm, err
}

// link gives OPA's compiler a bundle that is already parsed.
func link(req *request, entrypoints []string, groups ...map[string]*ast.Module) ([]byte, error) {
	input := &bundle.Bundle{Data: map[string]any{}}
	for _, modules := range groups {
		for _, path := range sortedPaths(modules) {
			input.Modules = append(input.Modules, bundle.ModuleFile{
				URL: path, Path: path, Parsed: modules[path],
				// When it is done, OPA formats the source text of every module again, for a bundle that we do not write:
				// this spares it the work. The text is not compiled; Parsed is.
				Raw: []byte("package unused\n"),
			})
		}
	}
	input.Manifest.Init()
	compiler := compile.New().
		WithTarget(compile.TargetWasm).
		WithBundle(input).
		WithEntrypoints(entrypoints...).
		WithCapabilities(capabilities(req.HostBuiltins)).
		WithEnablePrintStatements(req.Print).
		// Otherwise every rule that depends on an entrypoint becomes one as well.
		WithPruneUnused(true)
	if err := compiler.Build(context.Background()); err != nil {
		return nil, failWith(err)
	}
	return compiler.Bundle().WasmModules[0].Raw, nil
}
