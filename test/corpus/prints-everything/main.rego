package main

deny contains message if {
	message := sprintf("the whole document: %v", [input])
}

deny contains message if {
	message := json.marshal(input)
}
