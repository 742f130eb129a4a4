package landrail.detections.new_privileged_identity_test

import data.landrail.detections.new_privileged_identity
import rego.v1

made(provider, where, r) := {"id": "c1", "at": 36000, "provider": provider, "where": where, "deed": "create", "channel": "cli", "actor": {"principal": "mallory"}, "grants": [], "gaps": [], "resources": [object.union({"kind": "identity", "type": "identity", "aliases": []}, r)]}

granted(provider, where, at, grant) := {"id": "g1", "at": at, "name": "Grant", "provider": provider, "where": where, "deed": "modify", "touches": "grant", "channel": "cli", "actor": {"principal": "bob"}, "grants": [grant], "gaps": [], "resources": []}

said(all, settings) := found if {
	found := {"deny": new_privileged_identity.deny, "undecided": new_privileged_identity.undecided} with input.events as all
		with data.settings as {"detections": {"new-privileged-identity": settings}, "guardrails": {}}
}

role := made("aws", "aws:111122223333", {"address": "arn:aws:iam::111122223333:role/night", "name": "night"})

owner := {"principal": "arn:aws:iam::111122223333:role/night", "role": "arn:aws:iam::aws:policy/AdministratorAccess"}

test_a_role_that_is_made_and_given_everything if {
	said([role, granted("aws", "aws:111122223333", 43200, owner)], {}).deny == {{
		"event": "g1",
		"resource": "arn:aws:iam::111122223333:role/night",
		"path": "grants",
		"msg": `"arn:aws:iam::aws:policy/AdministratorAccess" was given by bob to identity night, which mallory made 120 minutes before`,
		"actual": "arn:aws:iam::aws:policy/AdministratorAccess",
		"expected": "a role with the rights that are needed",
		"refs": ["c1"],
		"severity": null,
	}}
}

test_either_order if {
	some one in said([granted("aws", "aws:111122223333", 34200, owner), role], {}).deny
	endswith(one.msg, "mallory made 30 minutes after")
}

test_hours_apart_it_is_two_acts if {
	said([role, granted("aws", "aws:111122223333", 36000 + (25 * 3600), owner)], {}).deny == set()
	count(said([role, granted("aws", "aws:111122223333", 36000 + (25 * 3600), owner)], {"within-hours": 48}).deny) == 1
}

test_the_four_clouds[note] if {
	some note, all in {
		"aws by name": [role, granted("aws", "aws:111122223333", 36000, {"principal": "night", "role": "arn:aws:iam::aws:policy/PowerUserAccess"})],
		"azure": [
			made("azure", "azure:sub", {"address": "/subscriptions/sub/resourcegroups/rg/providers/microsoft.managedidentity/userassignedidentities/night", "name": "night", "aliases": ["2F2C1F8E-7F4A-4B6C-9D2E-1A2B3C4D5E6F"]}),
			granted("azure", "azure:other", 36000, {"principal": "2f2c1f8e-7f4a-4b6c-9d2e-1a2b3c4d5e6f", "role": "/subscriptions/sub/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"}),
		],
		"gcp, in another project": [
			made("gcp", "gcp:payroll-dev", {"address": "//iam.googleapis.com/x", "name": "night@payroll-dev.iam.gserviceaccount.com"}),
			granted("gcp", "gcp:payroll-prod", 36000, {"principal": "serviceAccount:night@payroll-dev.iam.gserviceaccount.com", "role": "roles/owner"}),
		],
		"oci": [
			made("oci", "oci:ocid1.tenancy.oc1..payroll", {"address": "ocid1.group.oc1..night", "name": "night", "aliases": ["group night"]}),
			granted("oci", "oci:ocid1.tenancy.oc1..payroll", 36000, {"principal": "group night", "role": "Allow group night to manage all-resources in tenancy"}),
		],
	}
	count(said(all, {}).deny) == 1
}

test_a_namesake_in_another_account_is_another if {
	said([role, granted("aws", "aws:444455556666", 36000, {"principal": "night", "role": "arn:aws:iam::aws:policy/AdministratorAccess"})], {}).deny == set()
}

test_small_rights_pass if {
	said([role, granted("aws", "aws:111122223333", 36000, object.union(owner, {"role": "arn:aws:iam::aws:policy/ReadOnlyAccess"}))], {}) == {"deny": set(), "undecided": set()}
}

test_roles_are_a_setting if {
	count(said([role, granted("aws", "aws:111122223333", 36000, object.union(owner, {"role": "arn:aws:iam::aws:policy/ReadOnlyAccess"}))], {"roles": ["*ReadOnlyAccess"]}).deny) == 1
	said([role, granted("aws", "aws:111122223333", 36000, owner)], {"roles": ["*ReadOnlyAccess"]}).deny == set()
}

test_pipelines_do_it_by_code if {
	all := [object.union(one, {"channel": "pipeline"}) | some one in [role, granted("aws", "aws:111122223333", 36000, owner)]]
	some one in said(all, {}).deny
	one.severity == "medium"
}

test_a_grant_that_the_log_does_not_tell if {
	hidden := object.union(granted("aws", "aws:111122223333", 36000, owner), {"grants": [], "gaps": ["requestParameters is cut off"]})
	found := said([role, hidden], {})
	found.deny == set()
	{[one.who, one.needs] | some one in found.undecided} == {["aws:111122223333", "requestParameters is cut off"]}
	said([hidden], {}).undecided == set()
}

test_what_takes_rights_away_passes if {
	said([role, object.union(granted("aws", "aws:111122223333", 36000, owner), {"deed": "delete"})], {}) == {"deny": set(), "undecided": set()}
}

test_principals_can_be_left_out if {
	said([role, granted("aws", "aws:111122223333", 36000, owner)], {"allow-principals": ["mallory"]}).deny == set()
}
