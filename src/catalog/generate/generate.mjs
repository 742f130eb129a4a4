// Generates src/catalog/data/types-*.json from provider schemas: `node src/catalog/generate/generate.mjs SCHEMAS_DIR [OUT_DIR]`.
// SCHEMAS_DIR holds aws.json.gz, azurerm.json.gz, google.json.gz, google-beta.json.gz and oci.json.gz, each one provider of
// `terraform providers schema -json`. A row has only what is not the default; the letters are explained in terraform.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { globalTypes, kindOf, labelsMeanOther, regionMeansOther } from './rules.mjs';

const [schemas, out = fileURLToPath(new URL('../data/', import.meta.url))] = process.argv.slice(2);
if (!schemas) {
  console.error('usage: node src/catalog/generate/generate.mjs SCHEMAS_DIR [OUT_DIR]');
  process.exit(2);
}

function types(name) {
  const schema = JSON.parse(gunzipSync(readFileSync(join(schemas, `${name}.json.gz`))).toString());
  return Object.entries(schema.resource_schemas).sort(([a], [b]) => (a < b ? -1 : 1));
}

const settable = (attribute) => attribute !== undefined && (attribute.optional === true || attribute.required === true);
const isMap = (attribute) => Array.isArray(attribute?.type) && attribute.type[0] === 'map';
const isText = (attribute) => attribute?.type === 'string';

/** A map argument of the top level, or one block down. */
function mapAt(block, names) {
  for (const name of names) if (settable(block.attributes?.[name]) && isMap(block.attributes[name])) return name;
  return null;
}

function places(block, names) {
  return names.filter(([name]) => block.attributes?.[name] !== undefined && isText(block.attributes[name])).map(([name, holds]) => [name, holds]);
}

function aws(type, block) {
  const row = { k: kindOf('aws', type) };
  const tags = mapAt(block, ['tags', 'hosted_zone_tags']);
  if (tags) {
    row.t = tags;
    if (block.attributes.tags_all) Object.assign(row, { m: 'tags_all', d: 1 });
  }
  if (globalTypes.aws(type)) row.g = 1;
  const zone = settable(block.attributes?.availability_zone) ? [['availability_zone', 'zone']] : [];
  const region = settable(block.attributes?.region) && !regionMeansOther.has(type) ? [['region', 'region']] : [];
  if (row.g) row.r = zone;
  else if (zone.length > 0 || region.length === 0) row.r = [...region, ...zone];
  return row;
}

function azure(type, block) {
  const row = { k: kindOf('azure', type) };
  const tags = mapAt(block, ['tags']);
  if (tags) row.t = tags;
  const at = places(block, [['location', 'location']]);
  if (at.length === 0) row.r = [];
  if (settable(block.attributes?.resource_group_name)) row.rg = 'resource_group_name';
  return row;
}

function google(type, block) {
  const row = { k: kindOf('gcp', type) };
  // Where a type has both (a notification channel), `labels` configure it.
  const labels = labelsMeanOther.has(type) ? null : mapAt(block, ['user_labels', 'resource_labels', 'labels']);
  if (labels) {
    row.t = labels;
    if (block.attributes.effective_labels) Object.assign(row, { m: 'effective_labels', d: 1 });
  } else if (block.block_types?.settings?.block?.attributes?.user_labels) row.t = 'settings[0].user_labels';
  const at = places(block, [['location', 'location'], ['region', 'region'], ['zone', 'zone']]);
  if (globalTypes.gcp(type, at.length > 0)) row.g = 1;
  else if (at.length > 0) row.r = at;
  if (block.attributes?.project) row.p = 'project';
  if (settable(block.attributes?.folder_id)) row.f = 'folder_id';
  else if (settable(block.attributes?.folder)) row.f = 'folder';
  return row;
}

function oci(type, block) {
  const row = { k: kindOf('oci', type) };
  if (settable(block.attributes?.freeform_tags)) {
    row.t = 'freeform_tags';
    if (settable(block.attributes.defined_tags)) row.a = 'defined_tags';
  }
  const at = [];
  if (isText(block.attributes?.region) && settable(block.attributes.region) && type !== 'oci_identity_tenancy') at.push(['region', 'region']);
  if (isText(block.attributes?.availability_domain)) at.push(['availability_domain', 'availability-domain']);
  if (at.length > 0) row.r = at;
  if (block.attributes?.compartment_id) row.c = 'compartment_id';
  return row;
}

const table = {
  'types-aws.json': types('aws').map(([type, { block }]) => [type, aws(type, block)]),
  'types-azure.json': types('azurerm').map(([type, { block }]) => [type, azure(type, block)]),
  // google-beta has every type of google and more; a type that both have is read from google.
  'types-gcp.json': [...new Map([...types('google-beta'), ...types('google')])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, { block }]) => [type, google(type, block)]),
  'types-oci.json': types('oci').map(([type, { block }]) => [type, oci(type, block)]),
};
for (const [file, rows] of Object.entries(table)) {
  writeFileSync(join(out, file), `{\n${rows.map(([type, row]) => `${JSON.stringify(type)}:${JSON.stringify(row)}`).join(',\n')}\n}\n`);
  console.log(`${file}: ${rows.length} types, ${rows.filter(([, row]) => row.t).length} taggable`);
}
