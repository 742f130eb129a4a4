#!/bin/sh
# terraform plan, judged: plan-and-judge.sh [flags of terraform plan]. Leaves tfplan, which is the very plan that was judged:
#   plan-and-judge.sh -var-file prod.tfvars && terraform apply tfplan
set -eu

terraform plan -out=tfplan "$@"
# In a file of its own, not in a pipe: a plan that cannot be shown must not be judged as far as it came.
terraform show -json tfplan > tfplan.json
exec landrail check tfplan.json --source .
