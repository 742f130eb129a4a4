# Bad: the partner's account.
resource "aws_sqs_queue" "exchange" {
  provider = aws.partner

  name = "exchange"
}

# The credentials decide.
resource "aws_sqs_queue" "experiment" {
  provider = aws.laptop

  name = "experiment"
}

# One of two accounts, of which one is allowed.
resource "aws_sqs_queue" "shared" {
  provider = aws.either

  name = "shared"
}
