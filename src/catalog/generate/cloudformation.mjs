// Generates src/catalog/data/{types,arns}-cloudformation.json from @aws-cdk/aws-service-spec: `node src/catalog/generate/cloudformation.mjs [OUT_DIR]`.
// A row has only what is not the default; the letters are explained in cloudformation.ts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { isGlobal, kindOf, otherArns, preferred, tagsMeanOther } from './cloudformation-rules.mjs';

const [out = fileURLToPath(new URL('../data/', import.meta.url))] = process.argv.slice(2);
const types = [...loadAwsServiceSpecSync().all('resource')].sort((a, b) => (a.cloudFormationType < b.cloudFormationType ? -1 : 1));

/** The property that holds tags, and how: `map` {k: v}, `group` of an auto-scaling group, `specifications` [{ResourceType, Tags}], else [{Key, Value}]. */
function tags({ cloudFormationType, properties, tagInformation }) {
  if (tagsMeanOther.has(cloudFormationType)) return {};
  if (tagInformation) {
    const { tagPropertyName: name, variant } = tagInformation;
    return { t: name, ...(variant === 'map' ? { s: 'map' } : variant === 'asg' ? { s: 'group' } : {}) };
  }
  // The source passes over some types whose tags are as those of others.
  if (properties.Tags) return { t: 'Tags', ...(properties.Tags.type.type === 'map' ? { s: 'map' } : {}) };
  return properties.TagSpecifications ? { t: 'TagSpecifications', s: 'specifications' } : {};
}

function row(type) {
  const { cloudFormationType: name, properties } = type;
  const zone = properties.AvailabilityZone?.type.type === 'string';
  const kind = kindOf(name);
  return [name, { ...(kind === 'other' ? {} : { k: kind }), ...tags(type), ...(isGlobal(name) ? { g: 1 } : {}), ...(zone ? { z: 1 } : {}) }];
}

const rows = types.map(row);
writeFileSync(join(out, 'types-cloudformation.json'), `{\n${rows.map(([type, facts]) => `${JSON.stringify(type)}:${JSON.stringify(facts)}`).join(',\n')}\n}\n`);
console.log(`types-cloudformation.json: ${rows.length} types, ${rows.filter(([, facts]) => facts.t).length} taggable`);

/** Resources in ARNs, by service: `instance/*` -> the type. What several types share is the one that is more common, or the first. */
const services = new Map();
function add(arn, name) {
  const [, , service, , , ...resource] = arn.replace(/\$\{[^}]*\}/g, '*').split(':');
  const known = services.get(service) ?? new Map();
  const pattern = resource.join(':');
  if (!known.has(pattern) || preferred.has(name)) known.set(pattern, name);
  services.set(service, known);
}
for (const { cloudFormationType, arnTemplate } of types) if (arnTemplate) add(arnTemplate, cloudFormationType);
for (const [arn, name] of otherArns) add(arn, name);
const byCodePoint = ([a], [b]) => (a < b ? -1 : 1);
const arns = [...services].sort(byCodePoint).map(([service, known]) => `${JSON.stringify(service)}:${JSON.stringify(Object.fromEntries([...known].sort(byCodePoint)))}`);
writeFileSync(join(out, 'arns-cloudformation.json'), `{\n${arns.join(',\n')}\n}\n`);
console.log(`arns-cloudformation.json: ${arns.length} services, ${[...services.values()].reduce((sum, known) => sum + known.size, 0)} resources`);
