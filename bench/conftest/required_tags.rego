# Every taggable resource carries owner, environment and cost-center, those of the provider's default_tags included.
package main

import rego.v1

required_tags := {"cost-center", "environment", "owner"}

deny contains {"msg": msg, "rule": "required-tags", "resource": change.address} if {
	some change in changes
	tags := effective_tags(change.change)
	some key in required_tags
	not key in object.keys(tags)
	msg := sprintf("%s has no tag %s", [change.address, key])
}

# tags_all is what the provider made of tags and default_tags.
effective_tags(change) := change.after.tags_all if is_object(change.after.tags_all)
