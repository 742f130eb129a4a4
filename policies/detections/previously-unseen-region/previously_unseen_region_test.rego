package landrail.detections.previously_unseen_region_test

import data.landrail.detections.previously_unseen_region
import rego.v1

launch := {
	"id": "e1",
	"at": 1795745643,
	"deed": "create",
	"outcome": "success",
	"where": "aws:111122223333",
	"channel": "cli",
	"approved": false,
	"actor": {"principal": "alice"},
	"resources": [{"kind": "instance"}],
	"history": {"observed": {"days": 90}, "seen": {"region": never}},
}

never := {"key": "us-west-2", "first": null, "last": null, "times": 0, "quarantined": null, "approved": null}

said(event) := found if {
	found := {"deny": previously_unseen_region.deny, "undecided": previously_unseen_region.undecided} with input.events as [event]
		with data.settings.detections as {"previously-unseen-region": {"days": 14, "of": "launches", "quarantine": true}}
}

test_what_was_never_seen_is_told if {
	said(launch) == {
		"deny": {{
			"event": "e1",
			"path": "region",
			"about": "us-west-2",
			"msg": "a launch in us-west-2, where nothing was made in aws:111122223333 before, by alice with a command-line tool",
			"actual": "us-west-2",
			"expected": "one that was seen before, or is approved",
		}},
		"undecided": set(),
	}
}

test_what_was_seen_passes if {
	said(json.patch(launch, [{"op": "replace", "path": "/history/seen/region/times", "value": 3}])) == {"deny": set(), "undecided": set()}
}

test_a_short_history_says_what_it_needs if {
	found := said(json.patch(launch, [{"op": "replace", "path": "/history/observed/days", "value": 3}]))
	found.deny == set()
	{[one.who, one.needs] | some one in found.undecided} == {["aws:111122223333", "14 days of history of aws:111122223333: landrail history import"]}
}

test_no_history_is_no_silence if {
	found := said(object.remove(launch, ["history"]))
	found.deny == set()
	{one.who | some one in found.undecided} == {"no history"}
}
