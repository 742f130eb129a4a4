package landrail.guardrails.regions_test

import data.landrail.guardrails.regions
import rego.v1

queue := {
	"address": "aws_sqs_queue.payment_events",
	"provider": "aws",
	"type": "aws_sqs_queue",
	"kind": "stream",
	"region": "eu-west-1",
	"regionPath": "region",
	"otherRegions": [],
	"scope": {"account": "111122223333"},
	"unknown": {},
	"oneOf": {},
}

ireland := {"aws": {"allow": ["eu-west-1", "eu-central-*"]}}

denied(resource, settings) := found if {
	found := regions.deny with input.resources as [resource]
		with data.settings.guardrails.regions as settings
}

doubted(resource, settings) := found if {
	found := regions.undecided with input.resources as [resource]
		with data.settings.guardrails.regions as settings
}

findings(resource, settings) := denied(resource, settings) | doubted(resource, settings)

with_fields(resource, fields) := object.union(resource, fields)

without(resource, fields) := object.remove(resource, fields)

# --- known regions ---

test_an_allowed_region_passes if {
	count(findings(queue, ireland)) == 0
}

test_a_glob_allows_what_it_matches if {
	count(findings(with_fields(queue, {"region": "eu-central-2"}), ireland)) == 0
}

test_a_region_that_is_not_on_the_list_fails if {
	denied(with_fields(queue, {"region": "us-east-1"}), ireland) == {{
		"resource": "aws_sqs_queue.payment_events",
		"path": "region",
		"msg": `region is "us-east-1", not one of eu-west-1, eu-central-*`,
		"actual": "us-east-1",
		"expected": "one of eu-west-1, eu-central-*",
		"refs": [],
	}}
}

test_a_region_that_came_from_a_provider_names_the_provider if {
	denied(with_fields(queue, {"region": "us-east-1", "regionPath": "provider aws.virginia"}), ireland) == {{
		"resource": "aws_sqs_queue.payment_events",
		"path": "region",
		"msg": `region is "us-east-1" (provider aws.virginia), not one of eu-west-1, eu-central-*`,
		"actual": "us-east-1",
		"expected": "one of eu-west-1, eu-central-*",
		"refs": ["provider aws.virginia"],
	}}
}

test_a_denied_region_fails_although_it_is_allowed if {
	some finding in denied(with_fields(queue, {"region": "eu-south-1"}), {"aws": {"allow": ["eu-*"], "deny": ["eu-south-*"]}})
	finding.msg == `region is "eu-south-1", denied by eu-south-*`
	finding.expected == "one of eu-*; none of eu-south-*"
}

test_a_deny_list_alone_allows_the_rest if {
	settings := {"aws": {"deny": ["cn-*"]}}
	count(findings(queue, settings)) == 0
	some finding in denied(with_fields(queue, {"region": "cn-north-1"}), settings)
	finding.expected == "none of cn-*"
}

test_global_services_are_exempt if {
	count(findings(with_fields(queue, {"region": "global"}), {"aws": {"allow": ["eu-west-1"], "deny": ["*"]}})) == 0
}

test_a_resource_without_a_region_is_not_judged if {
	count(findings(without(queue, ["region"]), ireland)) == 0
}

test_a_provider_without_settings_is_not_judged if {
	count(findings(with_fields(queue, {"region": "us-east-1"}), {"azure": {"allow": ["westeurope"]}})) == 0
}

# --- the four clouds and their arguments ---

test_azure_regions_are_compared_without_blanks_and_capitals if {
	group := with_fields(queue, {"address": "azurerm_resource_group.sandbox", "provider": "azure", "type": "azurerm_resource_group", "kind": "scope", "region": "eastus2", "regionPath": "location", "scope": {}})
	count(findings(group, {"azure": {"allow": ["East US 2"]}})) == 0
	{finding.path | some finding in denied(group, {"azure": {"allow": ["West Europe"]}})} == {"location"}
}

