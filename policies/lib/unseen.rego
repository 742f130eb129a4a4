# METADATA
# title: What was never seen before
# description: >-
#   Values of a dimension of events that the history does not hold: what the detections of previously unseen users, regions, images
#   and shapes share.
package landrail.lib.unseen

import data.landrail.lib.events
import rego.v1

# Values that are new in a history that is long enough to say so.
new(settings, dimension) := [found |
	some e in calls(settings)
	seen := e.history.seen[dimension]
	is_new(settings, e, seen)
	e.history.observed.days >= days(settings)
	found := {"e": e, "key": seen.key, "since": since(seen)}
]

# Values that nobody can call new or known: the history is too short, or there is none.
doubtful(settings, dimension) := [found |
	some e in calls(settings)
	seen := e.history.seen[dimension]
	is_new(settings, e, seen)
	e.history.observed.days < days(settings)
	found := {
		"event": e.id,
		"who": e.where,
		"path": dimension,
		"about": "history",
		"msg": $"whether {words[dimension]} of {e.where} is new is not known: {reach(e)}",
		"needs": $"{days(settings)} days of history of {e.where}: landrail history import",
	}
]

without_history(settings, dimension) := [found |
	some e in calls(settings)
	not e.history
	may_have(e, dimension)
	found := {
		"event": e.id,
		"who": "no history",
		"path": dimension,
		"about": "history",
		"msg": $"whether {words[dimension]} is new is not known: there is no history",
		"needs": $"a history of {days(settings)} days: npm install @duckdb/node-api, then landrail history import LOGS",
	}
]

# The history tells users and regions of every call, images and shapes of launches alone.
may_have(_, dimension) if dimension in {"user", "region"}

may_have(e, _) if events.launches(e)

calls(settings) := [e |
	some e in input.events
	events.done(e)
	counts(settings, e)
	not events.excused(settings, e.actor.principal)
]

counts(settings, _) if settings.of == "creations"

counts(_, e) if events.launches(e)

days(settings) := object.get(settings, "days", 7)

# What was approved is known, whatever came before.
is_new(settings, e, seen) if {
	is_null(object.get(seen, "approved", null))
	unknown(settings, e, seen)
}

unknown(_, _, seen) if seen.times == 0

unknown(settings, _, seen) if {
	object.get(settings, "quarantine", true)
	is_string(seen.quarantined)
}

unknown(settings, e, seen) if {
	is_string(seen.first)
	first := floor(time.parse_rfc3339_ns(seen.first) / 1000000000)
	e.at - first < object.get(settings, "learned-after-hours", 0) * 3600
}

since(seen) := $"; it has alerted since {seen.quarantined} and nobody has approved it" if {
	is_string(seen.quarantined)
} else := $"; it was first seen at {seen.first}" if {
	is_string(seen.first)
} else := ""

reach(e) := $"its history reaches back {e.history.observed.days} days" if {
	e.history.observed.days > 0
} else := "it has no history"

words := {"user": "a user", "region": "a region", "image": "an image", "type": "a shape"}
