locals {
  team = {
    owner = "Seat Map Team"
  }
}

# Draws the seat maps.
resource "aws_launch_template" "seat_map" {
  name_prefix   = "seat-map-"
  image_id      = "ami-0123456789abcdef0"
  instance_type = var.seat_map_machine

  tag_specifications {
    resource_type = "instance"

    tags = {
      owner       = "seat-map@tickets.example"
      environment = var.environment
    }
  }
}

resource "aws_autoscaling_group" "seat_map" {
  name               = "seat-map"
  min_size           = 1
  max_size           = 4
  availability_zones = ["eu-west-1a", "eu-west-1b"]

  launch_template {
    id      = aws_launch_template.seat_map.id
    version = "$Latest"
  }

  dynamic "tag" {
    for_each = merge(local.team, { environment = var.environment })

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }
}

module "turnstiles" {
  source   = "./modules/turnstile"
  for_each = toset(["arena", "open-air"])

  venue   = each.key
  machine = "t3.small"
}

# The stadium asked for a machine that reads every gate at once.
module "stadium" {
  source = "./modules/turnstile"

  venue   = "stadium"
  machine = "m5.24xlarge"
}

# Not fetched yet: terraform init has not run here.
module "reports" {
  source  = "terraform-aws-modules/s3-bucket/aws"
  version = "~> 4.0"

  bucket = "tickets-reports"
}

resource "aws_s3_bucket" "sold" {
  provider = aws.archive
  bucket   = "tickets-sold"

  tags = {
    owner       = "box-office@tickets.example"
    environment = "prod"
  }
}

resource "aws_db_instance" "orders" {
  identifier          = "ticket-orders"
  engine              = "postgres"
  instance_class      = "db.r6g.2xlarge" # landrail:ignore instance-types until=2026-12-31 reason="index build before the summer tour"
  allocated_storage   = 100
  username            = "orders"
  password            = "not-a-real-password"
  skip_final_snapshot = true
}
