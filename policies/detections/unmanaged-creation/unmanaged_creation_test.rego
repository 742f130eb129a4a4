package landrail.detections.unmanaged_creation_test

import data.landrail.detections.unmanaged_creation
import rego.v1

queue := {
	"verdict": "unmanaged",
	"where": "aws:111122223333",
	"resource": {"address": "arn:aws:sqs:eu-west-1:111122223333:payslips", "provider": "aws", "type": "AWS::SQS::Queue", "kind": "stream", "name": "payslips"},
	"created": {"id": "e1", "time": "2026-11-27T02:14:03.000Z", "name": "CreateQueue", "principal": "arn:aws:iam::111122223333:role/office", "channel": "console"},
}

found(items, settings) := said if {
	said := {"deny": unmanaged_creation.deny, "undecided": unmanaged_creation.undecided} with input.drift as items
		with data.settings.detections as {"unmanaged-creation": settings}
}

test_who_made_it_is_told if {
	said := found([queue], {})
	said.deny == {{
		"resource": "arn:aws:sqs:eu-west-1:111122223333:payslips",
		"event": "e1",
		"msg": "AWS::SQS::Queue was made by arn:aws:iam::111122223333:role/office through the console, and no code declares it",
		"actual": "no declaration",
		"expected": "a declaration in code",
	}}
	said.undecided == set()
}

test_what_is_older_than_the_logs_is_told_as_such if {
	said := found([object.remove(queue, ["created"])], {})
	some one in said.deny
	one.severity == "medium"
	contains(one.msg, "no log tells who made it")
	count(said.deny) == 1
}

test_without_an_inventory_it_is_not_decided if {
	said := found([object.union(queue, {"verdict": "unmanaged-claimed"})], {})
	said.deny == set()
	some one in said.undecided
	one.needs == "an inventory of aws:111122223333 that is newer than its making"
}

test_what_the_correlation_needs_is_handed_on if {
	said := found([object.union(queue, {"verdict": "unmanaged-claimed", "needs": "an inventory of sqs in eu-west-1"})], {})
	some one in said.undecided
	one.needs == "an inventory of sqs in eu-west-1"
}

test_what_code_declares_passes if {
	said := found([object.union(queue, {"verdict": "managed"})], {})
	said == {"deny": set(), "undecided": set()}
}

test_kinds_and_principals_can_be_left_out[note] if {
	some note, settings in {
		"kinds": {"kinds": ["instance"]},
		"principals": {"allow-principals": ["*role/office"]},
	}
	found([queue], settings) == {"deny": set(), "undecided": set()}
}

test_other_kinds_and_principals_are_not if {
	count(found([queue], {"kinds": ["stream"], "allow-principals": ["*role/break-glass"]}).deny) == 1
}
