package landrail.guardrails.privileged_identity_test

import data.landrail.guardrails.privileged_identity
import rego.v1

denied(resources, settings) := found if {
	found := privileged_identity.deny with input.resources as resources
		with data.settings.guardrails as {"privileged-identity": settings}
}

doubted(resources, settings) := found if {
	found := privileged_identity.undecided with input.resources as resources
		with data.settings.guardrails as {"privileged-identity": settings}
}

passes_with(resources, settings) if {
	count(denied(resources, settings)) == 0
	count(doubted(resources, settings)) == 0
}

passes(resources) if passes_with(resources, {})

messages(resources) := {finding.msg | some finding in denied(resources, {})}

provider_of := {"oci": "oci", "aws": "aws", "azurerm": "azure", "google": "gcp"}

new(address, fields) := object.union(
	{
		"address": address,
		"provider": object.get(provider_of, split(type, "_")[0], "aws"),
		"type": type,
		"kind": "identity",
		"name": split(address, ".")[1],
		"action": "create",
		"relations": [],
		"grants": [],
		"unknown": {},
		"oneOf": {},
	},
	fields,
) if {
	type := split(address, ".")[0]
}

later := {"because": "known after apply", "refs": []}

# --- AWS ---

deployer := new("aws_iam_role.deployer", {"name": "checkout-deployer"})

admin_arn := "arn:aws:iam::aws:policy/AdministratorAccess"

attachment(role) := new("aws_iam_role_policy_attachment.deployer", {
	"grants": [{"path": "policy_arn", "role": role, "principal": "checkout-deployer"}],
	"relations": [{"role": "principal", "path": "role", "address": "aws_iam_role.deployer", "id": "checkout-deployer"}],
})

test_a_new_role_that_gets_administrator_access_fails if {
	expected := {{
		"resource": "aws_iam_role_policy_attachment.deployer",
		"path": "policy_arn",
		"msg": `"arn:aws:iam::aws:policy/AdministratorAccess" gives owner rights to new identity aws_iam_role.deployer`,
		"actual": "arn:aws:iam::aws:policy/AdministratorAccess",
		"expected": "a role with the rights that are needed",
		"refs": ["aws_iam_role.deployer"],
	}}
	denied([deployer, attachment(admin_arn)], {}) == expected

	# In either order.
	denied([attachment(admin_arn), deployer], {}) == expected
}

test_a_role_that_was_there_before_is_named_by_its_name if {
	messages([attachment(admin_arn)]) == {`"arn:aws:iam::aws:policy/AdministratorAccess" gives owner rights to "checkout-deployer"`}
	messages([object.union(deployer, {"action": "update"}), attachment(admin_arn)]) == messages([attachment(admin_arn)])
}

test_a_new_role_is_recognised_by_its_name_alone if {
	unlinked := object.union(attachment(admin_arn), {"relations": []})
	{finding.refs | some finding in denied([deployer, unlinked], {})} == {["aws_iam_role.deployer"]}
}

test_identities_that_share_a_name_are_both_named if {
	user := new("aws_iam_user.deployer", {"name": "checkout-deployer"})
	unlinked := object.union(attachment(admin_arn), {"relations": []})
	{finding.refs | some finding in denied([deployer, user, unlinked], {})} == {["aws_iam_role.deployer", "aws_iam_user.deployer"]}
}

test_policies_with_less_rights_pass if {
	passes([deployer, attachment("arn:aws:iam::aws:policy/SecurityAudit")])
	passes([deployer, attachment("arn:aws:iam::111122223333:policy/AdministratorAccess")])
}

test_every_owner_policy_of_aws_is_known if {
	every arn in [
		"arn:aws:iam::aws:policy/PowerUserAccess",
		"arn:aws:iam::aws:policy/IAMFullAccess",
		"arn:aws-us-gov:iam::aws:policy/AdministratorAccess",
		"Allow * on *",
		"Allow iam:* on *",
		"Allow all but ec2:* on *",
	] {
		count(denied([attachment(arn)], {})) == 1
	}
}

