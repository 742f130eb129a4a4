variable "name" {
  type = string
}

variable "tags" {
  type = map(string)
}

variable "database_type" {
  type = string
}

variable "subnets" {
  type = list(string)
}

variable "password" {
  type      = string
  sensitive = true
  default   = "not-a-real-password"
}

resource "aws_kms_key" "this" {
  description         = "Data of ${var.name}"
  enable_key_rotation = true
  tags                = var.tags
}

resource "aws_s3_bucket" "this" {
  for_each = toset(["assets", "exports", "logs"])

  bucket = "${var.name}-${each.key}"
  tags   = merge(var.tags, { Name = each.key })
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = aws_s3_bucket.this

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnets
  tags       = var.tags
}

resource "aws_db_instance" "this" {
  identifier           = var.name
  engine               = "postgres"
  engine_version       = "16.4"
  instance_class       = var.database_type
  allocated_storage    = 200
  storage_type         = "gp3"
  storage_encrypted    = true
  kms_key_id           = aws_kms_key.this.arn
  username             = "app"
  password             = var.password
  db_subnet_group_name = aws_db_subnet_group.this.name
  skip_final_snapshot  = true
  tags                 = var.tags
}

resource "aws_dynamodb_table" "this" {
  name         = var.name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  tags         = var.tags

  attribute {
    name = "id"
    type = "S"
  }
}
