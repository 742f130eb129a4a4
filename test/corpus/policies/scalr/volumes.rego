package volumes

deny contains sprintf("%s: %s[%d] outlives its instance", [change.address, block, i]) if {
	some change in input.tfplan.resource_changes
	some block in ["root_block_device", "ebs_block_device"]
	some i, device in change.change.after[block]
	not device.delete_on_termination
}