test_a_policy_of_its_own_names_nobody if {
	policy := new("aws_iam_policy.everything", {"grants": [{"path": "policy.Statement[0]", "role": "Allow * on *"}]})
	{[finding.path, finding.msg] | some finding in denied([policy], {})} == {["policy.Statement[0]", `"Allow * on *" gives owner rights`]}
}

test_an_attachment_of_a_policy_of_the_same_plan_is_judged_there if {
	unknown_role := object.union(
		new("module.ci[0].aws_iam_role_policy_attachment.ci", {
			"provider": "aws",
			"type": "aws_iam_role_policy_attachment",
			"grants": [{"path": "policy_arn", "principal": "ci"}],
		}),
		{"unknown": {"grants[0].role": {"because": "known after apply", "refs": ["module.ci.aws_iam_policy.ci[0].arn"]}}},
	)
	policy := new("module.ci[0].aws_iam_policy.ci", {"provider": "aws", "type": "aws_iam_policy"})
	passes([unknown_role, policy])
	count(doubted([unknown_role], {})) == 1
}

test_a_policy_of_the_same_plan_names_the_new_identities_that_get_it if {
	policy := new("aws_iam_policy.everything", {"grants": [{"path": "policy.Statement[0]", "role": "Allow * on *"}]})
	link := object.union(attachment(""), {
		"grants": [{"path": "policy_arn", "principal": "checkout-deployer"}],
		"unknown": {"grants[0].role": {"because": "known after apply", "refs": ["aws_iam_policy.everything.arn"]}},
	})
	expected := {`"Allow * on *" gives owner rights to new identity aws_iam_role.deployer`}
	messages([policy, link, deployer]) == expected
	messages([deployer, link, policy]) == expected
	count(doubted([policy, link, deployer], {})) == 0
	messages([policy, link]) == {`"Allow * on *" gives owner rights`}
}

test_a_role_is_the_holder_of_its_own_policies if {
	role := new("aws_iam_role.deployer", {"grants": [{"path": "managed_policy_arns[0]", "role": admin_arn}]})
	messages([role]) == {`"arn:aws:iam::aws:policy/AdministratorAccess" gives owner rights to new identity aws_iam_role.deployer`}
	messages([object.union(role, {"action": "update"})]) == {`"arn:aws:iam::aws:policy/AdministratorAccess" gives owner rights`}
}

test_an_attachment_to_several_names_the_new_ones if {
	shared := new("aws_iam_policy_attachment.admins", {
		"grants": [{"path": "policy_arn", "role": admin_arn}],
		"relations": [
			{"role": "principal", "path": "roles", "address": "aws_iam_role.deployer"},
			{"role": "principal", "path": "users", "address": "aws_iam_user.ada"},
		],
	})
	messages([deployer, shared]) == {`"arn:aws:iam::aws:policy/AdministratorAccess" gives owner rights to new identity aws_iam_role.deployer`}
}

# --- Azure ---

assignment(fields) := new("azurerm_role_assignment.deployer", object.union({"relations": [{"role": "principal", "path": "principal_id", "address": "azurerm_user_assigned_identity.deployer"}]}, fields))

test_owner_by_name_fails_and_names_the_new_identity if {
	owner := assignment({"grants": [{"path": "role_definition_name", "role": "Owner"}], "unknown": {"grants[0].principal": later}})
	denied([owner, new("azurerm_user_assigned_identity.deployer", {})], {}) == {{
		"resource": "azurerm_role_assignment.deployer",
		"path": "role_definition_name",
		"msg": `"Owner" gives owner rights to new identity azurerm_user_assigned_identity.deployer`,
		"actual": "Owner",
		"expected": "a role with the rights that are needed",
		"refs": ["azurerm_user_assigned_identity.deployer"],
	}}
	messages([owner]) == {`"Owner" gives owner rights`}
}

