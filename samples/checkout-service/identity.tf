data "aws_iam_policy_document" "deployer" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"]
    }
  }
}

resource "aws_iam_role" "deployer" {
  name               = "checkout-deployer"
  assume_role_policy = data.aws_iam_policy_document.deployer.json
}

# "Only until the pipeline works."
resource "aws_iam_role_policy_attachment" "deployer" {
  role       = aws_iam_role.deployer.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "auditor" {
  name               = "checkout-auditor"
  assume_role_policy = data.aws_iam_policy_document.deployer.json
}

resource "aws_iam_role_policy_attachment" "auditor" {
  role       = aws_iam_role.auditor.name
  policy_arn = "arn:aws:iam::aws:policy/SecurityAudit"
}
