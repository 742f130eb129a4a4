# What the carrier had before the change: nothing here has an environment, unless it says so.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      owner = "parcels"
    }
  }
}

resource "aws_sqs_queue" "kept" {
  name = "kept"
}

resource "aws_sqs_queue" "longer" {
  name = "longer"
}

resource "aws_sqs_queue" "mended" {
  name = "mended"
}

resource "aws_sqs_queue" "spoilt" {
  name = "spoilt"

  tags = {
    environment = "prod"
  }
}

resource "aws_sqs_queue" "blurred" {
  name = "blurred"

  tags = {
    environment = "prod"
  }
}

resource "aws_sqs_queue" "old_name" {
  name = "renamed"
}

resource "aws_sqs_queue" "old_place" {
  name = "relocated"
}

resource "aws_sqs_queue" "given_away" {
  name = "given-away"
}

resource "aws_instance" "scanner" {
  ami           = "ami-0aaaabbbbccccdddd"
  instance_type = "x2iedn.32xlarge"
}

resource "aws_instance" "shrunk" {
  ami           = "ami-0aaaabbbbccccdddd"
  instance_type = "x2iedn.32xlarge"

  tags = {
    environment = "prod"
  }
}

resource "aws_instance" "grown" {
  ami           = "ami-0aaaabbbbccccdddd"
  instance_type = "m7i.large"

  tags = {
    environment = "prod"
  }
}

resource "aws_instance" "reborn" {
  ami           = "ami-0aaaabbbbccccdddd"
  instance_type = "m7i.large"

  tags = {
    Name = "reborn"
  }
}

resource "aws_instance" "twin" {
  ami           = "ami-0aaaabbbbccccdddd"
  instance_type = "m7i.large"

  tags = {
    Name = "twin"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sqs_queue" "lane" {
  count = 2

  name = "lane-${count.index}"
}

resource "aws_launch_template" "fleet" {
  name          = "fleet"
  image_id      = "ami-0aaaabbbbccccdddd"
  instance_type = "x2iedn.32xlarge"

  tags = {
    environment = "prod"
  }
}
