# The template is at fault; the group that launches from it is not reported a second time.
resource "aws_launch_template" "pretraining" {
  name                   = "pretraining"
  image_id               = "ami-0aaaabbbbccccdddd"
  instance_type          = "p4d.24xlarge"
  vpc_security_group_ids = [aws_security_group.training.id]

  tag_specifications {
    resource_type = "instance"

    tags = {
      owner   = "ml-platform"
      project = "atlas"
    }
  }
}

resource "aws_autoscaling_group" "pretraining" {
  name                = "pretraining"
  min_size            = 0
  max_size            = 4
  vpc_zone_identifier = aws_subnet.training[*].id

  launch_template {
    id      = aws_launch_template.pretraining.id
    version = aws_launch_template.pretraining.latest_version
  }

  tag {
    key                 = "owner"
    value               = "ml-platform"
    propagate_at_launch = true
  }

  tag {
    key                 = "project"
    value               = "atlas"
    propagate_at_launch = true
  }
}

resource "aws_launch_template" "inference" {
  name                   = "inference"
  image_id               = "ami-0aaaabbbbccccdddd"
  instance_type          = "g5.xlarge"
  vpc_security_group_ids = [aws_security_group.training.id]

  # default_tags stop at the template, and the group below keeps its owner to itself: nobody owns these instances.
  tag_specifications {
    resource_type = "instance"

    tags = {
      project = "atlas"
    }
  }
}

resource "aws_autoscaling_group" "inference" {
  name                = "inference"
  min_size            = 1
  max_size            = 3
  vpc_zone_identifier = aws_subnet.training[*].id

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = 1
      on_demand_percentage_above_base_capacity = 0
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.inference.id
        version            = aws_launch_template.inference.latest_version
      }

      override {
        instance_type = "g5.xlarge"
      }

      override {
        instance_type = "g5.12xlarge" # four GPUs, when the small ones are sold out
      }
    }
  }

  tag {
    key                 = "owner"
    value               = "ml-platform"
    propagate_at_launch = false
  }

  tag {
    key                 = "project"
    value               = "atlas"
    propagate_at_launch = true
  }
}

# Names no machine at all, only what it must have.
resource "aws_launch_template" "evaluation" {
  name                   = "evaluation"
  image_id               = "ami-0aaaabbbbccccdddd"
  vpc_security_group_ids = [aws_security_group.training.id]

  instance_requirements {
    vcpu_count {
      min = 4
    }

    memory_mib {
      min = 16384
    }

    accelerator_types = ["gpu"]

    accelerator_count {
      min = 1
      max = 8
    }
  }

  tag_specifications {
    resource_type = "instance"

    tags = {
      owner   = "ml-platform"
      project = "atlas"
    }
  }
}
