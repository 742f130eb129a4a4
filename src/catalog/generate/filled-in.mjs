// Generates src/catalog/data/filled-in.json: `node src/catalog/generate/filled-in.mjs SCHEMAS_DIR [OUT_DIR]`, after places-*.json has changed.
// What providers fill in where nobody writes it: arguments with their defaults, and computed ones (null), as far as the catalogue
// asks for them. SCHEMAS_DIR as for generate.mjs; defaults (`x_default`) and computed blocks (`x_computed`), which
// `terraform providers schema -json` leaves out, are read from the sources of the providers.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { rawArguments } from './rules.mjs';

const data = fileURLToPath(new URL('../data/', import.meta.url));
const [schemas, out = data] = process.argv.slice(2);
if (!schemas) {
  console.error('usage: node src/catalog/generate/filled-in.mjs SCHEMAS_DIR [OUT_DIR]');
  process.exit(2);
}

const sources = { aws: ['aws'], azure: ['azurerm'], gcp: ['google-beta', 'google'], oci: ['oci'] };

function schemasOf(names) {
  return Object.assign({}, ...names.map((name) => JSON.parse(gunzipSync(readFileSync(join(schemas, `${name}.json.gz`))).toString()).resource_schemas));
}

/** `a|b` means the first that is set, `=spot` no argument. */
function alternatives(paths) {
  return (paths ?? '').split('|').filter((path) => path !== '' && !path.startsWith('='));
}

/** Arguments that are asked for, by their catalogue paths. */
function askedOf(type, place) {
  const shapes = (place.shapes ?? []).map((one) => (typeof one === 'string' ? { path: one } : one));
  return [
    ...shapes.flatMap(({ path, count, market, ocpus, variant, unless }) => [path, ...alternatives(count), ...alternatives(market), ...[ocpus, variant].filter(Boolean), ...(unless ?? [])]),
    ...shapes.flatMap(({ zoned, total }) => [...(zoned ? ['location', 'node_locations'] : []), ...alternatives(total)]),
    ...(place.nested ?? []).flatMap(([path]) => [path, `${path}_all`, path.replace('freeform_tags', 'defined_tags')]),
    ...(place.json ? [place.json] : []),
    ...(rawArguments[type] ?? []),
  ];
}

/** What is filled in on the way to an argument: a block around it, or itself. */
function filledOn(block, path) {
  const found = [];
  let at = block;
  let around = '';
  for (const [index, part] of path.split('.').entries()) {
    const name = part.replace(/\[.*$/, '');
    const argument = at.attributes?.[name];
    if (argument) {
      if ('x_default' in argument) found.push([around + name, argument.x_default]);
      else if (argument.computed) found.push([around + name, null]);
      return found;
    }
    const nested = at.block_types?.[name];
    if (!nested) return found;
    const block = `${around}${name}${nested.nesting_mode === 'single' || nested.nesting_mode === 'group' || nested.max_items === 1 ? '[0]' : '[]'}`;
    if (nested.x_computed) found.push([block, null]);
    if (index === path.split('.').length - 1) return found;
    around = `${block}.`;
    at = nested.block;
  }
  return found;
}

const rows = [];
for (const [cloud, names] of Object.entries(sources)) {
  const types = schemasOf(names);
  const places = JSON.parse(readFileSync(join(data, `places-${cloud}.json`), 'utf8'));
  for (const type of new Set([...Object.keys(places), ...Object.keys(rawArguments)])) {
    const schema = types[type];
    const filled = schema ? askedOf(type, places[type] ?? {}).flatMap((path) => filledOn(schema.block, path)) : [];
    if (filled.length > 0) rows.push([type, Object.fromEntries(filled.sort(([a], [b]) => (a < b ? -1 : 1)))]);
  }
}
rows.sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(join(out, 'filled-in.json'), `{\n${rows.map(([type, row]) => `${JSON.stringify(type)}:${JSON.stringify(row)}`).join(',\n')}\n}\n`);
console.log(`filled-in.json: ${rows.length} types`);
