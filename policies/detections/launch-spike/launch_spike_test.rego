package landrail.detections.launch_spike_test

import data.landrail.detections.launch_spike
import rego.v1

usual := {"hours": 150, "mean": 0.2, "stdev": 0.6, "max": 4}

busy := {"hours": 900, "mean": 5, "stdev": 3, "max": 30}

launch := {
	"id": "e1",
	"deed": "create",
	"where": "aws:111122223333",
	"actor": {"principal": "alice"},
	"resources": [{"kind": "instance", "machines": 40}],
	"history": {"launches": {"hour": "2026-11-27T02:00:00.000Z", "machines": 40, "principal": usual, "block": usual, "everybody": {"block": busy, "hours": busy}}},
}

machines(number) := json.patch(launch, [{"op": "replace", "path": "/history/launches/machines", "value": number}])

said(event, settings) := found if {
	found := {"deny": launch_spike.deny, "undecided": launch_spike.undecided} with input.events as [event]
		with data.settings.detections as {"launch-spike": settings}
}

abouts(found) := {one.about | some one in found}

test_both_forms_say_what_is_usual if {
	found := said(launch, {})
	{one.msg | some one in found.deny} == {
		"alice launched 40 machines in the hour from 2026-11-27T02:00:00.000Z; up to 1.1 are usual (density: 5.298 times the mean of 150 such hours of theirs)",
		"alice launched 40 machines in the hour from 2026-11-27T02:00:00.000Z; up to 2.6 are usual (stdev: 4 standard deviations beyond the mean of 150 hours of theirs)",
	}
	{one.actual | some one in found.deny} == {40}
	found.undecided == set()
}

test_the_forms_are_a_setting if {
	abouts(said(launch, {"forms": ["density"]}).deny) == {"density"}
	abouts(said(launch, {"forms": ["stdev"]}).deny) == {"stdev"}
}

test_few_machines_are_no_spike if {
	said(machines(3), {}) == {"deny": set(), "undecided": set()}
	count(said(machines(3), {"min-machines": 1}).deny) == 2
}

test_bounds_are_settings if {
	abouts(said(launch, {"times-mean": 300}).deny) == {"stdev"}
	abouts(said(launch, {"stdevs": 80}).deny) == {"density"}
}

# Splunk holds the hours of a user against those of all users together: up to 26.5 of them.
test_everybody_may_be_the_measure if {
	abouts(said(machines(27), {"model": "everybody"}).deny) == {"density", "stdev"}
	abouts(said(machines(26), {"model": "everybody"}).deny) == {"stdev"}
	abouts(said(machines(17), {"model": "everybody"}).deny) == set()
}

test_a_short_history_says_what_it_needs if {
	found := said(json.patch(launch, [{"op": "replace", "path": "/history/launches/block/hours", "value": 15}]), {})
	abouts(found.deny) == {"stdev"}
	{[one.about, one.who, one.needs] | some one in found.undecided} == {["density", "aws:111122223333", "16 such hours of aws:111122223333 in the history: landrail history import"]}
}

test_no_history_is_no_silence if {
	found := said(object.remove(launch, ["history"]), {})
	found.deny == set()
	{one.who | some one in found.undecided} == {"no history"}
	said(object.union(object.remove(launch, ["history"]), {"resources": [{"kind": "instance", "machines": 1}]}), {}) == {"deny": set(), "undecided": set()}
}

test_what_launches_nothing_passes if {
	said(json.patch(launch, [{"op": "replace", "path": "/history/launches", "value": null}]), {}) == {"deny": set(), "undecided": set()}
}

test_principals_can_be_left_out if {
	said(launch, {"allow-principals": ["alice"]}) == {"deny": set(), "undecided": set()}
	said(object.remove(launch, ["history"]), {"allow-principals": ["alice"]}).undecided == set()
}
