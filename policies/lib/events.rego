# METADATA
# title: What the detections share
# description: Whose calls count, and words for who did what and how.
package landrail.lib.events

import data.landrail.lib
import rego.v1

settings(id) := object.get(data.settings, ["detections", id], {})

# Whether a call was carried out, as far as the log tells.
done(e) if e.outcome in {"success", "accepted"}

# Whether calls of this principal are not looked at.
excused(settings, principal) if lib.matches(settings["allow-principals"], principal)

wanted(settings, _) if not settings.kinds

wanted(settings, r) if r.kind in settings.kinds

# Kinds of what machines run in, or on.
launched := {"instance", "instance-group", "container", "function", "k8s-cluster", "k8s-nodepool", "batch", "ml", "warehouse", "reservation"}

# Some calls write, whether or not there was something before, and the record does not tell: they may have made it.
makes(e) if e.deed == "create"

makes(e) if {
	e.mayCreate
	not e.touches
}

launches(e) if {
	starts(e)
	some r in e.resources
	r.kind in launched
}

starts(e) if makes(e)

starts(e) if e.deed == "start"

# What is made with something else, such as the disks of a machine, is told with it.
whole(r) if not r.madeBy

machines(e) := sum([r.machines |
	some r in e.resources
	r.kind in launched
	whole(r)
])

# --- words ---

who(actor) := $"{actor.principal} (behind it {actor.behind})" if {
	actor.behind
	actor.behind != actor.principal
} else := actor.principal

how := {
	"pipeline": "as a pipeline",
	"console": "through the console",
	"cli": "with a command-line tool",
	"sdk": "with an SDK",
	"terraform": "with what says it is Terraform",
	"cloudformation": "with CloudFormation",
	"pulumi": "with what says it is Pulumi",
	"service": "as a service of the cloud",
	"unknown": "in a way that the log does not tell",
}

# Of an event that an item of drift refers to.
by(ref) := $"by {ref.principal} {how[ref.channel]}"

counted(number, word) := $"1 {word}" if {
	number == 1
} else := $"{number} {word}s"

# A few of them, in words: `p5.48xlarge, g5.xlarge`.
few(names) := lib.list(array.slice(sort(names), 0, 6))
