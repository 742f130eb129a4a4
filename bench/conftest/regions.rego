# Resources stand in an allowed region: their own, else that of their provider's configuration.
package main

import rego.v1

allowed_regions := {"eu-west-1"}

global_types := {"aws_iam_role", "aws_iam_instance_profile", "aws_iam_role_policy_attachment"}

# Module path without instance keys, type and name -> key of the provider's configuration.
provider_of[address] := resource.provider_config_key if {
	walk(input.configuration.root_module, [path, module])
	some resource in module.resources
	calls := [path[i + 1] | some i, step in path; step == "module_calls"]
	address := concat(".", array.concat([sprintf("module.%s", [call]) | some call in calls], [resource.address]))
}

provider_region(change) := region if {
	address := regex.replace(change.address, `\[[^\]]*\]`, "")
	region := input.configuration.provider_config[provider_of[address]].expressions.region.constant_value
}

region_of(change) := change.change.after.region

region_of(change) := region if {
	not change.change.after.region
	region := provider_region(change)
}

deny contains {"msg": msg, "rule": "regions", "resource": change.address} if {
	some change in changes
	not change.type in global_types
	region := region_of(change)
	not region in allowed_regions
	msg := sprintf("%s stands in %s, allowed is %s", [change.address, region, concat(", ", allowed_regions)])
}
