# Good: both tags come from the provider.
resource "aws_sqs_queue" "scans" {
  name = "scans"
}

# Bad: no tag at all.
resource "aws_sqs_queue" "dead_letters" {
  provider = aws.bare

  name = "dead-letters"
}

# Bad: a value that is not allowed.
resource "aws_sqs_queue" "returns" {
  provider = aws.bare

  name = "returns"

  tags = {
    owner       = "parcels"
    environment = "production"
  }
}

# Known keys, values after apply: the owner is there, which environment it is cannot be told.
resource "aws_sqs_queue" "complaints" {
  provider = aws.bare

  name = "complaints"

  tags = {
    owner       = aws_sns_topic.delivered.arn
    environment = aws_sns_topic.delivered.id
  }
}

# Good, with an unknown value of a tag that nobody asks about: tags_all is unknown as a whole and has to be put together.
resource "aws_sns_topic" "delivered" {
  name = "delivered"

  tags = {
    queue = aws_sqs_queue.scans.url
  }
}

# The default environment is overridden by a value that is known after apply.
resource "aws_sns_topic" "delayed" {
  name = "delayed"

  tags = {
    environment = aws_sqs_queue.scans.url
  }
}

resource "aws_servicecatalogappregistry_application" "parcels" {
  name = "parcels"
}

# Keys and values after apply: neither tag can be told.
resource "aws_sns_topic" "lost" {
  provider = aws.bare

  name = "lost"
  tags = aws_servicecatalogappregistry_application.parcels.application_tag
}

# Undecided: a map whose keys and values are known after apply may replace the default environment. An owner is there in any case.
resource "aws_sns_topic" "found" {
  name = "found"
  tags = aws_servicecatalogappregistry_application.parcels.application_tag
}

# Bad: null is how Terraform leaves a key out.
resource "aws_sns_topic" "unlabelled" {
  provider = aws.bare

  name = "unlabelled"

  tags = {
    owner       = "parcels"
    environment = null
  }
}

# Good: variables that were given by -var.
resource "aws_sns_topic" "collected" {
  provider = aws.bare

  name = "collected"

  tags = {
    owner       = var.team
    environment = "test"
  }
}

# Bad: the variable holds "qa".
resource "aws_sns_topic" "weighed" {
  provider = aws.bare

  name = "weighed"

  tags = {
    owner       = var.team
    environment = var.stage
  }
}

# Bad, and nobody may read why: the value is a secret.
resource "aws_sns_topic" "customs" {
  provider = aws.bare

  name = "customs"

  tags = {
    owner       = "parcels"
    environment = var.secret_stage
  }
}

data "aws_region" "current" {}

# Bad: a data source that was read while planning says "eu-west-1".
resource "aws_sns_topic" "routed" {
  provider = aws.bare

  name = "routed"

  tags = {
    owner       = "parcels"
    environment = data.aws_region.current.region
  }
}

# A data source that is read while applying.
data "aws_s3_bucket" "labels" {
  bucket = aws_s3_bucket.labels.id
}

resource "aws_sns_topic" "labelled" {
  provider = aws.bare

  name = "labelled"

  tags = {
    owner       = "parcels"
    environment = data.aws_s3_bucket.labels.region
  }
}

# Bad: the alias has an owner, and no environment.
resource "aws_s3_bucket" "labels" {
  provider = aws.owned

  bucket = "parcels-example-labels"
}

# Good: the alias has the owner, the resource the environment.
resource "aws_s3_bucket" "photos" {
  provider = aws.owned

  bucket = "parcels-example-photos"

  tags = {
    environment = "prod"
  }
}

# Bad: the provider drops the owner that it was given.
resource "aws_s3_bucket" "signatures" {
  provider = aws.ignoring

  bucket = "parcels-example-signatures"
}

# Good: a tag of its own resource.
resource "aws_vpc" "sorting" {
  provider = aws.owned

  cidr_block = "10.40.0.0/16"
}

resource "aws_ec2_tag" "sorting_environment" {
  provider = aws.owned

  resource_id = aws_vpc.sorting.id
  key         = "environment"
  value       = "prod"
}

# One of the two buckets is tagged badly: each instance is judged by itself.
resource "aws_s3_bucket" "manifests" {
  for_each = {
    inbound  = "prod"
    outbound = "production"
  }

  provider = aws.owned
  bucket   = "parcels-example-${each.key}"

  tags = {
    environment = each.value
  }
}
