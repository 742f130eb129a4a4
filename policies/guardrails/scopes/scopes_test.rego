package landrail.guardrails.scopes_test

import data.landrail.guardrails.scopes
import rego.v1

findings(resource, settings) := found if {
	denied := scopes.deny with input.resources as [resource]
		with data.settings.guardrails.scopes as settings
	undecided := scopes.undecided with input.resources as [resource]
		with data.settings.guardrails.scopes as settings
	found := {"deny": denied, "undecided": undecided}
}

passes(resource, settings) if findings(resource, settings) == {"deny": set(), "undecided": set()}

fails(resource, settings, paths) if {
	found := findings(resource, settings)
	{finding.path | some finding in found.deny} == paths
	count(found.undecided) == 0
}

is_undecided(resource, settings, paths) if {
	found := findings(resource, settings)
	{finding.path | some finding in found.undecided} == paths
	count(found.deny) == 0
}

resource(provider, type, scope) := {
	"address": concat(".", [type, "payments"]),
	"provider": provider,
	"type": type,
	"scope": scope,
	"unknown": {},
	"oneOf": {},
}

with_unknown(subject, path, because, refs) := object.union(subject, {"unknown": {path: {"because": because, "refs": refs}}})

with_one_of(subject, path, values) := object.union(subject, {"oneOf": {path: {"values": values, "because": "provider aws allows these accounts", "refs": ["provider aws"]}}})

# --- AWS ---

queue := resource("aws", "aws_sqs_queue", {"account": "111122223333"})

shop := {"aws": {"accounts": ["1111*"]}}

test_an_allowed_account_passes if passes(queue, shop)

test_another_account_fails if {
	findings(resource("aws", "aws_sqs_queue", {"account": "444455556666"}), shop) == {
		"deny": {{
			"resource": "aws_sqs_queue.payments",
			"path": "account",
			"msg": `account is "444455556666", not one of 1111*`,
			"actual": "444455556666",
			"expected": "one of 1111*",
			"refs": [],
		}},
		"undecided": set(),
	}
}

test_a_denied_account_fails_although_it_is_allowed if {
	settings := {"aws": {"accounts": ["*"], "deny-accounts": ["111122223333"]}}
	{[finding.msg, finding.expected] | some finding in findings(queue, settings).deny} == {[`account is "111122223333", denied by 111122223333`, "one of *; none of 111122223333"]}
	passes(resource("aws", "aws_sqs_queue", {"account": "444455556666"}), settings)
}

test_a_deny_list_alone_allows_the_rest if {
	settings := {"aws": {"deny-accounts": ["9*"]}}
	passes(queue, settings)
	{finding.expected | some finding in findings(resource("aws", "aws_sqs_queue", {"account": "999900001111"}), settings).deny} == {"none of 9*"}
}

test_an_unknown_account_is_undecided_and_says_what_decides_it if {
	lost := with_unknown(resource("aws", "aws_sqs_queue", {}), "scope.account", "provider aws takes its account from the credentials", ["provider aws"])
	findings(lost, shop) == {
		"deny": set(),
		"undecided": {{
			"resource": "aws_sqs_queue.payments",
			"path": "account",
			"msg": "account is not known",
			"needs": "provider aws takes its account from the credentials",
			"refs": ["provider aws"],
		}},
	}
}

test_a_resource_without_a_scope_is_not_judged if passes(resource("aws", "aws_sqs_queue", {}), shop)

test_a_provider_without_settings_is_not_judged if {
	passes(resource("gcp", "google_pubsub_topic", {"project": "jk-scratch-472"}), shop)
}

test_possible_accounts_that_are_all_allowed_pass if {
	passes(with_one_of(resource("aws", "aws_sqs_queue", {}), "scope.account", ["111122223333", "111100001111"]), shop)
}

