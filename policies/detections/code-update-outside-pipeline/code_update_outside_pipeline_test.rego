package landrail.detections.code_update_outside_pipeline_test

import data.landrail.detections.code_update_outside_pipeline
import rego.v1

update := {"id": "e1", "name": "UpdateFunctionCode20150331v2", "channel": "cli", "actor": {"principal": "alice"}, "resources": [{"address": "arn:f", "type": "AWS::Lambda::Function"}]}

found(event, settings) := said if {
	said := code_update_outside_pipeline.deny with input.events as [event]
		with data.settings.detections as {"code-update-outside-pipeline": settings}
}

test_who_replaced_it_is_told if {
	found(update, {}) == {{
		"event": "e1",
		"resource": "arn:f",
		"path": "code",
		"msg": "the code of AWS::Lambda::Function was replaced by alice with a command-line tool",
		"actual": "cli",
		"expected": "code from a pipeline",
	}}
}

test_a_record_without_the_function if {
	some one in found(object.union(update, {"resources": []}), {})
	one.about == "UpdateFunctionCode20150331v2"
}

test_pipelines_and_services_pass[channel] if {
	some channel in ["pipeline", "service"]
	found(object.union(update, {"channel": channel}), {}) == set()
}

test_principals_can_be_left_out if found(update, {"allow-principals": ["alice"]}) == set()
