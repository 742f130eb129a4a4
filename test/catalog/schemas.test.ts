import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { row } from '#catalog/data.ts';
import { importFacts } from '#catalog/imports.ts';
import { ruleArguments, typesWithRules } from '#catalog/rule-sets.ts';
import { terraformType } from '#catalog/terraform.ts';
import { terraformTypesOf } from '#catalog/type-names.ts';

const schemas = fileURLToPath(new URL('../../../shared/tools/plan-factory/provider/schemas/', import.meta.url));
const data = fileURLToPath(new URL('../../src/catalog/data/', import.meta.url));
const here = existsSync(schemas);
if (!here) console.log('skipped: the catalogue is not compared with provider schemas, which are not beside this checkout');

interface Block {
  readonly attributes?: Readonly<Record<string, { readonly type?: unknown }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

function blocks(provider: string): Readonly<Record<string, Block>> {
  const schema = JSON.parse(gunzipSync(readFileSync(join(schemas, `${provider}.json.gz`))).toString()) as { resource_schemas: Record<string, { block: Block }> };
  return Object.fromEntries(Object.entries(schema.resource_schemas).map(([type, { block }]) => [type, block]));
}

/** Whether a path of the catalogue leads to an argument of the schema. */
function leads(block: Block, path: string): boolean {
  let at: Block | null = block;
  let type: unknown;
  for (const segment of path.split('.')) {
    const name = segment.replace(/\[.*\]$/, '');
    if (at?.block_types?.[name]) {
      at = at.block_types[name].block;
    } else if (at?.attributes?.[name]) {
      type = at.attributes[name].type;
      at = null;
    } else {
      if (at !== null) return false;
      const element: unknown = Array.isArray(type) && (type[0] === 'list' || type[0] === 'set') ? type[1] : type;
      const members: unknown = Array.isArray(element) && element[0] === 'object' ? element[1] : null;
      if (typeof members !== 'object' || members === null || !Object.hasOwn(members, name)) return false;
      type = (members as Record<string, unknown>)[name];
    }
  }
  return true;
}

/** Types and paths that the schemas at hand do not have, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  databricks_cluster: 'a provider of its own, documented at registry.terraform.io/providers/databricks',
  databricks_instance_pool: 'a provider of its own',
  google_compute_instance_from_machine_image: 'google-beta only, built in code',
  'google_compute_instance_group_manager instance_flexibility_policy[0].instance_selections[].machine_types[]': 'newer than the schema; the regional twin has it',
};

describe.skipIf(!here)('the catalogue against provider schemas', () => {
  it('is what the generator makes of them, byte for byte', () => {
    const out = mkdtempSync(join(tmpdir(), 'landrail-catalog-'));
    try {
      execFileSync(process.execPath, [fileURLToPath(new URL('../../src/catalog/generate/generate.mjs', import.meta.url)), schemas, `${out}/`], { stdio: 'pipe' });
      for (const cloud of ['aws', 'azure', 'gcp', 'oci']) expect(readFileSync(join(out, `types-${cloud}.json`), 'utf8')).toBe(readFileSync(join(data, `types-${cloud}.json`), 'utf8'));
      execFileSync(process.execPath, [fileURLToPath(new URL('../../src/catalog/generate/filled-in.mjs', import.meta.url)), schemas, `${out}/`], { stdio: 'pipe' });
      expect(readFileSync(join(out, 'filled-in.json'), 'utf8')).toBe(readFileSync(join(data, 'filled-in.json'), 'utf8'));
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  it('names only arguments that exist', () => {
    const all: Readonly<Record<string, Block>> = { ...blocks('aws'), ...blocks('azurerm'), ...blocks('google-beta'), ...blocks('google'), ...blocks('oci') };
    const missing: string[] = [];
    for (const cloud of ['aws', 'azure', 'gcp', 'oci']) {
      for (const type of Object.keys(JSON.parse(readFileSync(join(data, `places-${cloud}.json`), 'utf8')) as object)) {
        const block = all[type];
        const facts = terraformType(type);
        if (!block || !facts) {
          missing.push(type);
          continue;
        }
        const paths = [
          ...facts.shapes.flatMap((one) => [one.path, one.count, one.market, one.ocpus, one.variant, ...one.unless]),
          ...facts.image, ...facts.templates, ...facts.region.others, ...facts.region.paths.map((one) => one.path),
          ...facts.nestedTags.map((one) => one.path), ...facts.relations.map((one) => one.path),
          ...facts.grants.flatMap((one) => [one.role, one.principal]), facts.json, facts.region.parent, facts.tags?.path,
        ];
        for (const written of paths) {
          for (const path of (written ?? '').split('|')) if (path !== '' && !path.startsWith('=') && !leads(block, path)) missing.push(`${type} ${path}`);
        }
      }
    }
    expect(missing.sort()).toEqual(Object.keys(exceptions).sort());
  });
});

describe('types', () => {
  it.each([
    ['aws_instance', 'tags', 'tags_all', true], ['aws_autoscaling_group', 'tag', null, false], ['aws_iam_role_policy', undefined, undefined, undefined],
    ['google_compute_instance', 'labels', 'effective_labels', true], ['google_container_cluster', 'resource_labels', 'effective_labels', true],
    ['google_sql_database_instance', 'settings[0].user_labels', null, false], ['google_compute_network', undefined, undefined, undefined],
    ['azurerm_linux_virtual_machine', 'tags', null, false], ['azurerm_subnet', undefined, undefined, undefined], ['oci_core_instance', 'freeform_tags', null, false],
  ])('%s holds its tags in %s', (type, path, merged, defaults) => {
    const tags = terraformType(type)?.tags;
    expect([tags?.path, tags?.merged, tags?.defaults]).toEqual([path, merged, defaults]);
  });

  it('knows what has no region, and what has one of another meaning', () => {
    expect(terraformType('aws_iam_role')?.region.global).toBe(true);
    expect(terraformType('aws_route53_zone')?.region.global).toBe(true);
    expect(terraformType('google_project')?.region.global).toBe(true);
    expect(terraformType('oci_identity_policy')?.region.global).toBe(true);
    expect(terraformType('aws_instance')?.region).toMatchObject({ global: false, paths: [{ path: 'region', holds: 'region' }, { path: 'availability_zone', holds: 'zone' }] });
    expect(terraformType('aws_servicequotas_template')?.region.paths).toEqual([]);
  });

  it.each(['types-aws', 'types-azure', 'types-gcp', 'types-oci', 'types-cloudformation'])('finds every row of %s by itself', (name) => {
    const rows = JSON.parse(readFileSync(join(data, `${name}.json`), 'utf8')) as Record<string, unknown>;
    expect(Object.keys(rows).filter((key) => JSON.stringify(row(name, key)) !== JSON.stringify(rows[key]))).toEqual([]);
    for (const key of ['', 'a', 'aws_instance_', 'azurerm_a', 'zzz', '{', '__proto__', '~']) expect(row(name, key)).toBeUndefined();
  });

  it.each([
    ['aws_glue_registry', 'stream'], ['aws_glue_catalog_table', 'warehouse'], ['aws_glue_job', 'batch'], ['aws_mwaa_environment', 'batch'], ['aws_waf_web_acl', 'firewall'], ['aws_ecs_tag', 'other'],
    ['aws_ebs_encryption_by_default', 'other'], ['aws_route53recoverycontrolconfig_cluster', 'other'], ['aws_route53_zone', 'dns'], ['aws_ssoadmin_account_assignment', 'identity'],
    ['aws_ssoadmin_customer_managed_policy_attachment', 'identity'], ['aws_lightsail_bucket', 'bucket'], ['aws_ec2_client_vpn_endpoint', 'network'],
    ['azurerm_api_management_redis_cache', 'other'], ['azurerm_consumption_budget_subscription', 'other'], ['azurerm_web_application_firewall_policy', 'firewall'], ['azurerm_mssql_virtual_machine', 'database'],
    ['azurerm_maintenance_assignment_virtual_machine', 'other'], ['azurerm_storage_account', 'bucket'], ['azurerm_storage_account_network_rules', 'other'],
    ['google_container_registry', 'container'], ['google_container_aws_node_pool', 'k8s-nodepool'], ['google_gke_hub_feature', 'other'], ['google_composer_environment', 'batch'],
    ['google_oracle_database_odb_subnet', 'subnet'], ['google_gke_hub_feature_iam_member', 'identity'],
    ['oci_database_management_cloud_db_system', 'other'], ['oci_database_db_system', 'database'], ['oci_identity_compartment', 'scope'], ['oci_managed_kafka_kafka_cluster', 'stream'],
  ])('%s is of kind %s', (type, kind) => expect(terraformType(type)?.kind).toBe(kind));

  it('says how Terraform imports what it has several types for, or has the ARN of', () => {
    const rows = Object.keys(JSON.parse(readFileSync(join(data, 'imports.json'), 'utf8')) as object).map((type) => ({ type, names: terraformTypesOf(type), ...importFacts(type) }));
    const chosen = rows.flatMap(({ choices }) => choices.flatMap(({ types, otherwise }) => [...types.map(([, type]) => type), ...(otherwise === null ? [] : [otherwise])]));
    expect(chosen.filter((type) => terraformType(type) === null)).toEqual([]);
    // A row that says nothing is a slip of the pen.
    expect(rows.filter(({ first, byArn, choices, id }) => !first && !byArn && choices.length === 0 && id === null)).toEqual([]);
    expect(rows.filter(({ first, choices, names }) => (first || choices.length > 0 ? names.length < 2 : names.length !== 1)).map(({ type }) => type)).toEqual([]);
  });

  it.skipIf(!here)('compares rules of networks by arguments that are there', () => {
    const types = typesWithRules().filter((type) => !/[:/]/.test(type));
    const all = { ...blocks('aws'), ...blocks('azurerm'), ...blocks('google'), ...blocks('oci') };
    expect(types.flatMap((type) => ruleArguments(type).filter((path) => all[type] === undefined || !leads(all[type], path)).map((path) => `${type} ${path}`))).toEqual([]);
    expect(types.length).toBeGreaterThan(8);
  });

  it('reads awscc types by rule and admits what it does not know', () => {
    expect(terraformType('awscc_ec2_instance')).toMatchObject({ provider: 'aws', kind: 'instance', tags: { path: 'tags', style: 'list' } });
    expect(terraformType('aws_made_up_thing')).toBeNull();
    expect(terraformType('random_id')).toBeNull();
    expect(terraformType('__proto__')).toBeNull();
  });
});
