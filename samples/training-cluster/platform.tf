data "aws_iam_policy_document" "service" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["eks.amazonaws.com", "ec2.amazonaws.com", "sagemaker.amazonaws.com", "batch.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "platform" {
  name               = "training-platform"
  assume_role_policy = data.aws_iam_policy_document.service.json
}

resource "aws_eks_cluster" "training" {
  name     = "training"
  role_arn = aws_iam_role.platform.arn
  version  = "1.31"

  vpc_config {
    subnet_ids = aws_subnet.training[*].id
  }
}

resource "aws_eks_node_group" "system" {
  cluster_name    = aws_eks_cluster.training.name
  node_group_name = "system"
  node_role_arn   = aws_iam_role.platform.arn
  subnet_ids      = aws_subnet.training[*].id
  instance_types  = ["m7i.large"]

  scaling_config {
    min_size     = 2
    desired_size = 2
    max_size     = 4
  }
}

resource "aws_eks_node_group" "serving" {
  cluster_name    = aws_eks_cluster.training.name
  node_group_name = "serving"
  node_role_arn   = aws_iam_role.platform.arn
  subnet_ids      = aws_subnet.training[*].id
  instance_types  = ["g5.xlarge", "g5.2xlarge"]
  capacity_type   = "SPOT"

  scaling_config {
    min_size     = 0
    desired_size = 2
    max_size     = 4
  }
}

# An allowed type, but twelve of them.
resource "aws_eks_node_group" "labelling" {
  cluster_name    = aws_eks_cluster.training.name
  node_group_name = "labelling"
  node_role_arn   = aws_iam_role.platform.arn
  subnet_ids      = aws_subnet.training[*].id
  instance_types  = ["g5.xlarge"]

  scaling_config {
    min_size     = 12
    desired_size = 12
    max_size     = 12
  }
}

resource "aws_sagemaker_notebook_instance" "exploration" {
  name          = "exploration"
  role_arn      = aws_iam_role.platform.arn
  instance_type = "ml.g4dn.12xlarge"
}

resource "aws_sagemaker_notebook_instance" "reports" {
  name          = "reports"
  role_arn      = aws_iam_role.platform.arn
  instance_type = "ml.t3.medium"
}

# A whole family: Batch picks any size of p4d it likes.
resource "aws_batch_compute_environment" "sweeps" {
  name         = "sweeps"
  type         = "MANAGED"
  service_role = aws_iam_role.platform.arn

  compute_resources {
    type               = "EC2"
    instance_type      = ["p4d", "g5.xlarge"]
    instance_role      = aws_iam_role.platform.arn
    min_vcpus          = 0
    max_vcpus          = 256
    subnets            = aws_subnet.training[*].id
    security_group_ids = [aws_security_group.training.id]

    tags = {
      owner   = "ml-platform"
      project = "atlas"
    }
  }
}

resource "aws_s3_bucket" "checkpoints" {
  bucket = "example-atlas-checkpoints"
}

resource "aws_fsx_lustre_file_system" "scratch" {
  storage_capacity = 12000
  subnet_ids       = [aws_subnet.training[0].id]
  deployment_type  = "SCRATCH_2"
}
