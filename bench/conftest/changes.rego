# What the five rules share: the resources that a plan creates, updates or replaces.
package main

import rego.v1

changes contains change if {
	some change in input.resource_changes
	change.mode == "managed"
	some action in change.change.actions
	action in {"create", "update"}
}
