package landrail.detections.previously_unseen_image_test

import data.landrail.detections.previously_unseen_image
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
	"history": {"observed": {"days": 90}, "seen": {"image": never}},
}

never := {"key": "ami-0bad", "first": null, "last": null, "times": 0, "quarantined": null, "approved": null}

said(event) := found if {
	found := {"deny": previously_unseen_image.deny, "undecided": previously_unseen_image.undecided} with input.events as [event]
		with data.settings.detections as {"previously-unseen-image": {"days": 14, "of": "launches", "quarantine": true}}
}

test_what_was_never_seen_is_told if {
	said(launch) == {
		"deny": {{
			"event": "e1",
			"path": "image",
			"about": "ami-0bad",
			"msg": "a launch from the image ami-0bad, which aws:111122223333 has not launched before, by alice with a command-line tool",
			"actual": "ami-0bad",
			"expected": "one that was seen before, or is approved",
		}},
		"undecided": set(),
	}
}

test_what_was_seen_passes if {
	said(json.patch(launch, [{"op": "replace", "path": "/history/seen/image/times", "value": 3}])) == {"deny": set(), "undecided": set()}
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
