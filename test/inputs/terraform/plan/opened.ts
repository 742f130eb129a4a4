import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { padded } from '../../../../src/inputs/bytes.ts';
import { JsonDocument } from '../../../../src/inputs/json/document.ts';
import { noFlags, type InputOptions } from '../../../../src/inputs/options.ts';
import { Outline } from '../../../../src/inputs/outline.ts';
import { listEntries } from '../../../../src/inputs/terraform/plan/entries.ts';
import type { PlanEntry } from '../../../../src/inputs/terraform/plan/entry.ts';
import { Plan } from '../../../../src/inputs/terraform/plan/plan.ts';
import { PlanSubjects } from '../../../../src/inputs/terraform/plan/subjects.ts';
import type { Subject } from '../../../../src/inputs/resource/subject.ts';

const options: InputOptions = {
  ...noFlags,
  cwd: '/',
  all: true,
  document: false,
  attributes: () => false,
  relations: () => true,
  stdin: () => {
    throw new Error('nothing is read from standard input');
  },
};

/** A plan as the reader holds it. */
export interface Opened {
  readonly plan: Plan;
  readonly subjects: PlanSubjects;
  readonly entries: readonly PlanEntry[];
  /** The resource at an address; throws when the plan has none. */
  readonly subject: (address: string) => Subject;
}

function open(text: Uint8Array): Opened {
  const plan = new Plan(new Outline(new JsonDocument(padded(text), text.length), { start: 0, end: text.length }));
  const { list: entries, byAddress, alikes } = listEntries(plan, true, 'plan.json');
  plan.index(byAddress, alikes);
  const subjects = new PlanSubjects(plan, '1.11.4', options);
  return {
    plan,
    subjects,
    entries,
    subject: (address) => {
      const entry = plan.entry(address);
      const subject = entry === null ? null : subjects.of(entry);
      if (subject === null) throw new Error(`${address} is not in the plan`);
      return subject;
    },
  };
}

const samples = new URL('../../../../samples/', import.meta.url);

/** Stories under samples/ that have a plan. */
export const stories = readdirSync(samples).filter((name) => existsSync(new URL(`${name}/plan.json`, samples)));

/** The plan of a story under samples/. */
export function openStory(name: string): Opened {
  return open(readStory(name));
}

export function readStory(name: string): Buffer {
  return readFileSync(new URL(`${name}/plan.json`, samples));
}

export function openText(text: string): Opened {
  return open(Buffer.from(text));
}

/** A resource as a plan lists it, beside its block in the configuration. */
export interface Planned {
  /** `aws_instance.till`, without modules. */
  readonly address: string;
  readonly after: object;
  readonly unknown?: object;
  /** Left out: the plan has no configuration for it. */
  readonly expressions?: object;
  readonly actions?: readonly string[];
}

/** A small plan. */
export function openPlan(resources: readonly Planned[], providers: object = {}): Opened {
  const split = (address: string): { readonly type: string; readonly name: string } => {
    const [type = '', name = ''] = address.replace(/\[.*$/, '').split('.');
    return { type, name };
  };
  const blocks = new Map<string, object>();
  for (const { address, expressions } of resources) {
    const { type, name } = split(address);
    if (expressions !== undefined) blocks.set(`${type}.${name}`, { address: `${type}.${name}`, mode: 'managed', type, name, provider_config_key: type.split('_')[0], expressions });
  }
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: resources.map(({ address, after, unknown, actions }) => ({
      address,
      mode: 'managed',
      ...split(address),
      ...(address.endsWith(']') ? { index: JSON.parse(address.slice(address.indexOf('[') + 1, -1)) as number | string } : {}),
      provider_name: `registry.terraform.io/hashicorp/${split(address).type.split('_')[0] ?? ''}`,
      change: { actions: actions ?? ['create'], before: null, after, after_unknown: unknown ?? {}, before_sensitive: false, after_sensitive: {} },
    })),
    ...(blocks.size > 0 ? { configuration: { provider_config: providers, root_module: { resources: [...blocks.values()] } } } : {}),
  };
  return open(Buffer.from(JSON.stringify(plan)));
}

/** An argument as the configuration of a plan has it: a constant. */
export function is(value: unknown): object {
  return { constant_value: value };
}

/** An argument that refers to something: `aws_subnet.shop.id`. Shorter forms are listed behind, as Terraform does. */
export function refersTo(...names: readonly string[]): object {
  return {
    references: names.flatMap((name) => {
      const parts = name.split('.');
      return parts.length > 2 && !name.startsWith('var.') && !name.startsWith('each.') ? [name, parts.slice(0, 2).join('.')] : [name];
    }),
  };
}