test_privileged_roles_of_azure_are_known_by_their_ids if {
	every id in ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "b24988ac-6180-42a0-ab88-20f7382dd24c", "18D7D88D-d35e-4fb5-a5c3-7773c20a72d9", "f58310d9-a9f6-439a-9e8d-f62e7b41a168"] {
		role := $"/subscriptions/5a0c/providers/Microsoft.Authorization/roleDefinitions/{id}"
		count(denied([assignment({"grants": [{"path": "role_definition_id", "role": role}]})], {})) == 1
	}
}

test_other_roles_of_azure_pass if {
	passes([assignment({"grants": [{"path": "role_definition_name", "role": "AcrPull"}]})])
	passes([assignment({"grants": [{"path": "role_definition_id", "role": "/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d"}]})])
}

test_a_role_by_name_and_by_id_is_one_fault if {
	both := assignment({"grants": [{"path": "role_definition_name", "role": "Owner"}, {"path": "role_definition_id", "role": "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"}]})
	{finding.path | some finding in denied([both], {})} == {"role_definition_name"}
	passes([assignment({"grants": [{"path": "role_definition_name", "role": "AcrPull"}, {"path": "role_definition_id"}], "unknown": {"grants[1].role": later}})])
	passes([assignment({"grants": [{"path": "role_definition_name"}, {"path": "role_definition_id", "role": "x"}], "unknown": {"grants[0].role": later}})])
}

test_a_custom_role_that_may_do_everything_fails_at_its_action if {
	role := new("azurerm_role_definition.breaker", {"grants": [
		{"path": "permissions[0].actions[0]", "role": "Microsoft.Compute/*/read"},
		{"path": "permissions[0].actions[1]", "role": "Microsoft.Authorization/roleAssignments/write"},
		{"path": "permissions[0].actions[2]", "role": "*"},
	]})
	{finding.path | some finding in denied([role], {})} == {"permissions[0].actions[1]", "permissions[0].actions[2]"}
}

# --- Google Cloud ---

account := new("google_service_account.pipeline", {})

member(role) := new("google_project_iam_member.pipeline_owner", {
	"grants": [{"path": "role", "role": role}],
	"relations": [{"role": "principal", "path": "member", "address": "google_service_account.pipeline"}],
	"unknown": {"grants[0].principal": {"because": "known after apply", "refs": ["google_service_account.pipeline.email"]}},
})

test_a_new_service_account_that_owns_its_project_fails if {
	{[finding.path, finding.msg] | some finding in denied([account, member("roles/owner")], {})} == {["role", `"roles/owner" gives owner rights to new identity google_service_account.pipeline`]}
}

test_privileged_roles_of_google_are_known if {
	every role in [
		"roles/editor", "roles/resourcemanager.organizationAdmin", "roles/resourcemanager.folderIamAdmin",
		"roles/resourcemanager.projectIamAdmin", "roles/iam.securityAdmin", "roles/iam.serviceAccountTokenCreator",
	] {
		count(denied([member(role)], {})) == 1
	}
}

test_other_roles_of_google_pass if {
	every role in ["roles/bigquery.dataViewer", "roles/viewer", "roles/iam.workloadIdentityUser", "projects/orders/roles/owner"] {
		passes([account, member(role)])
	}
}

test_a_binding_is_one_fault_with_all_its_members if {
	binding := new("google_project_iam_binding.owners", {
		"grants": [
			{"path": "role", "role": "roles/owner", "principal": "user:ada@analytics.example"},
			{"path": "role", "role": "roles/owner", "principal": "group:break-glass@analytics.example"},
		],
		"relations": [{"role": "principal", "path": "members", "id": "user:ada@analytics.example"}],
	})
	messages([binding]) == {`"roles/owner" gives owner rights to "group:break-glass@analytics.example", "user:ada@analytics.example"`}
}

test_a_custom_role_of_the_plan_is_not_on_the_list if {
	custom := new("google_project_iam_member.custom", {"grants": [{"path": "role", "principal": "user:ada@analytics.example"}], "unknown": {"grants[0].role": {"because": "known after apply", "refs": ["google_project_iam_custom_role.exporter.id"]}}})
	passes([custom])
}

