# METADATA
# title: Resource is managed by two states
# description: >-
#   Each of the two configurations believes that the resource is its own. An apply of one takes back what the other has set,
#   and a destroy of one removes what the other depends on. It comes of imports into a second state, of configurations that
#   were copied with their state, and of resources that were moved without being removed where they were.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/state
#   description: Terraform, one resource instance for each remote object
# - ref: https://developer.hashicorp.com/terraform/language/block/removed
#   description: Terraform, removed blocks
# custom:
#   severity: high
#   settings: none
#   stages: [state]
#   relations: false
#   without: [places, shapes, tags]
#   remediation:
#     summary: Decide which configuration owns the resource, and have the other one forget it.
#     terraform: |
#       removed {
#         from = aws_s3_bucket.receipts
#         lifecycle {
#           destroy = false
#         }
#       }
#     cli: terraform state rm aws_s3_bucket.receipts
#   examples:
#     bad: |
#       # shop/main.tf
#       resource "aws_s3_bucket" "receipts" {
#         bucket = "shop-receipts"
#       }
#
#       # billing/main.tf, after terraform import aws_s3_bucket.invoices shop-receipts
#       resource "aws_s3_bucket" "invoices" {
#         bucket = "shop-receipts"
#       }
#     good: |
#       # shop/main.tf
#       resource "aws_s3_bucket" "receipts" {
#         bucket = "shop-receipts"
#       }
#
#       # billing/main.tf
#       data "aws_s3_bucket" "receipts" {
#         bucket = "shop-receipts"
#       }
package landrail.guardrails.duplicate_management

import rego.v1

# Said of the one that comes later in the run; `alsoManaged` names those before it.
deny contains {
	"resource": r.address,
	"path": "id",
	"msg": $"{place(other)} manages it as well, as {other.address}",
	"actual": r.id,
	"expected": "one address in one state",
} if {
	some r in input.resources
	some other in r.alsoManaged
}

place(other) := "the same state" if {
	other.input == input.path
} else := other.input
