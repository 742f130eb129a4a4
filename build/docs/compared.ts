import { table as facts } from '#catalog/data.ts';
import { ruleArguments, ruleFacts, typesWithRules } from '#catalog/rule-sets.ts';
import { terraformType } from '#catalog/terraform.ts';
import { liveTypeOf } from '#catalog/type-names.ts';
import { providers } from '#model/resource.ts';
import { table } from './fields.ts';

const [begin, end] = ['<!-- compared: made by npm run docs -->', '<!-- /compared -->'];

/** A page with the table of what drift compares as the catalogue has it now. */
export function withCompared(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no place between ${begin} and ${end}`);
  return `${page.slice(0, from + begin.length)}\n${compared()}\n${page.slice(to)}`;
}

/** Types of Terraform that inventories list as well, by the arguments that are compared beside their region and their tags. */
function compared(): string {
  const rows = providers.flatMap((cloud) => {
    const byArguments = new Map<string, string[]>();
    for (const type of [...new Set([...Object.keys(facts(`places-${cloud}`)), ...typesWithRules()])].toSorted()) {
      const known = terraformType(type);
      if (known?.provider !== cloud || (cloud !== 'oci' && liveTypeOf(type) === type && ruleFacts(type) === null)) continue;
      const names = argumentsOf(type).map((one) => `\`${one}\``).join(', ');
      if (names === '') continue;
      const types = byArguments.get(names) ?? [];
      byArguments.set(names, types);
      types.push(`\`${type}\``);
    }
    return [...byArguments].map(([names, types]) => [cloud, types.join(', '), names]);
  });
  return table(['cloud', 'types', 'arguments'], rows);
}

/** Shapes by name, and what may pass a network. */
function argumentsOf(type: string): readonly string[] {
  const shapes = terraformType(type)?.shapes.flatMap(({ path, form }) => (form === 'name' ? [path] : [])) ?? [];
  return [...new Set([...shapes, ...ruleArguments(type).map((path) => path.replace(/\[\]$/, ''))])];
}
