package landrail.lib.unseen_test

import data.landrail.lib.unseen
import rego.v1

launch := {
	"id": "e1",
	"at": 1795745643,
	"deed": "create",
	"outcome": "success",
	"where": "aws:111122223333",
	"actor": {"principal": "alice"},
	"resources": [{"kind": "instance"}],
	"history": {"observed": {"days": 90}, "seen": {"region": {"key": "us-west-2", "first": "2026-11-26T20:14:03.000Z", "times": 2, "quarantined": null, "approved": null}}},
}

event(path, value) := json.patch(launch, [{"op": "add", "path": path, "value": value}])

since(e, settings) := {found.since | some found in found_new(e, settings)}

found_new(e, settings) := found if {
	found := unseen.new(settings, "region") with input.events as [e]
}

test_what_was_seen_is_known if found_new(launch, {}) == []

test_what_was_never_seen_is_new if since(event("/history/seen/region/times", 0), {}) == {"; it was first seen at 2026-11-26T20:14:03.000Z"}

test_what_has_alerted_stays_new if {
	since(event("/history/seen/region/quarantined", "2026-11-26"), {}) == {"; it has alerted since 2026-11-26 and nobody has approved it"}
	found_new(event("/history/seen/region/quarantined", "2026-11-26"), {"quarantine": false}) == []
}

# Splunk learns a value a day after it was first seen.
test_a_value_may_be_learned_after_some_hours if {
	since(launch, {"learned-after-hours": 24}) == {"; it was first seen at 2026-11-26T20:14:03.000Z"}
	found_new(launch, {"learned-after-hours": 6}) == []
}

test_what_was_approved_is_known if {
	e := json.patch(launch, [
		{"op": "replace", "path": "/history/seen/region/times", "value": 0},
		{"op": "replace", "path": "/history/seen/region/quarantined", "value": "2026-11-26"},
		{"op": "replace", "path": "/history/seen/region/approved", "value": {"owner": "payroll"}},
	])
	found_new(e, {}) == []
}

test_creations_count_where_the_settings_say_so if {
	bucket := json.patch(launch, [{"op": "replace", "path": "/history/seen/region/times", "value": 0}, {"op": "replace", "path": "/resources", "value": [{"kind": "bucket"}]}])
	found_new(bucket, {"of": "launches"}) == []
	count(found_new(bucket, {"of": "creations"})) == 1
}

test_what_was_not_done_brings_nothing[outcome] if {
	some outcome in ["denied", "quota", "failed", "dry-run"]
	found_new(json.patch(launch, [{"op": "replace", "path": "/history/seen/region/times", "value": 0}, {"op": "replace", "path": "/outcome", "value": outcome}]), {}) == []
}

test_principals_can_be_left_out if found_new(event("/history/seen/region/times", 0), {"allow-principals": ["al*"]}) == []

test_a_short_history_decides_nothing if {
	short := json.patch(launch, [{"op": "replace", "path": "/history/seen/region/times", "value": 0}, {"op": "replace", "path": "/history/observed/days", "value": 0}])
	found_new(short, {}) == []
	[found] := unseen.doubtful({}, "region") with input.events as [short]
	found.msg == "whether a region of aws:111122223333 is new is not known: it has no history"
}

test_of_what_has_no_image_none_is_asked_for if {
	bucket := json.patch(launch, [{"op": "remove", "path": "/history"}, {"op": "replace", "path": "/resources", "value": [{"kind": "bucket"}]}])
	found := unseen.without_history({"of": "creations"}, "image") with input.events as [bucket]
	found == []
	users := unseen.without_history({"of": "creations"}, "user") with input.events as [bucket]
	count(users) == 1
}
