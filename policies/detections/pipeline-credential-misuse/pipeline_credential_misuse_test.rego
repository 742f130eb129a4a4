package landrail.detections.pipeline_credential_misuse_test

import data.landrail.detections.pipeline_credential_misuse
import rego.v1

call := {"id": "e1", "name": "CreateUser", "channel": "pipeline", "claimed": "console", "actor": {"principal": "ci", "behind": "alice@payroll.example"}}

found(event, settings) := said if {
	said := pipeline_credential_misuse.deny with input.events as [event]
		with data.settings.detections as {"pipeline-credential-misuse": settings}
}

test_a_console_in_the_hands_of_a_pipeline if {
	found(call, {}) == {{
		"event": "e1",
		"path": "channel",
		"about": "console",
		"msg": "the pipeline ci (behind it alice@payroll.example) was used through the console",
		"actual": "CreateUser",
		"expected": "calls of the pipeline",
	}}
}

test_its_own_tools_pass if found(object.union(call, {"claimed": "terraform"}), {}) == set()

test_principals_can_be_left_out if found(call, {"allow-principals": ["ci"]}) == set()
