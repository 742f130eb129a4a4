package landrail.guardrails.required_tags_test

import data.landrail.guardrails.required_tags
import rego.v1

# --- a queue of the checkout service, and what a plan says of it ---

queue := {
	"address": "aws_sqs_queue.orders",
	"provider": "aws",
	"type": "aws_sqs_queue",
	"kind": "stream",
	"taggable": true,
	"tagsPath": "tags",
	"tags": {},
	"tagOrigins": {},
	"nestedTags": [],
	"scope": {"account": "111122223333"},
	"unknown": {},
	"oneOf": {},
}

tagged(r, tags) := object.union(r, {"tags": tags, "tagOrigins": {key: "tags" | some key, _ in tags}})

# A tag that is set and whose value the input does not hold.
unread(r, key, because) := object.union(r, {
	"tagOrigins": {key: "tags"},
	"unknown": {concat("", ["tags.", key]): {"because": because, "refs": ["var.team"]}},
})

one_of(r, key, values) := object.union(r, {
	"tagOrigins": {key: "tags"},
	"oneOf": {concat("", ["tags.", key]): {"values": values, "because": "a condition that is not known yet", "refs": ["var.production"]}},
})

open(r) := object.union(r, {"tagsOpen": {"because": "the map is known after apply", "refs": ["module.tags"]}})

denied(resources, settings) := found if {
	found := required_tags.deny with input.resources as resources
		with data.settings.guardrails as {"required-tags": settings}
}

undecided(resources, settings) := found if {
	found := required_tags.undecided with input.resources as resources
		with data.settings.guardrails as {"required-tags": settings}
}

silent(resources, settings) if {
	count(denied(resources, settings)) == 0
	count(undecided(resources, settings)) == 0
}

owner := {"tags": [{"key": "owner"}]}

environments := {"tags": [{"key": "environment", "values": ["dev", "prod"]}]}

# --- missing ---

test_a_missing_tag_fails if {
	denied([queue], owner) == {{
		"resource": "aws_sqs_queue.orders",
		"path": "tags.owner",
		"msg": `required tag "owner" is missing`,
		"actual": null,
		"expected": "any value",
		"refs": [],
	}}
	count(undecided([queue], owner)) == 0
}

test_a_tag_that_is_set_passes if {
	silent([tagged(queue, {"owner": "checkout"})], owner)
}

test_an_empty_list_of_resources_has_no_faults if {
	silent([], owner)
}

test_a_resource_that_takes_no_tags_passes if {
	silent([object.union(queue, {"taggable": false})], owner)
}

test_what_may_be_missing_is_not_missed if {
	silent([queue], {"tags": [{"key": "owner", "required": false, "values": ["checkout"]}]})
}

test_what_may_be_missing_is_judged_where_it_is_set if {
	some fault in denied([tagged(queue, {"owner": "me"})], {"tags": [{"key": "owner", "required": false, "values": ["checkout"]}]})
	fault.msg == `tag "owner" is "me", not one of checkout`
}

test_on_google_cloud_it_is_a_label if {
	bucket := object.union(queue, {"address": "google_storage_bucket.orders", "provider": "gcp", "tagsPath": "labels"})
	some fault in denied([bucket], owner)
	fault.path == "labels.owner"
	fault.msg == `required label "owner" is missing`
}

test_a_missing_tag_names_a_key_that_differs_in_capitals if {
	some fault in denied([tagged(queue, {"Owner": "checkout"})], owner)
	fault.msg == `required tag "owner" is missing; "Owner" differs in capitals`
}

test_capitals_of_a_key_do_not_count_when_the_settings_say_so if {
	silent([tagged(queue, {"Owner": "checkout"})], {"tags": [{"key": "owner", "case": "insensitive"}]})
}

test_a_value_under_another_spelling_is_judged_too if {
	settings := {"tags": [{"key": "owner", "case": "insensitive", "values": ["checkout"]}]}
	some fault in denied([tagged(queue, {"OWNER": "me"})], settings)
	fault.path == "tags.OWNER"
}

