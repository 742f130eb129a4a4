# Bad: written into the resource.
resource "aws_sqs_queue" "overseas" {
  name   = "overseas"
  region = "ap-south-1"
}

# Bad: constant of the alias.
resource "aws_sqs_queue" "transatlantic" {
  provider = aws.virginia

  name = "transatlantic"
}

# Bad: the variable of the alias holds ap-southeast-2.
resource "aws_sqs_queue" "pacific" {
  provider = aws.second

  name = "pacific"
}

# Good: the environment said eu-west-1 while planning, and the provider wrote it down.
resource "aws_sqs_queue" "depot" {
  provider = aws.depot

  name = "depot"
}

# Known after apply.
resource "aws_sqs_queue" "overflow" {
  provider = aws.overflow

  name = "overflow"
}

# The same, written into the resource.
resource "aws_sqs_queue" "detour" {
  name   = "detour"
  region = random_shuffle.overflow_region.result[0]
}

# Bad: the module calls it aws and was handed aws.virginia.
module "mirror" {
  source = "./modules/mirror"

  providers = {
    aws = aws.virginia
  }
}

# Good: the same module with the default provider.
module "copy" {
  source = "./modules/mirror"
}

# Bad: the second region of two.
resource "aws_dynamodb_table" "positions" {
  name         = "positions"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "parcel"

  attribute {
    name = "parcel"
    type = "S"
  }

  replica {
    region_name = "eu-central-1"
  }

  replica {
    region_name = "sa-east-1"
  }
}

# A replica whose region is drawn while applying.
resource "aws_secretsmanager_secret" "scanner" {
  name = "scanner"

  replica {
    region = random_shuffle.overflow_region.result[0]
  }
}

# Good: IAM has no region, wherever the provider stands.
resource "aws_iam_role" "driver" {
  provider = aws.virginia

  name               = "driver"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
