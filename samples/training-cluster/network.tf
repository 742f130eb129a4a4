resource "aws_vpc" "training" {
  cidr_block = "10.80.0.0/16"
}

resource "aws_subnet" "training" {
  count = 2

  vpc_id            = aws_vpc.training.id
  availability_zone = ["us-east-1a", "us-east-1b"][count.index]
  cidr_block        = cidrsubnet(aws_vpc.training.cidr_block, 4, count.index)
}

resource "aws_security_group" "training" {
  name   = "training"
  vpc_id = aws_vpc.training.id

  ingress {
    description = "Everything between the nodes"
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    self        = true
  }
}

resource "aws_placement_group" "training" {
  name     = "training"
  strategy = "cluster"
}