test_another_spelling_of_unknown_value_is_there if {
	settings := {"tags": [{"key": "owner", "case": "insensitive", "values": ["checkout"]}]}
	doubts := undecided([unread(queue, "Owner", "known after apply")], settings)
	{doubt.path | some doubt in doubts} == {"tags.Owner"}
	count(denied([unread(queue, "Owner", "known after apply")], settings)) == 0
}

test_a_missing_tag_is_missing_in_every_spelling if {
	settings := {"tags": [{"key": "owner", "case": "insensitive", "pattern": "^c"}]}
	count(denied([tagged(queue, {"team": "checkout"})], settings)) == 1
}

# --- values ---

test_a_value_that_is_not_listed_fails if {
	denied([tagged(queue, {"environment": "production"})], environments) == {{
		"resource": "aws_sqs_queue.orders",
		"path": "tags.environment",
		"msg": `tag "environment" is "production", not one of dev, prod`,
		"actual": "production",
		"expected": "one of dev, prod",
		"refs": [],
	}}
}

test_a_listed_value_passes if {
	silent([tagged(queue, {"environment": "prod"})], environments)
}

test_a_listed_value_in_other_capitals_fails if {
	count(denied([tagged(queue, {"environment": "Prod"})], environments)) == 1
}

test_a_value_that_does_not_match_the_pattern_fails if {
	some fault in denied([tagged(queue, {"owner": "me"})], {"tags": [{"key": "owner", "pattern": `@shop\.example$`}]})
	fault.msg == `tag "owner" is "me", which does not match @shop\.example$`
	fault.expected == `a value that matches @shop\.example$`
}

test_a_value_that_matches_the_pattern_passes if {
	silent([tagged(queue, {"owner": "me@shop.example"})], {"tags": [{"key": "owner", "pattern": `@shop\.example$`}]})
}

test_list_and_pattern_must_both_hold if {
	settings := {"tags": [{"key": "team", "values": ["checkout", "orders-1"], "pattern": "^[a-z]+$"}]}
	silent([tagged(queue, {"team": "checkout"})], settings)
	some fault in denied([tagged(queue, {"team": "orders-1"})], settings)
	fault.expected == "one of checkout, orders-1, matching ^[a-z]+$"
}

# --- not known ---

test_a_set_tag_of_unknown_value_is_there if {
	silent([unread(queue, "owner", "variable without a value")], owner)
}

test_a_set_tag_of_unknown_value_may_be_wrong if {
	undecided([unread(queue, "environment", "variable without a value")], environments) == {{
		"resource": "aws_sqs_queue.orders",
		"path": "tags.environment",
		"msg": `the value of tag "environment" is not known`,
		"needs": "variable without a value",
		"refs": ["var.team"],
	}}
	count(denied([unread(queue, "environment", "variable without a value")], environments)) == 0
}

test_a_key_that_an_open_map_may_hold_is_undecided if {
	undecided([open(queue)], owner) == {{
		"resource": "aws_sqs_queue.orders",
		"path": "tags.owner",
		"msg": `whether tag "owner" is set cannot be told`,
		"needs": "the map is known after apply",
		"refs": ["module.tags"],
	}}
	count(denied([open(queue)], owner)) == 0
}

test_an_open_map_that_holds_the_key_passes if {
	silent([open(tagged(queue, {"owner": "checkout"}))], owner)
}

test_an_open_map_excuses_no_wrong_value if {
	count(denied([open(tagged(queue, {"environment": "production"}))], environments)) == 1
}

test_possibilities_that_are_all_wrong_fail if {
	some fault in denied([one_of(queue, "environment", ["production", "test"])], environments)
	fault.actual == "production, test"
	count(undecided([one_of(queue, "environment", ["production", "test"])], environments)) == 0
}

test_possibilities_that_are_all_allowed_pass if {
	silent([one_of(queue, "environment", ["dev", "prod"])], environments)
}

