# Drawing the arena takes two minutes on the old machine.
seat_map_machine = "g5.2xlarge"