test_google_multi_regions_are_compared_by_name if {
	bucket := with_fields(queue, {"address": "google_storage_bucket.exports", "provider": "gcp", "type": "google_storage_bucket", "kind": "bucket", "region": "nam4", "regionPath": "location", "scope": {}})
	settings := {"gcp": {"allow": ["europe-*", "EU"]}}
	count(findings(with_fields(bucket, {"region": "eu"}), settings)) == 0
	{finding.msg | some finding in denied(bucket, settings)} == {`region is "nam4", not one of europe-*, EU`}
}

test_a_zone_is_judged_by_its_region_and_shown_as_written if {
	machine := with_fields(queue, {"address": "google_compute_instance.experiment", "provider": "gcp", "type": "google_compute_instance", "kind": "instance", "region": "us-central1", "zone": "us-central1-a", "regionPath": "zone", "scope": {}})
	denied(machine, {"gcp": {"allow": ["europe-*"]}}) == {{
		"resource": "google_compute_instance.experiment",
		"path": "zone",
		"msg": `region is "us-central1" (zone us-central1-a), not one of europe-*`,
		"actual": "us-central1-a",
		"expected": "one of europe-*",
		"refs": [],
	}}
}

test_an_edge_zone_belongs_to_its_region if {
	subnet := with_fields(queue, {"address": "aws_subnet.los_angeles", "type": "aws_subnet", "kind": "subnet", "region": "us-west-2", "zone": "us-west-2-lax-1a", "regionPath": "availability_zone"})
	count(findings(subnet, {"aws": {"allow": ["us-west-2"]}})) == 0
	{finding.actual | some finding in denied(subnet, ireland)} == {"us-west-2-lax-1a"}
}

test_a_zone_beside_the_region_leaves_the_region_the_evidence if {
	volume := with_fields(queue, {"region": "us-west-2", "zone": "us-west-2a", "regionPath": "region"})
	{[finding.path, finding.actual] | some finding in denied(volume, ireland)} == {["region", "us-west-2"]}
}

test_a_region_that_a_parent_gives_names_the_parent if {
	pool := with_fields(queue, {"address": "google_container_node_pool.features", "provider": "gcp", "type": "google_container_node_pool", "kind": "k8s-nodepool", "region": "us-east4", "regionPath": "cluster of google_container_cluster.main", "scope": {}})
	some finding in denied(pool, {"gcp": {"allow": ["europe-*"]}})
	finding.path == "cluster"
	finding.msg == `region is "us-east4" (that of google_container_cluster.main), not one of europe-*`
	finding.refs == ["google_container_cluster.main"]
}

test_the_region_of_a_stack_is_named if {
	stacked := with_fields(queue, {"address": "Orders", "type": "AWS::SQS::Queue", "region": "us-east-1", "regionPath": "stack shop-prod"})
	{[finding.path, finding.msg, finding.refs] | some finding in denied(stacked, ireland)} == {["region", `region is "us-east-1" (stack shop-prod), not one of eu-west-1, eu-central-*`, ["stack shop-prod"]]}
}

test_oci_regions_are_judged if {
	bucket := with_fields(queue, {"address": "oci_objectstorage_bucket.frames", "provider": "oci", "type": "oci_objectstorage_bucket", "kind": "bucket", "region": "us-phoenix-1", "regionPath": "provider oci", "scope": {}})
	settings := {"oci": {"allow": ["eu-frankfurt-1"]}}
	count(findings(with_fields(bucket, {"region": "eu-frankfurt-1"}), settings)) == 0
	{finding.path | some finding in denied(bucket, settings)} == {"region"}
}

# --- further regions ---

test_a_replica_in_another_region_fails_at_its_own_argument if {
	table := with_fields(queue, {"address": "aws_dynamodb_table.sessions", "otherRegions": [{"path": "replica[0].region_name", "name": "eu-central-1"}, {"path": "replica[1].region_name", "name": "us-west-2"}]})
	denied(table, ireland) == {{
		"resource": "aws_dynamodb_table.sessions",
		"path": "replica[1].region_name",
		"msg": `further region is "us-west-2", not one of eu-west-1, eu-central-*`,
		"actual": "us-west-2",
		"expected": "one of eu-west-1, eu-central-*",
		"refs": [],
	}}
	count(doubted(table, ireland)) == 0
}

