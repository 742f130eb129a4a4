terraform {
  required_version = ">= 1.7"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

# What is there is in before/. Nobody has an environment, unless it says so: what is judged fails.
provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      owner = "parcels"
    }
  }
}

# No change: judged with --all only.
resource "aws_sqs_queue" "kept" {
  name = "kept"
}

# Update.
resource "aws_sqs_queue" "longer" {
  name                       = "longer"
  visibility_timeout_seconds = 300
}

# Good: an update that brings the missing tag.
resource "aws_sqs_queue" "mended" {
  name = "mended"

  tags = {
    environment = "prod"
  }
}

# An update that takes the tag away.
resource "aws_sqs_queue" "spoilt" {
  name = "spoilt"
}

# An update to a value that is known after apply.
resource "aws_sqs_queue" "blurred" {
  name = "blurred"

  tags = {
    environment = aws_sqs_queue.fresh.url
  }
}

# Create.
resource "aws_sqs_queue" "fresh" {
  name = "fresh"
}

# Moved, and nothing else: as if there was no change.
moved {
  from = aws_sqs_queue.old_name
  to   = aws_sqs_queue.new_name
}

resource "aws_sqs_queue" "new_name" {
  name = "renamed"
}

# Moved and updated: judged, by its new address.
moved {
  from = aws_sqs_queue.old_place
  to   = aws_sqs_queue.new_place
}

resource "aws_sqs_queue" "new_place" {
  name                       = "relocated"
  visibility_timeout_seconds = 300
}

# Forgotten: somebody else's from now on.
removed {
  from = aws_sqs_queue.given_away

  lifecycle {
    destroy = false
  }
}

# aws_instance.scanner is gone: a shape that was never allowed is deleted, and nobody stops that.

# Update in place to an allowed shape, and to one that is not.
resource "aws_instance" "shrunk" {
  ami           = "ami-0aaaabbbbccccdddd"
  instance_type = "m7i.xlarge"

  tags = {
    environment = "prod"
  }
}

resource "aws_instance" "grown" {
  ami           = "ami-0aaaabbbbccccdddd"
  instance_type = "m5.24xlarge"

  tags = {
    environment = "prod"
  }
}

# Replaced: destroyed, then created …
resource "aws_instance" "reborn" {
  ami           = "ami-0eeeeffff00001111"
  instance_type = "m7i.large"

  tags = {
    Name = "reborn"
  }
}

# … and created, then destroyed.
resource "aws_instance" "twin" {
  ami           = "ami-0eeeeffff00001111"
  instance_type = "m7i.large"

  tags = {
    Name = "twin"
  }

  lifecycle {
    create_before_destroy = true
  }
}

# One of two instances is left; the other is deleted.
resource "aws_sqs_queue" "lane" {
  count = 1

  name = "lane-${count.index}"
}

# Imported as it is.
import {
  to = aws_s3_bucket.adopted
  id = "parcels-example-adopted"
}

resource "aws_s3_bucket" "adopted" {
  bucket = "parcels-example-adopted"
}

# Imported and updated.
import {
  to = aws_s3_bucket.converted
  id = "parcels-example-converted"
}

resource "aws_s3_bucket" "converted" {
  bucket        = "parcels-example-converted"
  force_destroy = true
}

# Read while applying: a data source is not judged.
data "aws_sqs_queue" "fresh" {
  name = aws_sqs_queue.fresh.name

  depends_on = [aws_sqs_queue.fresh]
}

# A template that does not change is not judged; what is launched from it is …
resource "aws_launch_template" "fleet" {
  name          = "fleet"
  image_id      = "ami-0aaaabbbbccccdddd"
  instance_type = "x2iedn.32xlarge"

  tags = {
    environment = "prod"
  }
}

# … so its shape is reported here. With --all it is reported there, once.
resource "aws_autoscaling_group" "fleet" {
  name               = "fleet"
  min_size           = 1
  max_size           = 4
  availability_zones = ["eu-west-1a"]

  launch_template {
    id = aws_launch_template.fleet.id
  }

  tag {
    key                 = "owner"
    value               = "parcels"
    propagate_at_launch = true
  }

  tag {
    key                 = "environment"
    value               = "prod"
    propagate_at_launch = true
  }
}