test_possible_accounts_that_are_all_wrong_fail if {
	lost := with_one_of(resource("aws", "aws_sqs_queue", {}), "scope.account", ["444455556666", "222233334444"])
	fails(lost, shop, {"account"})
	{finding.msg | some finding in findings(lost, shop).deny} == {`account is one of "222233334444", "444455556666", not one of 1111*`}
}

test_possible_accounts_that_disagree_are_undecided_and_name_the_wrong_ones if {
	lost := with_one_of(resource("aws", "aws_sqs_queue", {}), "scope.account", ["444455556666", "111122223333"])
	findings(lost, shop) == {
		"deny": set(),
		"undecided": {{
			"resource": "aws_sqs_queue.payments",
			"path": "account",
			"msg": `account is one of "111122223333", "444455556666", and "444455556666" is not one of 1111*`,
			"needs": "provider aws allows these accounts",
			"refs": ["provider aws"],
		}},
	}
}

# --- Azure ---

claims := {"azure": {"subscriptions": ["5a0c1d2e-0000-4000-8000-00000000c1a1"], "resource-groups": ["rg-claims-*"]}}

test_subscription_and_resource_group_are_judged_one_by_one if {
	peering := resource("azure", "azurerm_virtual_network_peering", {"subscription": "5a0c1d2e-0000-4000-8000-00000000aaaa", "resourceGroup": "rg-network-hub"})
	fails(peering, claims, {"subscription", "resource_group_name"})
	fails(object.union(peering, {"scope": {"resourceGroup": "rg-claims-prod"}}), claims, {"subscription"})
}

test_a_resource_group_is_judged_by_its_own_name if {
	group := resource("azure", "azurerm_resource_group", {"subscription": "5a0c1d2e-0000-4000-8000-00000000c1a1", "resourceGroup": "sandbox"})
	fails(group, claims, {"name"})
}

test_an_azapi_resource_names_its_group_in_its_parent if {
	fails(resource("azure", "azapi_resource", {"resourceGroup": "sandbox"}), claims, {"parent_id"})
}

test_capitals_do_not_count_in_azure if {
	passes(resource("azure", "azurerm_subnet", {"subscription": "5A0C1D2E-0000-4000-8000-00000000C1A1", "resourceGroup": "RG-Claims-Prod"}), claims)
}

test_an_unknown_resource_group_is_undecided_beside_a_known_subscription if {
	subnet := with_unknown(resource("azure", "azurerm_subnet", {"subscription": "5a0c1d2e-0000-4000-8000-00000000c1a1"}), "scope.resourceGroup", "known after apply", ["random_pet.group"])
	is_undecided(subnet, claims, {"resource_group_name"})
}

# --- Google Cloud ---

analytics := {"gcp": {"projects": ["analytics-*", "orders-*"], "folders": ["482900117733"], "deny-folders": ["folders/666*"]}}

test_projects_are_judged if {
	passes(resource("gcp", "google_storage_bucket", {"project": "analytics-prod"}), analytics)
	fails(resource("gcp", "google_compute_instance", {"project": "jk-scratch-472"}), analytics, {"project"})
}

test_folders_are_judged_with_and_without_their_prefix if {
	passes(resource("gcp", "google_folder_iam_member", {"folders": ["folders/482900117733"]}), analytics)
	fails(resource("gcp", "google_folder_iam_member", {"folders": ["folders/100200300400"]}), analytics, {"folder"})
}

test_a_project_names_its_folder_in_folder_id if {
	fails(resource("gcp", "google_project", {"folders": ["folders/100200300400"]}), analytics, {"folder_id"})
}

test_one_allowed_folder_above_is_enough_and_one_denied_is_too_much if {
	passes(resource("gcp", "google_project", {"folders": ["folders/100200300400", "folders/482900117733"]}), analytics)
	below_denied := resource("gcp", "google_project", {"folders": ["folders/482900117733", "folders/666000000000"]})
	{finding.msg | some finding in findings(below_denied, analytics).deny} == {`folder is "folders/482900117733", "folders/666000000000", denied by folders/666*`}
}

