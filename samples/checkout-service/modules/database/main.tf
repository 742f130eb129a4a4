terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "name" {
  type = string
}

variable "instance_class" {
  type = string
}

variable "password" {
  type      = string
  sensitive = true
}

variable "subnets" {
  type = list(string)
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnets
}

resource "aws_db_instance" "this" {
  identifier              = var.name
  engine                  = "postgres"
  engine_version          = "16.4"
  instance_class          = var.instance_class
  allocated_storage       = 200
  storage_type            = "gp3"
  storage_encrypted       = true
  username                = "checkout"
  password                = var.password
  db_subnet_group_name    = aws_db_subnet_group.this.name
  backup_retention_period = 14
  skip_final_snapshot     = true
}
