variable "cell" {
  type = string
}

variable "team" {
  type = string
}

variable "blanks" {
  type = map(string)
}

variable "release" {
  type = string
}

locals {
  name = "${var.team}-${var.cell}"
  net  = var.blanks.net

  tags = {
    owner   = var.blanks.owner
    release = var.release
    service = local.name
  }
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com", "lambda.amazonaws.com"]
    }
  }
}

# Network: 11

resource "aws_vpc" "this" {
  cidr_block           = "${local.net}.0.0/16"
  enable_dns_hostnames = true
  tags                 = merge(local.tags, { Name = local.name })
}

resource "aws_subnet" "this" {
  for_each = { "eu-west-1a" = 0, "eu-west-1b" = 1, "eu-west-1c" = 2 }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = "${local.net}.${each.value}.0/24"
  tags              = merge(local.tags, { Name = "${local.name}-${each.key}" })
}

resource "aws_security_group" "this" {
  for_each = toset(["web", "worker"])

  name        = "${local.name}-${each.key}"
  description = "Traffic of the ${each.key} machines"
  vpc_id      = aws_vpc.this.id
  tags        = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.this["web"].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  tags              = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.this["worker"].id
  cidr_ipv4         = var.blanks.ssh_from
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  tags              = local.tags
}

resource "aws_route_table" "this" {
  vpc_id = aws_vpc.this.id
  tags   = local.tags

  route {
    cidr_block         = "10.0.0.0/8"
    transit_gateway_id = "tgw-0123456789abcdef0"
  }
}

resource "aws_route_table_association" "this" {
  for_each = { "eu-west-1a" = 0, "eu-west-1b" = 1 }

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this.id
}

# Machines: 15

resource "aws_instance" "web" {
  count = 4

  ami                    = "ami-0123456789abcdef0"
  instance_type          = "m7g.large"
  subnet_id              = aws_subnet.this["eu-west-1a"].id
  vpc_security_group_ids = [aws_security_group.this["web"].id]
  iam_instance_profile   = aws_iam_instance_profile.this.name

  metadata_options {
    http_tokens = "required"
  }

  root_block_device {
    volume_type = "gp3"
    volume_size = 40
    encrypted   = true
  }

  tags        = merge(local.tags, { Name = "${local.name}-web-${count.index}" })
  volume_tags = local.tags
}

resource "aws_instance" "worker" {
  count = 3

  ami                    = "ami-0123456789abcdef0"
  instance_type          = var.blanks.worker_type
  subnet_id              = aws_subnet.this["eu-west-1b"].id
  vpc_security_group_ids = [aws_security_group.this["worker"].id]
  iam_instance_profile   = aws_iam_instance_profile.this.name

  root_block_device {
    volume_type = "gp3"
    volume_size = 100
    encrypted   = true
  }

  tags        = merge(local.tags, { Name = "${local.name}-worker-${count.index}" })
  volume_tags = local.tags
}

resource "aws_ebs_volume" "scratch" {
  count = 3

  availability_zone = "eu-west-1b"
  size              = 500
  type              = "gp3"
  encrypted         = true
  tags              = local.tags
}

resource "aws_volume_attachment" "scratch" {
  count = 3

  device_name = "/dev/sdf"
  volume_id   = aws_ebs_volume.scratch[count.index].id
  instance_id = aws_instance.worker[count.index].id
}

resource "aws_launch_template" "this" {
  name_prefix            = "${local.name}-"
  image_id               = "ami-0123456789abcdef0"
  instance_type          = "c7i.xlarge"
  vpc_security_group_ids = [aws_security_group.this["web"].id]
  tags                   = local.tags

  user_data = base64encode(<<-EOT
    #!/bin/bash
    set -euo pipefail
    echo "ECS_CLUSTER=${local.name}" >> /etc/ecs/ecs.config
    echo "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true" >> /etc/ecs/ecs.config
    dnf install -y amazon-cloudwatch-agent amazon-ssm-agent
    systemctl enable --now amazon-ssm-agent
    /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c ssm:/cells/${local.name}/agent
  EOT
  )

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 40
      volume_type = "gp3"
      encrypted   = true
    }
  }

  tag_specifications {
    resource_type = "instance"
    tags = {
      owner       = "platform"
      environment = "prod"
    }
  }

  tag_specifications {
    resource_type = "volume"
    tags = {
      owner       = "platform"
      environment = "prod"
    }
  }
}

resource "aws_autoscaling_group" "this" {
  name                = local.name
  min_size            = 1
  max_size            = 6
  vpc_zone_identifier = [for subnet in aws_subnet.this : subnet.id]
  target_group_arns   = [aws_lb_target_group.this.arn]

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  tag {
    key                 = "owner"
    value               = "platform"
    propagate_at_launch = true
  }

  tag {
    key                 = "environment"
    value               = "prod"
    propagate_at_launch = true
  }
}

# Front door: 4

resource "aws_lb" "this" {
  name               = local.name
  load_balancer_type = "application"
  security_groups    = [aws_security_group.this["web"].id]
  subnets            = [for subnet in aws_subnet.this : subnet.id]
  tags               = local.tags
}

resource "aws_lb_target_group" "this" {
  name     = local.name
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.this.id
  tags     = local.tags

  health_check {
    path = "/healthz"
  }
}

resource "aws_lb_listener" "this" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  tags              = local.tags

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "${local.name}-errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 3
  metric_name         = "HTTPCode_Target_5XX_Count"
  namespace           = "AWS/ApplicationELB"
  period              = 60
  statistic           = "Sum"
  threshold           = 10
  tags                = local.tags
}

# Identity: 4

resource "aws_iam_role" "this" {
  name               = local.name
  assume_role_policy = data.aws_iam_policy_document.assume.json
  tags               = local.tags
}

resource "aws_iam_instance_profile" "this" {
  name = local.name
  role = aws_iam_role.this.name
  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = toset(["AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"])

  role       = aws_iam_role.this.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

# Services: 6

resource "aws_lambda_function" "this" {
  count = 2

  function_name = "${local.name}-${count.index}"
  role          = aws_iam_role.this.arn
  runtime       = "nodejs20.x"
  handler       = "index.handler"
  filename      = "function.zip"
  tags          = local.tags

  environment {
    variables = {
      CELL = var.cell
      TEAM = var.team
    }
  }
}

resource "aws_sqs_queue" "this" {
  count = 2

  name                    = "${local.name}-${count.index}"
  sqs_managed_sse_enabled = true
  tags                    = local.tags
}

resource "aws_cloudwatch_log_group" "this" {
  count = 2

  name              = "/cells/${local.name}/${count.index}"
  retention_in_days = 30
  tags              = local.tags
}

# Data: 10, in a module of its own

module "store" {
  source = "../store"

  name          = local.name
  tags          = local.tags
  database_type = var.blanks.database_type
  subnets       = [for subnet in aws_subnet.this : subnet.id]
}