test_possibilities_that_disagree_are_undecided_and_named if {
	undecided([one_of(queue, "environment", ["prod", "production"])], environments) == {{
		"resource": "aws_sqs_queue.orders",
		"path": "tags.environment",
		"msg": `tag "environment" is one of "prod", "production", and "production" is not one of dev, prod`,
		"needs": "a condition that is not known yet",
		"refs": ["var.production"],
	}}
}

test_possibilities_of_a_tag_that_takes_any_value_pass if {
	silent([one_of(queue, "owner", ["checkout", "orders"])], owner)
}

# --- which resources ---

test_a_tag_may_be_for_some_providers if {
	settings := {"tags": [{"key": "owner", "providers": ["azure"]}]}
	silent([queue], settings)
	count(denied([object.union(queue, {"provider": "azure"})], settings)) == 1
}

test_a_tag_may_be_for_some_kinds if {
	settings := {"tags": [{"key": "owner", "kinds": ["bucket"]}]}
	silent([queue], settings)
	count(denied([object.union(queue, {"kind": "bucket"})], settings)) == 1
}

test_a_tag_may_be_for_some_types if {
	settings := {"tags": [{"key": "owner", "types": ["aws_s3_*"]}]}
	silent([queue], settings)
	count(denied([object.union(queue, {"type": "aws_s3_bucket"})], settings)) == 1
}

test_kinds_of_the_guardrail_hold_for_every_tag if {
	settings := {"tags": [{"key": "owner"}], "kinds": ["bucket"]}
	silent([queue], settings)
	count(denied([object.union(queue, {"kind": "bucket"})], settings)) == 1
}

# --- exempt ---

test_a_resource_may_be_exempt_by_its_type if {
	settings := {"tags": [{"key": "owner"}], "exempt": [{"type": "aws_sqs_*"}]}
	silent([queue], settings)
	count(denied([object.union(queue, {"type": "aws_sns_topic"})], settings)) == 1
}

test_a_resource_may_be_exempt_by_its_address if {
	settings := {"tags": [{"key": "owner"}], "exempt": [{"address": "aws_sqs_queue.*"}]}
	silent([queue], settings)
	count(denied([object.union(queue, {"address": "module.orders.aws_sqs_queue.this"})], settings)) == 1
}

test_a_provider_may_be_exempt if {
	settings := {"tags": [{"key": "owner"}], "exempt": [{"provider": "aws"}]}
	silent([queue], settings)
	count(denied([object.union(queue, {"provider": "oci"})], settings)) == 1
}

test_all_fields_of_an_exemption_must_match if {
	settings := {"tags": [{"key": "owner"}], "exempt": [{"provider": "aws", "type": "aws_s3_*"}]}
	count(denied([queue], settings)) == 1
}

test_a_scope_may_be_exempt if {
	settings := {"tags": [{"key": "owner"}], "exempt": [{"scope": "1111*"}]}
	silent([queue], settings)
	count(denied([object.union(queue, {"scope": {"account": "999900001111"}})], settings)) == 1
}

test_a_fault_that_an_unknown_scope_may_exempt_is_undecided if {
	settings := {"tags": [{"key": "owner"}], "exempt": [{"scope": "1111*"}]}
	somewhere := object.union(object.remove(queue, ["scope"]), {
		"scope": {},
		"unknown": {"scope.account": {"because": "the provider takes its account from the environment", "refs": ["provider aws"]}},
	})
	undecided([somewhere], settings) == {{
		"resource": "aws_sqs_queue.orders",
		"path": "tags.owner",
		"msg": `required tag "owner" is missing, and the scope that may exempt it is not known`,
		"needs": "the provider takes its account from the environment",
		"refs": ["provider aws"],
	}}
	count(denied([somewhere], settings)) == 0
	silent([tagged(somewhere, {"owner": "checkout"})], settings)
}

test_an_unknown_scope_excuses_nothing_when_another_field_does_not_match if {
	settings := {"tags": [{"key": "owner"}], "exempt": [{"scope": "1111*", "type": "aws_s3_*"}]}
	somewhere := object.union(object.remove(queue, ["scope"]), {"scope": {}, "unknown": {"scope.account": {"because": "not known", "refs": []}}})
	count(denied([somewhere], settings)) == 1
}