# --- Oracle Cloud ---

policy(statement, principal) := new("oci_identity_policy.renderers", {"grants": [
	{"path": "statements[0]", "role": "Allow dynamic-group renderers to read objectstorage-namespaces in tenancy", "principal": "dynamic-group renderers"},
	{"path": "statements[1]", "role": statement, "principal": principal},
]})

test_a_statement_that_manages_everything_fails if {
	everything := policy("Allow dynamic-group renderers to manage all-resources in tenancy", "dynamic-group renderers")
	{[finding.path, finding.msg] | some finding in denied([everything], {})} == {["statements[1]", `"Allow dynamic-group renderers to manage all-resources in tenancy" gives owner rights to "dynamic-group renderers"`]}
	group := new("oci_identity_dynamic_group.renderers", {})
	{finding.refs | some finding in denied([everything, group], {})} == {["oci_identity_dynamic_group.renderers"]}
}

test_statements_are_read_without_regard_to_capitals_and_blanks if {
	count(denied([policy("allow  Group 'Default'/'Farm' TO MANAGE all-resources  IN compartment farm where request.region = 'fra'", "Group 'Default'/'Farm'")], {})) == 1
	count(denied([policy("Endorse group Farm to manage all-resources in any-tenancy", "group Farm")], {})) == 1
}

test_statements_about_less_pass if {
	passes([policy("Allow group Farm to manage instance-family in tenancy", "group Farm")])
	passes([policy("Allow group Auditors to inspect all-resources in tenancy", "group Auditors")])
}

# --- not known ---

test_an_unknown_role_is_undecided if {
	lost := new("aws_iam_role_policy_attachment.deployer", {"grants": [{"path": "policy_arn", "principal": "ci"}], "unknown": {"grants[0].role": {"because": "known after apply", "refs": ["data.aws_iam_policy.team"]}}})
	doubted([lost], {}) == {{
		"resource": "aws_iam_role_policy_attachment.deployer",
		"path": "policy_arn",
		"msg": "the rights that it gives are not known",
		"needs": "known after apply",
		"refs": ["data.aws_iam_policy.team"],
	}}
	count(denied([lost], {})) == 0
}

possible(roles) := new("google_project_iam_member.pipeline", {"grants": [{"path": "role", "principal": "user:ada@analytics.example"}], "oneOf": {"grants[0].role": {"values": roles, "because": "var.break_glass decides", "refs": ["var.break_glass"]}}})

test_possible_roles_decide_when_they_agree if {
	messages([possible(["roles/owner", "roles/editor"])]) == {`"roles/editor", "roles/owner" gives owner rights to "user:ada@analytics.example"`}
	passes([possible(["roles/viewer", "roles/browser"])])
}

test_possible_roles_that_disagree_are_undecided_and_name_the_privileged_ones if {
	doubted([possible(["roles/viewer", "roles/owner"])], {}) == {{
		"resource": "google_project_iam_member.pipeline",
		"path": "role",
		"msg": `role is one of "roles/owner", "roles/viewer", and "roles/owner" gives owner rights`,
		"needs": "var.break_glass decides",
		"refs": ["var.break_glass"],
	}}
}

# --- AWS, from a template ---

stacked(address, type, fields) := object.union(new("aws_iam_any.thing", {"address": address, "type": type, "name": address}), fields)

with_the_stack(refs) := {"because": "made with the stack", "refs": refs}

an_admin(type) := stacked("Deployer", type, {"grants": [{"path": "ManagedPolicyArns[0]", "role": admin_arn}]})

test_identities_of_a_template_hold_their_own_rights if {
	every type in ["AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group"] {
		{[finding.path, finding.refs] | some finding in denied([an_admin(type)], {})} == {["ManagedPolicyArns[0]", ["Deployer"]]}
	}
}