test_a_replica_in_an_unknown_region_is_undecided if {
	table := with_fields(queue, {"otherRegions": [{"path": "replica[0].region_name"}], "unknown": {"otherRegions[0].name": {"because": "known after apply", "refs": ["random_shuffle.region"]}}})
	doubted(table, ireland) == {{
		"resource": "aws_sqs_queue.payment_events",
		"path": "replica[0].region_name",
		"msg": "further region is not known",
		"needs": "known after apply",
		"refs": ["random_shuffle.region"],
	}}
}

test_a_replica_whose_possible_regions_are_all_wrong_fails if {
	table := with_fields(queue, {"otherRegions": [{"path": "replica[0].region_name"}], "oneOf": {"otherRegions[0].name": {"values": ["us-west-2", "us-east-1"], "because": "random_shuffle picks one", "refs": []}}})
	{finding.msg | some finding in denied(table, ireland)} == {`further region is one of "us-east-1", "us-west-2", not one of eu-west-1, eu-central-*`}
}

# --- not known ---

test_an_unknown_region_is_undecided_and_says_what_decides_it if {
	needs := "provider aws.west takes its region from var.region; --provider-region aws.west=REGION decides it"
	bucket := without(with_fields(queue, {"regionPath": "provider aws.west", "unknown": {"region": {"because": needs, "refs": ["provider aws.west", "var.region"]}}}), ["region"])
	findings(bucket, ireland) == {{
		"resource": "aws_sqs_queue.payment_events",
		"path": "region",
		"msg": "region is not known",
		"needs": needs,
		"refs": ["provider aws.west", "var.region"],
	}}
}

test_an_unknown_region_of_a_provider_without_settings_is_not_judged if {
	bucket := without(with_fields(queue, {"provider": "oci", "unknown": {"region": {"because": "known after apply", "refs": []}}}), ["region"])
	count(findings(bucket, ireland)) == 0
}

test_an_unknown_tag_says_nothing_about_the_region if {
	count(findings(with_fields(queue, {"unknown": {"tags.owner": {"because": "known after apply", "refs": []}}}), ireland)) == 0
}

test_possible_regions_that_are_all_allowed_pass if {
	count(findings(one_of(["eu-west-1", "eu-central-1"]), ireland)) == 0
}

test_possible_regions_that_are_all_wrong_fail if {
	some finding in denied(one_of(["us-west-2", "us-east-1"]), ireland)
	finding.msg == `region is one of "us-east-1", "us-west-2", not one of eu-west-1, eu-central-*`
	finding.actual == "us-east-1, us-west-2"
	count(doubted(one_of(["us-west-2", "us-east-1"]), ireland)) == 0
}

test_possible_regions_that_disagree_are_undecided_and_name_the_wrong_ones if {
	findings(one_of(["us-east-1", "eu-west-1"]), ireland) == {{
		"resource": "aws_sqs_queue.payment_events",
		"path": "region",
		"msg": `region is one of "eu-west-1", "us-east-1", and "us-east-1" is not allowed`,
		"needs": "the module may have been given provider aws or provider aws.virginia",
		"refs": ["provider aws", "provider aws.virginia"],
	}}
}

one_of(values) := without(
	with_fields(queue, {"regionPath": "provider aws", "oneOf": {"region": {
		"values": values,
		"because": "the module may have been given provider aws or provider aws.virginia",
		"refs": ["provider aws", "provider aws.virginia"],
	}}}),
	["region"],
)

# --- lists for one scope ---

sandboxes := object.union(ireland, {"scopes": [
	{"scope": "999900001111", "aws": {"allow": ["us-*"]}},
	{"scope": "9999*", "aws": {"allow": ["ap-*"]}},
	{"scope": "*", "gcp": {"allow": ["us"]}},
]})