in_accounts(accounts) := object.union(object.remove(queue, ["scope"]), {
	"scope": {},
	"oneOf": {"scope.account": {"values": accounts, "because": "a condition", "refs": ["var.production"]}},
})

test_possible_scopes_exempt_when_they_agree if {
	settings := {"tags": [{"key": "owner"}], "exempt": [{"scope": "1111*"}]}
	silent([in_accounts(["111100001111", "111100002222"])], settings)
	count(denied([in_accounts(["999900001111", "999900002222"])], settings)) == 1
	doubtful := in_accounts(["111100001111", "999900002222"])
	count(denied([doubtful], settings)) == 0
	some doubt in undecided([doubtful], settings)
	doubt.refs == ["var.production"]
}

# --- nested ---

instance := object.union(tagged(queue, {"owner": "checkout"}), {
	"address": "aws_instance.web",
	"kind": "instance",
	"type": "aws_instance",
	"nestedTags": [{"path": "root_block_device[0].tags", "target": "volume", "tags": {}, "tagOrigins": {}}],
})

test_tags_of_a_volume_are_judged_too if {
	denied([instance], owner) == {{
		"resource": "aws_instance.web",
		"path": "root_block_device[0].tags.owner",
		"msg": `required tag "owner" of the volume is missing`,
		"actual": null,
		"expected": "any value",
		"refs": [],
	}}
}

test_tags_of_a_volume_are_not_judged_when_the_settings_say_so if {
	silent([instance], {"tags": [{"key": "owner"}], "nested": false})
}

test_a_group_that_takes_no_tags_is_judged_by_what_it_launches if {
	group := object.union(instance, {"taggable": false})
	count(denied([group], owner)) == 1
}

test_an_unknown_value_of_a_volume_is_found_under_its_own_path if {
	volume := {"path": "volume_tags", "target": "volume", "tags": {}, "tagOrigins": {"environment": "volume_tags"}}
	web := object.union(tagged(instance, {"environment": "prod"}), {
		"nestedTags": [volume],
		"unknown": {"nestedTags[0].tags.environment": {"because": "known after apply", "refs": []}},
	})
	some doubt in undecided([web], environments)
	doubt.path == "volume_tags.environment"
	doubt.msg == `the value of tag "environment" of the volume is not known`
}

test_possible_values_of_a_volume_are_judged if {
	volume := {"path": "volume_tags", "target": "volume", "tags": {}, "tagOrigins": {"environment": "volume_tags"}}
	web := object.union(tagged(instance, {"environment": "prod"}), {
		"nestedTags": [volume],
		"oneOf": {"nestedTags[0].tags.environment": {"values": ["live", "test"], "because": "a condition", "refs": []}},
	})
	some fault in denied([web], environments)
	fault.path == "volume_tags.environment"
}

test_an_open_map_of_a_volume_leaves_its_tags_undecided if {
	volume := {"path": "volume_tags", "target": "volume", "tags": {}, "tagOrigins": {}, "tagsOpen": {"because": "known after apply", "refs": []}}
	some doubt in undecided([object.union(instance, {"nestedTags": [volume]})], owner)
	doubt.path == "volume_tags.owner"
}

# --- two entries for one key, as a tag policy of AWS makes them ---

test_entries_for_the_same_key_hold_beside_each_other if {
	settings := {"tags": [
		{"key": "owner", "providers": ["aws"], "types": ["aws_sqs_queue"]},
		{"key": "owner", "required": false, "providers": ["aws"], "values": ["checkout"]},
	]}
	count(denied([queue], settings)) == 1
	count(denied([tagged(queue, {"owner": "me"})], settings)) == 1
	silent([object.union(queue, {"type": "aws_sns_topic"})], settings)
	silent([tagged(queue, {"owner": "checkout"})], settings)
}
