resource "aws_elasticache_replication_group" "carts" {
  replication_group_id = "carts"
  description          = "Shopping carts"
  engine               = "valkey"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 2
}

resource "aws_dynamodb_table" "sessions" {
  name         = "checkout-sessions"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "session"

  attribute {
    name = "session"
    type = "S"
  }

  # The table stands in Ireland; this copy of the data does not stay in the EU.
  replica {
    region_name = "us-west-2"
  }
}

resource "aws_s3_bucket" "receipts" {
  bucket = "shop-example-checkout-receipts"
}

resource "aws_s3_bucket" "assets" {
  bucket = "shop-example-checkout-assets"

  tags = {
    environment = "production" # wins over the provider's default and is not a value we use
  }
}

# eu-west-1 was meant.
resource "aws_sqs_queue" "payment_events" {
  provider = aws.virginia

  name                      = "payment-events"
  message_retention_seconds = 1209600
}