test_a_policy_of_a_template_names_those_who_get_it if {
	policy := stacked("Network/Everything", "AWS::IAM::ManagedPolicy", {
		"grants": [{"path": "PolicyDocument.Statement[0]", "role": "Allow * on *"}],
		"unknown": {"grants[0].principal": with_the_stack(["Network/Deployer"])},
		"relations": [{"role": "principal", "path": "Roles", "address": "Network/Deployer"}],
	})
	role := stacked("Network/Deployer", "AWS::IAM::Role", {})
	messages([role, policy]) == {`"Allow * on *" gives owner rights to new identity Network/Deployer`}
}

test_a_policy_of_a_template_that_a_role_takes_is_judged_once if {
	policy := stacked("Everything", "AWS::IAM::ManagedPolicy", {"grants": [{"path": "PolicyDocument.Statement[0]", "role": "Allow * on *"}]})
	role := stacked("Deployer", "AWS::IAM::Role", {"grants": [{"path": "ManagedPolicyArns[0]"}], "unknown": {"grants[0].role": with_the_stack(["Everything"])}})
	messages([role, policy]) == {`"Allow * on *" gives owner rights to new identity Deployer`}
	count(doubted([role, policy], {})) == 0
}

test_a_policy_that_the_template_does_not_make_is_undecided if {
	role := stacked("Deployer", "AWS::IAM::Role", {"grants": [{"path": "ManagedPolicyArns[0]"}], "unknown": {"grants[0].role": {"because": "parameter PolicyArn has no value", "refs": ["parameter PolicyArn"]}}})
	{[doubt.path, doubt.needs] | some doubt in doubted([role], {})} == {["ManagedPolicyArns[0]", "parameter PolicyArn has no value"]}
}

test_one_partition_speaks_for_the_others if {
	partitions := ["arn:aws-cn:iam::aws:policy/AdministratorAccess", "arn:aws-us-gov:iam::aws:policy/AdministratorAccess", admin_arn]
	role := stacked("Deployer", "AWS::IAM::Role", {
		"grants": [{"path": "ManagedPolicyArns[0]"}],
		"oneOf": {"grants[0].role": {"values": partitions, "because": "the region decides the partition", "refs": ["AWS::Partition"]}},
	})
	{[finding.msg, finding.actual] | some finding in denied([role], {})} == {[`"arn:aws:iam::aws:policy/AdministratorAccess" gives owner rights to new identity Deployer`, admin_arn]}
	china := stacked("Deployer", "AWS::IAM::Role", {"grants": [{"path": "ManagedPolicyArns[0]", "role": "arn:aws-cn:iam::aws:policy/AdministratorAccess"}]})
	{finding.actual | some finding in denied([china], {})} == {"arn:aws-cn:iam::aws:policy/AdministratorAccess"}
}

test_an_assignment_of_a_permission_set_is_judged_where_the_set_is if {
	set := stacked("Admins", "AWS::SSO::PermissionSet", {"grants": [{"path": "ManagedPolicies[0]", "role": admin_arn}]})
	assignment := stacked("AdminsOfShop", "AWS::SSO::Assignment", {
		"grants": [{"path": "PermissionSetArn", "principal": "9a67-ada"}],
		"unknown": {"grants[0].role": with_the_stack(["Admins.PermissionSetArn"])},
	})
	{[finding.resource, finding.path] | some finding in denied([set, assignment], {})} == {["Admins", "ManagedPolicies[0]"]}
	count(doubted([set, assignment], {})) == 0
	{doubt.resource | some doubt in doubted([assignment], {})} == {"AdminsOfShop"}
}

# --- settings ---

test_a_list_of_roles_replaces_the_built_in_one if {
	settings := {"roles": ["SecurityAudit", "roles/*.admin", "Key Vault*"]}
	passes_with([deployer, attachment(admin_arn)], settings)
	some finding in denied([attachment("arn:aws:iam::aws:policy/SecurityAudit")], settings)
	finding.msg == `"arn:aws:iam::aws:policy/SecurityAudit" gives privileged rights to "checkout-deployer"`
	finding.expected == "none of SecurityAudit, roles/*.admin, Key Vault*"
	count(denied([member("roles/storage.admin")], settings)) == 1
	passes_with([member("roles/owner")], settings)
	count(denied([assignment({"grants": [{"path": "role_definition_name", "role": "Key Vault Administrator"}]})], settings)) == 1
}