test_possible_folders_that_disagree_are_undecided if {
	project := with_one_of(resource("gcp", "google_project", {}), "scope.folders", [["folders/482900117733"], ["folders/100200300400"]])
	is_undecided(project, analytics, {"folder_id"})
}

test_an_unknown_folder_is_undecided if {
	project := with_unknown(resource("gcp", "google_project", {"project": "orders-prod"}), "scope.folders", "known after apply", ["google_folder.orders"])
	is_undecided(project, analytics, {"folder_id"})
}

# --- Azure ---

landing_zone := {"azure": {"management-groups": ["Platform"], "deny-management-groups": ["sandbox*"]}}

test_management_groups_above_the_subscription_are_judged if {
	passes(resource("azure", "Microsoft.Storage/storageAccounts", {"subscription": "s", "folders": ["platform", "root"]}), landing_zone)
	fails(resource("azure", "Microsoft.Storage/storageAccounts", {"subscription": "s", "folders": ["payroll", "root"]}), landing_zone, {"management_group"})
	fails(resource("azure", "Microsoft.Storage/storageAccounts", {"subscription": "s", "folders": ["sandbox-1", "platform"]}), landing_zone, {"management_group"})
}

test_without_a_tree_management_groups_are_undecided if {
	is_undecided(resource("azure", "azurerm_storage_account", {"subscription": "s"}), landing_zone, {"management_group"})
	passes(resource("azure", "azuread_group", {}), landing_zone)
}

test_what_exists_says_its_resource_group_in_its_id if {
	live := object.union(resource("azure", "Microsoft.Storage/storageAccounts", {"subscription": "s", "resourceGroup": "other"}), {"stage": "inventory"})
	fails(live, {"azure": {"resource-groups": ["rg-*"]}}, {"id"})
}

# --- Oracle Cloud ---

rendering := "ocid1.compartment.oc1..aaaaaaaarendering"

sandbox := "ocid1.compartment.oc1..aaaaaaaasandbox"

farm := {"oci": {"compartments": [rendering, "ocid1.tenancy.oc1..aaaaaaaastudiotenancy"]}}

platform := {"oci": {"compartments": ["root/platform/**"]}}

test_compartments_are_judged_by_their_ocid if {
	passes(resource("oci", "oci_core_instance", {"compartment": rendering}), farm)
	passes(resource("oci", "oci_identity_policy", {"compartment": "ocid1.tenancy.oc1..aaaaaaaastudiotenancy", "path": "root"}), farm)
	fails(resource("oci", "oci_core_instance", {"compartment": sandbox}), farm, {"compartment_id"})
}

test_a_compartment_of_the_same_plan_is_undecided if {
	volume := with_unknown(
		resource("oci", "oci_core_volume", {"path": "ocid1.compartment.oc1..aaaaaaaarendering/freelancers"}),
		"scope.compartment", "known after apply", ["oci_identity_compartment.freelancers"],
	)
	findings(volume, farm) == {
		"deny": set(),
		"undecided": {{
			"resource": "oci_core_volume.payments",
			"path": "compartment_id",
			"msg": "compartment is not known",
			"needs": "known after apply",
			"refs": ["oci_identity_compartment.freelancers"],
		}},
	}
}

test_a_compartment_passes_by_its_ancestry if {
	passes(resource("oci", "oci_core_instance", {"compartment": sandbox, "path": "root/platform/prod/frames"}), platform)
	passes(with_unknown(resource("oci", "oci_core_instance", {"path": "root/Platform/prod"}), "scope.compartment", "known after apply", []), platform)
}

test_a_whole_path_outside_the_allowed_ones_fails if {
	outside := resource("oci", "oci_core_instance", {"compartment": sandbox, "path": "root/labs/jk"})
	{finding.msg | some finding in findings(outside, platform).deny} == {$`compartment is "{sandbox}" (root/labs/jk), not one of root/platform/**`}
	fails(with_unknown(resource("oci", "oci_core_instance", {"path": "root/labs/jk"}), "scope.compartment", "known after apply", []), platform, {"compartment_id"})
}

