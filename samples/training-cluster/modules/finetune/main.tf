variable "instance_type" {
  type = string
}

variable "machines" {
  type = number
}

variable "subnet" {
  type = string
}

variable "security_group" {
  type = string
}

variable "placement_group" {
  type = string
}

resource "aws_instance" "trainer" {
  count = var.machines

  ami                    = "ami-0aaaabbbbccccdddd"
  instance_type          = var.instance_type
  subnet_id              = var.subnet
  vpc_security_group_ids = [var.security_group]
  placement_group        = var.placement_group

  root_block_device {
    volume_type = "gp3"
    volume_size = 500
  }

  tags = {
    Name = "trainer-${count.index}"
  }
}