test_a_listed_azure_role_is_found_by_its_id if {
	by_id := assignment({"grants": [{"path": "role_definition_id", "role": "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"}]})
	count(denied([by_id], {"roles": ["Owner"]})) == 1
}

break_glass := {"allow-principals": ["group:break-glass@*", "google_service_account.break_glass"]}

given_to(principal) := new("google_project_iam_member.break_glass", {"grants": [{"path": "role", "role": "roles/owner", "principal": principal}]})

test_allowed_principals_may_have_any_role if {
	passes_with([given_to("group:break-glass@analytics.example")], break_glass)
	count(denied([given_to("user:ada@analytics.example")], break_glass)) == 1
}

test_a_new_identity_is_allowed_by_its_address if {
	count(denied([account, member("roles/owner")], break_glass)) == 1
	passes_with([account, member("roles/owner")], {"allow-principals": ["google_service_account.pipeline"]})
	role := new("aws_iam_role.deployer", {"grants": [{"path": "managed_policy_arns[0]", "role": admin_arn}]})
	passes_with([role], {"allow-principals": ["aws_iam_role.deployer"]})
}

test_a_policy_for_nobody_in_particular_is_never_allowed if {
	everything := new("aws_iam_policy.everything", {"grants": [{"path": "policy.Statement[0]", "role": "Allow * on *"}]})
	count(denied([everything], break_glass)) == 1
}

test_an_unknown_principal_may_be_an_allowed_one if {
	lost := object.union(member("roles/owner"), {"relations": []})
	{[doubt.msg, doubt.refs] | some doubt in doubted([lost], break_glass)} == {[
		`"roles/owner" gives owner rights, and whether to one of group:break-glass@*, google_service_account.break_glass is not known`,
		["google_service_account.pipeline.email"],
	]}
	count(denied([lost], break_glass)) == 0
}

test_possible_principals_of_which_one_is_allowed_are_undecided if {
	maybe := new("google_project_iam_member.owner", {
		"grants": [{"path": "role", "role": "roles/owner"}],
		"oneOf": {"grants[0].principal": {"values": ["group:break-glass@analytics.example", "user:ada@analytics.example"], "because": "var.who decides", "refs": ["var.who"]}},
	})
	{doubt.needs | some doubt in doubted([maybe], break_glass)} == {"var.who decides"}
	count(denied([maybe], {})) == 1
}

test_a_reference_says_which_of_several_identities_of_one_name if {
	group := {"address": "aws_iam_group.till", "provider": "aws", "type": "aws_iam_group", "name": "till", "action": "create", "relations": [], "grants": [], "unknown": {}, "oneOf": {}}
	role := object.union(group, {"address": "aws_iam_role.till", "type": "aws_iam_role"})
	policy := object.union(group, {
		"address": "aws_iam_group_policy_attachment.till",
		"type": "aws_iam_group_policy_attachment",
		"relations": [{"role": "principal", "path": "group", "address": "aws_iam_group.till", "id": "till"}],
		"grants": [{"path": "policy_arn", "role": "arn:aws:iam::aws:policy/AdministratorAccess", "principal": "till"}],
	})
	results := privileged_identity.deny with input.resources as [group, role, policy]
	{result.refs | some result in results} == {["aws_iam_group.till"]}
}

test_a_custom_role_beside_something_unknown_decides_nothing if {
	member := {
		"address": "google_project_iam_member.till", "provider": "gcp", "type": "google_project_iam_member", "name": "till", "action": "create", "relations": [],
		"grants": [{"path": "role", "principal": "user:till@shop.example"}],
		"unknown": {"grants[0].role": {"because": "known after apply", "refs": ["google_project_iam_custom_role.till", "data.external.role.result"]}},
		"oneOf": {},
	}
	count(privileged_identity.undecided) == 1 with input.resources as [member]
}