test_an_ocid_without_its_ancestry_cannot_be_held_against_paths if {
	findings(resource("oci", "oci_core_instance", {"compartment": sandbox}), platform) == {
		"deny": set(),
		"undecided": {{
			"resource": "oci_core_instance.payments",
			"path": "compartment_id",
			"msg": $`compartment is "{sandbox}", and the compartments above it are not known`,
			"needs": "the path of the compartment from the root, or its OCID on the list",
			"refs": [],
		}},
	}
}

test_a_path_that_begins_at_a_compartment_outside_the_plan_is_undecided if {
	volume := with_unknown(resource("oci", "oci_core_volume", {"path": $"{rendering}/freelancers"}), "scope.compartment", "known after apply", ["oci_identity_compartment.freelancers"])
	is_undecided(volume, platform, {"compartment_id"})
}

test_a_compartment_below_a_listed_ocid_can_be_allowed_by_a_glob if {
	volume := with_unknown(resource("oci", "oci_core_volume", {"path": $"{rendering}/freelancers"}), "scope.compartment", "known after apply", ["oci_identity_compartment.freelancers"])
	passes(volume, {"oci": {"compartments": [$"{rendering}*"]}})
}

test_an_unknown_path_says_why_it_is_not_known if {
	volume := with_unknown(resource("oci", "oci_core_volume", {"compartment": sandbox}), "scope.path", "the compartment is made in the same plan", ["oci_identity_compartment.labs"])
	{[doubt.needs, doubt.refs] | some doubt in findings(volume, platform).undecided} == {["the compartment is made in the same plan", ["oci_identity_compartment.labs"]]}
}

test_denied_compartments_fail_by_either_name if {
	settings := {"oci": {"deny-compartments": ["root/labs/**", sandbox]}}
	fails(resource("oci", "oci_core_instance", {"compartment": rendering, "path": "root/labs/jk"}), settings, {"compartment_id"})
	fails(resource("oci", "oci_core_instance", {"compartment": sandbox}), settings, {"compartment_id"})
	passes(resource("oci", "oci_core_instance", {"compartment": rendering, "path": "root/platform"}), settings)
	is_undecided(resource("oci", "oci_core_instance", {"compartment": rendering}), settings, {"compartment_id"})
}

test_possible_compartments_decide_when_they_agree if {
	fails(with_one_of(resource("oci", "oci_core_instance", {}), "scope.compartment", [sandbox, "ocid1.compartment.oc1..aaaaaaaalab"]), farm, {"compartment_id"})
	passes(with_one_of(resource("oci", "oci_core_instance", {}), "scope.compartment", [rendering, "ocid1.tenancy.oc1..aaaaaaaastudiotenancy"]), farm)
	is_undecided(with_one_of(resource("oci", "oci_core_instance", {}), "scope.compartment", [rendering, sandbox]), farm, {"compartment_id"})
}

test_a_thing_of_the_whole_tenancy_without_a_compartment_is_not_judged if {
	passes(resource("oci", "oci_identity_domain_replication", {}), farm)
}

# --- Google Cloud: projects that an inventory knows by number ---

numbered := resource("gcp", "storage.googleapis.com/Bucket", {"project": "410001"})

test_a_project_number_is_no_name if {
	is_undecided(numbered, {"gcp": {"projects": ["prod-*"]}}, {"project"})
	is_undecided(numbered, {"gcp": {"deny-projects": ["scratch-*"]}}, {"project"})
}

test_a_project_number_may_be_listed if {
	passes(numbered, {"gcp": {"projects": ["prod-*", "410001"]}})
	fails(numbered, {"gcp": {"deny-projects": ["scratch-*", "410001"]}}, {"project"})
	fails(numbered, {"gcp": {"projects": ["410002"]}}, {"project"})
	passes(numbered, {"gcp": {"projects": ["*"]}})
}
