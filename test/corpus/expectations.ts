/** How a file is not judged, and why that is right. Everything that is not listed must be judged, or say in a note what was passed over. */
export interface Refusal {
  readonly code: string;
  /** Resources that are judged all the same. */
  readonly judged?: number;
  readonly because: string;
}

const regula = 'fugue+regula';
const scalr = 'Scalr+sample-tf-opa-policies';
const spacelift = 'spacelift-io+spacelift-policies-example-library/examples/plan';
const trivy = 'aquasecurity+trivy/pkg';
const hashicorp = 'hashicorp+terraform-json';
const compliance = 'terraform-compliance+cli/tests/functional';
const checkov = 'bridgecrewio+checkov/tests/terraform';

/** Inventories: what Google Cloud would list of what the plans beside them make. test/corpus/cloud-assets.test.ts compares both. */
export const assetLists = /^GoogleCloudPlatform\+terraform-validator\/testdata\/templates\/(?!.*\.tfplan\.json$)/;

/** Files that lie among the plans and are something else. */
export const otherFiles: readonly (Refusal & { readonly paths: RegExp; readonly count: number })[] = [
  { paths: /^snyk\+policy-engine\/pkg\/input\/golden_test\/tfplan\/[^/]+\.json$/, count: 10, code: 'input-not-recognised', because: 'normalised resources that the plans beside them convert to' },
  { paths: /^(?!infracost\+infracost\/).*[/.]expected\.json$/, count: 30, code: 'input-not-recognised', because: 'verdicts, written for the corpus' },
];

/** Exit code 2: what claims to be a plan and cannot be read whole. */
export const refused: Readonly<Record<string, Refusal>> = {
  [`${hashicorp}/testdata/invalid/plan.json`]: { code: 'input-trailing-data', because: 'broken on purpose: a brace too many' },
  [`${scalr}/management/denied_provisioners/denied_provisioners_mock.json`]: { code: 'input-not-recognised', because: 'test cases that hold only the configuration of a plan' },
  [`${scalr}/management/pull_requests/pull_requests_mock.json`]: { code: 'input-not-recognised', because: 'test cases that hold only the run of a pipeline' },
  [`${scalr}/management/workspace_environment_type/workspace_environment_type_mock.json`]: { code: 'input-not-recognised', because: 'test cases that hold only the run of a pipeline' },
  ...Object.fromEntries(
    ['allow_t2_micro', 'allow_t2_nano', 'allow_t2_small', 'deny_t2_2xlarge', 'deny_t2_xlarge', 'warn_t2_medium'].map((name) => [
      `${spacelift}/enforce-instance-type-list/test_${name}.json`,
      { code: 'plan-unknown-action', judged: 1, because: 'the change has no actions: judged, but whether it is a delete cannot be told' },
    ]),
  ),
  [`${spacelift}/enforce-sqlinstance-network/test_allow_non_cloud_sql_resource.json`]: { code: 'plan-malformed', because: 'the change has a type, but neither a name nor an address' },
  [`${spacelift}/enforce-sqlinstance-network/test_allow_valid_cloud_sql_instance.json`]: { code: 'plan-malformed', because: 'the change has a type, but neither a name nor an address' },
};

const otherProviders = 'nothing but resources of other providers';

/** Exit code 3: read whole, and there is no cloud resource in it. */
export const empty: Readonly<Record<string, string>> = {
  [`${trivy}/iac/scanners/terraformplan/tfjson/testdata/plan_no_resource_changes.json`]: otherProviders,
  [`${checkov}/runner/resources/plan_with_providers/tfplan.json`]: 'a configuration of providers alone',
  [`${regula}/rego/tests/examples/aws/inputs/useast1_only_infra.json`]: 'a configuration of a provider alone',
  [`${hashicorp}/sanitize/testdata/basic.json`]: otherProviders,
  [`${hashicorp}/testdata/110_sensitive_values/plan.json`]: otherProviders,
  [`${hashicorp}/testdata/120_basic/plan.json`]: otherProviders,
  [`${hashicorp}/testdata/action_reason/plan.json`]: otherProviders,
  [`${hashicorp}/testdata/basic/plan-0.15.json`]: otherProviders,
  [`${hashicorp}/testdata/basic/plan.json`]: otherProviders,
  [`${hashicorp}/testdata/explicit_null/plan.json`]: otherProviders,
  [`${hashicorp}/testdata/has_checks/plan.json`]: otherProviders,
  [`${hashicorp}/testdata/identity/plan.json`]: otherProviders,
  [`${hashicorp}/testdata/moved_block/plan.json`]: otherProviders,
  [`${hashicorp}/testdata/output_depends_on/plan.json`]: otherProviders,
  [`${hashicorp}/testdata/provider_version/plan.json`]: otherProviders,
  [`${compliance}/test_aws_credentials_success/plan.out.json`]: 'a configuration of a provider alone',
  [`${compliance}/test_issue-173/plan.out.json`]: 'a configuration of a provider alone',
  [`${compliance}/test_issue-183/plan.out.json`]: 'a variable alone',
  [`${compliance}/test_issue-567/plan.out.json`]: otherProviders,
};

/** Exit code 0 with nothing judged: the note says why. */
export const nothingToJudge: Readonly<Record<string, string>> = {
  'GoogleCloudPlatform+terraform-validator/test/read_planned_assets/tf1_0plan.applied.json': '9 unchanged resources not judged (--all judges them); 1 resource of other providers not judged (random)',
  'snyk+policy-engine/pkg/input/golden_test/tfplan/sensitive-empty-string/plan.json': '1 unchanged resource not judged (--all judges them)',
  ...Object.fromEntries(
    [
      'check-blast-radius/test_check_blast_radius_below_threshold_proposed_run',
      'check-blast-radius/test_check_blast_radius_below_threshold_tracked_run',
      'check-blast-radius/test_check_blast_radius_threshold_exceeded_proposed_run',
      'check-blast-radius/test_check_blast_radius_threshold_exceeded_tracked_run',
      'enforce-module-use-policy/test_allow_deletion_of_controlled_resource_type',
      'warn-on-change-sensitive-resources/test_warn_delete_iam_role',
    ].map((name) => [`${spacelift}/${name}.json`, '1 delete not judged']),
  ),
};
