package main

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Erased by OPA's compiler, so that neither the module nor the host needs them.
var erased = []string{"assign", "eq", "print", "rego.metadata.chain", "rego.metadata.rule"}

// Never supported, whatever the host offers: a policy has no network, no environment and no clock of its own choosing.
var forbidden = []string{"http.send", "net.lookup_ip_addr", "opa.runtime"}

// What OPA's own test runner injects into test rules.
var injected = []string{"internal.print", "internal.test_case"}

// capabilities are those of this OPA version, with exactly the built-in functions that a compiled module can call: the
// ones linked into it and the ones that the host says it implements.
func capabilities(host []string) *ast.Capabilities {
	known := map[string]bool{}
	for _, names := range [][]string{native, erased, host} {
		for _, name := range names {
			known[name] = true
		}
	}
	out := ast.CapabilitiesForThisVersion()
	out.Builtins = slices.DeleteFunc(out.Builtins, func(one *ast.Builtin) bool {
		return !known[one.Name] || slices.Contains(forbidden, one.Name)
	})
	out.AllowNet = []string{}
	return out
}

func isOpaBuiltin(name string) bool {
	return slices.ContainsFunc(ast.Builtins, func(one *ast.Builtin) bool { return one.Name == name })
}

type builtinTable struct {
	Native []string `json:"native"`
	Erased []string `json:"erased"`
	// Host holds the functions that a host may implement, with their number of arguments.
	Host      map[string]int `json:"host"`
	Forbidden []string       `json:"forbidden"`
}

func supportedBuiltins() builtinTable {
	out := builtinTable{Native: native, Erased: erased, Host: map[string]int{}, Forbidden: forbidden}
	for _, one := range ast.Builtins {
		if !slices.Contains(native, one.Name) && !slices.Contains(erased, one.Name) && !slices.Contains(forbidden, one.Name) {
			out.Host[one.Name] = one.Decl.Arity()
		}
	}
	return out
}
