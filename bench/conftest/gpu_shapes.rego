# Nothing with an accelerator without an approval.
package main

import rego.v1

deny contains {"msg": msg, "rule": "gpu-shapes", "resource": shape.address} if {
	some shape in shapes
	regex.match(`^(db\.|cache\.|ml\.)?(p|g|gr|trn|inf|dl|vt|f)[0-9]+[a-z]*(-[a-z0-9]+)?\.`, shape.name)
	msg := sprintf("%s has an accelerator: %s", [shape.address, shape.name])
}
