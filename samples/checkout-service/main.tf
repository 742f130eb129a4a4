module "network" {
  source = "./modules/network"

  name = "checkout-${var.environment}"
  cidr = "10.40.0.0/16"

  zones = {
    "eu-west-1a" = 0
    "eu-west-1b" = 1
  }
}

module "storefront" {
  source = "./modules/service"

  name            = "storefront"
  instance_type   = "m7g.large"
  owner           = "checkout@shop.example"
  cost_center     = "cc-4410"
  environment     = var.environment
  subnets         = module.network.private_subnets
  security_groups = [aws_security_group.storefront.id]
}

# Renders invoices at night; somebody picked the biggest machine in the list.
module "invoices" {
  source = "./modules/service"

  name            = "invoices"
  instance_type   = "m5.24xlarge"
  owner           = "Billing Team" # not an address of ours
  cost_center     = "cc-4410"
  environment     = var.environment
  subnets         = module.network.private_subnets
  security_groups = [aws_security_group.storefront.id]
}

module "orders" {
  source = "./modules/database"

  name           = "orders"
  instance_class = "db.r6g.4xlarge" # not on the list: databases count as well
  password       = var.database_password
  subnets        = module.network.private_subnets
}

module "orders_replica" {
  source = "./modules/database"

  name           = "orders-replica"
  instance_class = "db.t4g.large"
  password       = var.database_password
  subnets        = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]

  providers = {
    aws = aws.frankfurt
  }
}

resource "aws_security_group" "load_balancer" {
  name   = "checkout-lb"
  vpc_id = module.network.vpc_id

  ingress {
    description = "HTTPS from anywhere"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["10.40.0.0/16"]
  }
}

resource "aws_security_group" "storefront" {
  name   = "checkout-storefront"
  vpc_id = module.network.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "storefront" {
  security_group_id            = aws_security_group.storefront.id
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_lb" "checkout" {
  name               = "checkout"
  load_balancer_type = "application"
  security_groups    = [aws_security_group.load_balancer.id]
  subnets            = module.network.public_subnets
}

# The jump host has no security group of its own and lands in the VPC's default one.
resource "aws_instance" "jump_host" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  subnet_id     = module.network.public_subnets[0]

  tags = {
    Name = "checkout-jump-host"
  }
}
