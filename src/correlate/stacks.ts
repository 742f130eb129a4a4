import { deployedType } from '#catalog/cloudformation.ts';
import { byCodePoint } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';

/** A resource of code, and the input that declares it. */
export type Declaration = readonly [resource: Resource, input: string];

/**
 * Brings together what templates say and what stacks have made of them. A template tells neither its stack nor any id; the list of a stack
 * tells ids and no properties. They are of each other where the logical ids and types of the list are those of the template: of
 * several templates the one that has the most of them, and none where two have as many. Serverless types count as what SAM makes of them.
 */
export class Stacks {
  readonly #templates = new Map<string, Map<string, Declaration>>();
  readonly #lists = new Map<string, Map<string, Declaration>>();

  /** False for what is of neither. Custom resources are passed over. */
  take(resource: Resource, input: string): boolean {
    const into = resource.stage === 'template' ? this.#templates : isListed(resource) ? this.#lists : null;
    if (into === null) return false;
    if (isOfNoCloud(resource)) return true;
    // Nested stacks have lists of their own.
    const cut = resource.address.lastIndexOf('/');
    const key = `${input}\n${resource.address.slice(0, Math.max(cut, 0))}`;
    const of = into.get(key) ?? new Map<string, Declaration>();
    into.set(key, of);
    const type = deployedType(resource.type);
    of.set(keyOf(resource.address.slice(cut + 1), type), [type === resource.type ? resource : { ...resource, type }, input]);
    return true;
  }

  /** All that was taken: what a template says and a stack has made as one, for each of its stacks. Sorted. */
  *settled(): Iterable<Declaration> {
    const deployed = new Set<Declaration>();
    const having = this.#having();
    for (const [, list] of sorted(this.#lists)) {
      const template = this.#templateOf(list, having);
      for (const [name, [made, input]] of sorted(list)) {
        const written = template?.get(name);
        if (written === undefined) {
          yield [made, input];
          continue;
        }
        deployed.add(written);
        const { id, name: called, aliases, region, scope } = made;
        yield [{ ...written[0], id, name: called, aliases, ...(region.status === 'known' ? { region } : {}), ...(scope.account.status === 'known' ? { scope } : {}) }, written[1]];
      }
    }
    for (const [, template] of sorted(this.#templates)) for (const declaration of template.values()) if (!deployed.has(declaration)) yield declaration;
  }

  #templateOf(list: ReadonlyMap<string, Declaration>, having: ReadonlyMap<string, readonly ReadonlyMap<string, Declaration>[]>): ReadonlyMap<string, Declaration> | null {
    const common = new Map<ReadonlyMap<string, Declaration>, number>();
    for (const name of list.keys()) for (const template of having.get(name) ?? []) common.set(template, (common.get(template) ?? 0) + 1);
    const most = Math.max(...common.values());
    const [only, ...others] = [...common.keys()].filter((template) => common.get(template) === most);
    return others.length > 0 ? null : (only ?? null);
  }

  /** Templates by the logical ids and types that they have. */
  #having(): ReadonlyMap<string, readonly ReadonlyMap<string, Declaration>[]> {
    const having = new Map<string, ReadonlyMap<string, Declaration>[]>();
    for (const template of this.#templates.values()) {
      for (const name of template.keys()) {
        const before = having.get(name);
        if (before === undefined) having.set(name, [template]);
        else before.push(template);
      }
    }
    return having;
  }
}

/** SAM adds a hash to the logical id of a layer: each version of it is another resource. */
function keyOf(logicalId: string, type: string): string {
  return `${type === 'AWS::Lambda::LayerVersion' ? logicalId.replace(/[0-9a-f]{10}$/, '') : logicalId} ${type}`;
}

/** The state that CloudFormation keeps: Terraform's types have no colons. */
function isListed({ stage, type }: Resource): boolean {
  return stage === 'state' && type.includes('::');
}

/** A custom resource, a wait, a type of a third party: nothing that an inventory of AWS could list. */
function isOfNoCloud({ type }: Resource): boolean {
  return !type.startsWith('AWS::') || /^AWS::(?:CDK::Metadata|CloudFormation::(?:CustomResource|Macro|WaitCondition|WaitConditionHandle))$/.test(type);
}

function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => byCodePoint(a, b));
}
