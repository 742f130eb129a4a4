# Approved: see the waiver in landrail.yaml.
module "finetune" {
  source = "./modules/finetune"

  instance_type   = "p5.48xlarge"
  machines        = 2
  subnet          = aws_subnet.training[0].id
  security_group  = aws_security_group.training.id
  placement_group = aws_placement_group.training.name
}

# Not a GPU, but nothing that should start by accident either: 192 vCPUs.
resource "aws_instance" "head_node" {
  ami                    = "ami-0aaaabbbbccccdddd"
  instance_type          = var.head_node_type
  subnet_id              = aws_subnet.training[0].id
  vpc_security_group_ids = [aws_security_group.training.id]

  tags = {
    Name = "head-node"
  }
}

resource "aws_instance" "dashboard" {
  ami                    = "ami-0aaaabbbbccccdddd"
  instance_type          = "m7i.large"
  subnet_id              = aws_subnet.training[1].id
  vpc_security_group_ids = [aws_security_group.training.id]

  tags = {
    Name = "dashboard"
  }
}

# Whichever type the draw yields, it is drawn while applying.
resource "random_shuffle" "preview_type" {
  input        = ["g5.xlarge", "g5.12xlarge", "g6e.xlarge"]
  result_count = 1
}

resource "aws_instance" "preview" {
  ami                    = "ami-0aaaabbbbccccdddd"
  instance_type          = random_shuffle.preview_type.result[0]
  subnet_id              = aws_subnet.training[1].id
  vpc_security_group_ids = [aws_security_group.training.id]
}

# Trainium is an accelerator, too.
resource "aws_instance" "compiler" {
  ami                    = "ami-0aaaabbbbccccdddd"
  instance_type          = "trn1.32xlarge"
  subnet_id              = aws_subnet.training[1].id
  vpc_security_group_ids = [aws_security_group.training.id]
}
