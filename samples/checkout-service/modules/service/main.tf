variable "name" {
  type = string
}

variable "instance_type" {
  type = string
}

variable "owner" {
  type = string
}

variable "cost_center" {
  type = string
}

variable "environment" {
  type = string
}

variable "subnets" {
  type = list(string)
}

variable "security_groups" {
  type = list(string)
}

resource "aws_launch_template" "this" {
  name_prefix            = "${var.name}-"
  image_id               = "ami-0fedcba9876543210"
  instance_type          = var.instance_type
  vpc_security_group_ids = var.security_groups

  metadata_options {
    http_tokens = "required"
  }

  # default_tags do not reach what is launched from here.
  tag_specifications {
    resource_type = "instance"

    tags = {
      Name        = var.name
      owner       = var.owner
      environment = var.environment
      cost-center = var.cost_center
    }
  }
}

resource "aws_autoscaling_group" "this" {
  name                = var.name
  min_size            = 2
  max_size            = 6
  desired_capacity    = 2
  vpc_zone_identifier = var.subnets

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  tag {
    key                 = "owner"
    value               = var.owner
    propagate_at_launch = true
  }

  tag {
    key                 = "environment"
    value               = var.environment
    propagate_at_launch = true
  }

  tag {
    key                 = "cost-center"
    value               = var.cost_center
    propagate_at_launch = true
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/checkout/${var.name}"
  retention_in_days = 30
}
