# METADATA
# title: What the guardrails share
# description: Globs, quoting and the words for what is not known.
package landrail.lib

import rego.v1

# `*` stands for any run of characters, dots and slashes included: no character separates.
matches(globs, value) if {
	some pattern in globs
	fits(pattern, value)
}

# Most globs are a name, or the beginning of one: these need no automaton, which takes longer to make than a small plan to judge.
fits(pattern, value) if {
	plain(pattern)
	value == pattern
}

fits(pattern, value) if {
	endswith(pattern, "*")
	start := trim_suffix(pattern, "*")
	plain(start)
	startswith(value, start)
}

fits(pattern, value) if {
	not plain(trim_suffix(pattern, "*"))
	glob.match(pattern, null, value)
}

plain(text) if {
	every sign in ["*", "?", "[", "]", "{", "}", "\\"] {
		not contains(text, sign)
	}
}

# A value as it stands in a message: quoted, with control characters escaped.
quote(value) := json.marshal(value)

list(values) := concat(", ", values)

# Names under which settings know the scope that a resource stands in.
scope_names(r) := {name |
	some field in ["account", "subscription", "resourceGroup", "project", "compartment", "path"]
	name := r.scope[field]
} | {name | some name in r.scope.folders}

# Scope fields that are set, but not known.
scope_unknown(r) := {field |
	some field in ["account", "subscription", "resourceGroup", "project", "folders", "compartment", "path"]
	_ := object.union(r.unknown, r.oneOf)[concat("", ["scope.", field])]
}
