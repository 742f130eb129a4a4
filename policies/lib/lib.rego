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

# Most globs are a name, or hold a star or two: these need no automaton, which takes longer to make than a small plan to judge.
fits(pattern, value) if {
	plain(pattern)
	value == pattern
}

fits(pattern, value) if {
	parts := starred(pattern)
	startswith(value, parts[0])
	rest := trim_prefix(value, parts[0])
	end := parts[count(parts) - 1]
	endswith(rest, end)
	every part in array.slice(parts, 1, count(parts) - 1) {
		contains(trim_suffix(rest, end), part)
	}
}

fits(pattern, value) if {
	not plain(pattern)
	not starred(pattern)
	glob.match(pattern, null, value)
}

# What stands before, between and behind one star or two.
starred(pattern) := parts if {
	parts := split(pattern, "*")
	count(parts) in {2, 3}
	every part in parts {
		plain(part)
	}
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
