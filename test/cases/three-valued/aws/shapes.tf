# Good, and bad: one address each.
resource "aws_instance" "scanner" {
  count = 2

  ami                    = "ami-0aaaabbbbccccdddd"
  instance_type          = ["m7i.large", "m5.large"][count.index]
  vpc_security_group_ids = ["sg-0aaaabbbbccccdddd"]
}

# Drawn while applying.
resource "random_shuffle" "sorter_type" {
  input        = ["m7i.large", "p5.48xlarge"]
  result_count = 1
}

resource "aws_instance" "sorter" {
  ami           = "ami-0aaaabbbbccccdddd"
  instance_type = random_shuffle.sorter_type.result[0]
}

# The template is at fault, and is reported once.
resource "aws_launch_template" "router" {
  name          = "router"
  image_id      = "ami-0aaaabbbbccccdddd"
  instance_type = "x2iedn.32xlarge"

  tag_specifications {
    resource_type = "instance"

    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }

  # Bad: the volumes have an owner and no environment; default tags do not reach them.
  tag_specifications {
    resource_type = "volume"

    tags = {
      owner = "parcels"
    }
  }
}

resource "aws_autoscaling_group" "router" {
  name               = "router"
  min_size           = 1
  max_size           = 4
  availability_zones = ["eu-west-1a"]

  launch_template {
    id      = aws_launch_template.router.id
    version = aws_launch_template.router.latest_version
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

resource "aws_instance" "router_spare" {
  launch_template {
    id = aws_launch_template.router.id
  }
}

# Instances get nothing from the template, the owner from the group, and the environment from nobody.
resource "aws_launch_template" "courier" {
  name          = "courier"
  image_id      = "ami-0aaaabbbbccccdddd"
  instance_type = "m7i.large"
}

resource "aws_autoscaling_group" "courier" {
  name               = "courier"
  min_size           = 1
  max_size           = 4
  availability_zones = ["eu-west-1a"]

  launch_template {
    id      = aws_launch_template.courier.id
    version = aws_launch_template.courier.latest_version
  }

  tag {
    key                 = "owner"
    value               = "parcels"
    propagate_at_launch = true
  }

  tag {
    key                 = "environment"
    value               = "prod"
    propagate_at_launch = false
  }
}

# Bad: default tags do not reach a group, and one of two tag blocks has a value that is not allowed.
resource "aws_autoscaling_group" "van" {
  name               = "van"
  min_size           = 1
  max_size           = 4
  availability_zones = ["eu-west-1a"]

  launch_template {
    id      = aws_launch_template.courier.id
    version = aws_launch_template.courier.latest_version
  }

  tag {
    key                 = "environment"
    value               = "production"
    propagate_at_launch = true
  }
}

# Blocks of a map that is known after apply: which tags they are cannot be told.
resource "aws_autoscaling_group" "lorry" {
  name               = "lorry"
  min_size           = 1
  max_size           = 4
  availability_zones = ["eu-west-1a"]

  launch_template {
    id = aws_launch_template.courier.id
  }

  dynamic "tag" {
    for_each = aws_servicecatalogappregistry_application.parcels.application_tag

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }
}

# Good: a tag block, and a tag by a resource of its own.
resource "aws_autoscaling_group" "bicycle" {
  name               = "bicycle"
  min_size           = 1
  max_size           = 4
  availability_zones = ["eu-west-1a"]

  launch_template {
    id = aws_launch_template.courier.id
  }

  tag {
    key                 = "owner"
    value               = "parcels"
    propagate_at_launch = true
  }
}

resource "aws_autoscaling_group_tag" "bicycle_environment" {
  autoscaling_group_name = aws_autoscaling_group.bicycle.name

  tag {
    key                 = "environment"
    value               = "prod"
    propagate_at_launch = true
  }
}

# A shape that is drawn while applying stands in the template, and is asked for there only.
resource "aws_launch_template" "drone" {
  name          = "drone"
  image_id      = "ami-0aaaabbbbccccdddd"
  instance_type = random_shuffle.sorter_type.result[0]
}

resource "aws_autoscaling_group" "drone" {
  name               = "drone"
  min_size           = 1
  max_size           = 4
  availability_zones = ["eu-west-1a"]

  launch_template {
    id = aws_launch_template.drone.id
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

# A template of another plan.
resource "aws_instance" "visitor" {
  launch_template {
    id = "lt-0aaaabbbbccccdddd"
  }
}

# Good: whatever is chosen is allowed.
resource "aws_launch_template" "planner" {
  name     = "planner"
  image_id = "ami-0aaaabbbbccccdddd"

  instance_requirements {
    allowed_instance_types = ["m7i.large", "m7i.xlarge"]

    vcpu_count {
      min = 2
    }

    memory_mib {
      min = 8192
    }
  }

  tag_specifications {
    resource_type = "instance"

    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }
}

# Bad for gpu-shapes: it asks for accelerators by their attributes. Which machine that will be is open.
resource "aws_launch_template" "vision" {
  name     = "vision"
  image_id = "ami-0aaaabbbbccccdddd"

  instance_requirements {
    accelerator_types = ["gpu"]

    accelerator_count {
      min = 1
    }

    vcpu_count {
      min = 4
    }

    memory_mib {
      min = 16384
    }
  }

  tag_specifications {
    resource_type = "instance"

    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }
}

# Bad: volumes have tags of their own, in place of the default ones.
resource "aws_instance" "archive" {
  provider = aws.bare

  ami           = "ami-0aaaabbbbccccdddd"
  instance_type = "m7i.large"

  tags = {
    owner       = "parcels"
    environment = "prod"
  }

  root_block_device {
    volume_size = 100

    tags = {
      owner = "parcels"
    }
  }
}

# Bad: an override, by its place.
resource "aws_autoscaling_group" "rush_hour" {
  name               = "rush-hour"
  min_size           = 0
  max_size           = 8
  availability_zones = ["eu-west-1a"]

  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.courier.id
      }

      override {
        instance_type = "m7i.xlarge"
      }

      override {
        instance_type = "g5.12xlarge"
      }
    }
  }

  tag {
    key                 = "owner"
    value               = "parcels"
    propagate_at_launch = true
  }

  tag {
    key                 = "environment"
    value               = "test"
    propagate_at_launch = true
  }
}