test_a_scope_has_its_own_list_in_place_of_the_general_one if {
	sandbox := with_fields(queue, {"scope": {"account": "999900001111"}})
	count(findings(with_fields(sandbox, {"region": "us-east-1"}), sandboxes)) == 0
	{finding.expected | some finding in denied(sandbox, sandboxes)} == {"one of us-*"}
}

test_the_first_entry_that_matches_applies if {
	{finding.expected | some finding in denied(with_fields(queue, {"scope": {"account": "999922223333"}}), sandboxes)} == {"one of ap-*"}
}

test_other_scopes_keep_the_general_list if {
	count(findings(queue, sandboxes)) == 0
	{finding.expected | some finding in denied(with_fields(queue, {"region": "us-east-1"}), sandboxes)} == {"one of eu-west-1, eu-central-*"}
}

test_a_provider_that_only_scopes_name_is_judged_there_alone if {
	dataset := with_fields(queue, {"provider": "gcp", "region": "eu", "regionPath": "location", "scope": {"project": "jk-scratch-472"}})
	settings := {"scopes": [{"scope": "jk-*", "gcp": {"allow": ["us"]}}]}
	count(denied(dataset, settings)) == 1
	count(findings(with_fields(dataset, {"scope": {"project": "orders-prod"}}), settings)) == 0
}

test_a_scope_is_matched_without_regard_to_capitals if {
	group := with_fields(queue, {"provider": "azure", "region": "eastus", "regionPath": "location", "scope": {"resourceGroup": "RG-Lab"}})
	count(findings(group, {"azure": {"allow": ["westeurope"]}, "scopes": [{"scope": "rg-lab", "azure": {"allow": ["eastus"]}}]})) == 0
}

test_an_unknown_scope_is_undecided_when_the_lists_disagree if {
	lost := with_fields(queue, {"region": "us-east-1", "scope": {}, "unknown": {"scope.account": {"because": "provider aws takes its account from the credentials", "refs": ["provider aws"]}}})
	findings(lost, sandboxes) == {{
		"resource": "aws_sqs_queue.payment_events",
		"path": "region",
		"msg": `region is "us-east-1", and not every list that may apply allows "us-east-1"`,
		"needs": "provider aws takes its account from the credentials",
		"refs": ["provider aws"],
	}}
}

test_an_unknown_scope_does_not_matter_when_every_list_forbids_the_region if {
	lost := with_fields(queue, {"region": "sa-east-1", "scope": {}, "unknown": {"scope.account": {"because": "provider aws takes its account from the credentials", "refs": ["provider aws"]}}})
	count(denied(lost, sandboxes)) == 1
	count(doubted(lost, sandboxes)) == 0
}

test_possible_scopes_decide_when_their_lists_agree if {
	one := with_fields(queue, {"region": "us-east-1", "scope": {}, "oneOf": {"scope.account": {"values": ["111122223333", "444455556666"], "because": "provider aws allows these accounts", "refs": ["provider aws"]}}})
	count(denied(one, sandboxes)) == 1
	other := with_fields(queue, {"region": "us-east-1", "scope": {}, "oneOf": {"scope.account": {"values": ["111122223333", "999900001111"], "because": "provider aws allows these accounts", "refs": ["provider aws"]}}})
	count(denied(other, sandboxes)) == 0
	{doubt.needs | some doubt in doubted(other, sandboxes)} == {"provider aws allows these accounts"}
}

test_entries_after_the_one_that_surely_applies_do_not_matter if {
	half_known := with_fields(queue, {"provider": "azure", "region": "westeurope", "regionPath": "location", "scope": {"subscription": "5a0c"}, "unknown": {"scope.resourceGroup": {"because": "known after apply", "refs": []}}})
	settings := {"scopes": [{"scope": "5a0c", "azure": {"allow": ["westeurope"]}}, {"scope": "rg-lab", "azure": {"allow": ["eastus"]}}]}
	count(findings(half_known, settings)) == 0
}
