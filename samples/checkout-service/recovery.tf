resource "aws_servicecatalogappregistry_application" "checkout" {
  provider = aws.frankfurt

  name        = "checkout"
  description = "Everything that belongs to the checkout"

  tags = {
    owner = "checkout@shop.example"
  }
}

# The tags of these two are a map that AWS makes up: keys and values are known after apply.
resource "aws_s3_bucket" "recovery" {
  provider = aws.frankfurt

  bucket = "shop-example-checkout-recovery"
  tags   = aws_servicecatalogappregistry_application.checkout.application_tag
}

resource "aws_backup_vault" "recovery" {
  provider = aws.frankfurt

  name = "checkout-recovery"

  tags = merge(aws_servicecatalogappregistry_application.checkout.application_tag, {
    owner = "checkout@shop.example"
  })
}

# Only this value is known after apply, not whether it is there.
resource "aws_kms_key" "recovery" {
  provider = aws.frankfurt

  description = "Backups of the checkout"

  tags = {
    owner       = "checkout@shop.example"
    application = aws_servicecatalogappregistry_application.checkout.id
  }
}
