variable "venue" {
  type = string
}

variable "machine" {
  type = string
}

resource "aws_instance" "reader" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = var.machine
  vpc_security_group_ids = ["sg-0123456789abcdef0"]

  tags = {
    Name = "turnstile-${var.venue}"
  }
}
