import type { JsonObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import { shown } from './explain.ts';
import { locate, pathText, type Located, type Path } from './located.ts';
import { suggestion } from './nearest.ts';
import { tagPolicyTypes } from './tag-policy-types.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** A tag policy as entries of `required-tags.tags`. */
export interface TagPolicy {
  readonly tags: readonly JsonObject[];
  readonly problems: readonly Problem[];
  readonly notices: readonly Problem[];
}

/**
 * Reads a tag policy of AWS Organizations
 * (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html), as it is attached,
 * as the effective one, or as the AWS CLI prints either.
 *
 * What AWS means is kept: `tag_value` judges a tag where it is set, and only `report_required_tag_for` makes it required, for
 * the types that it names. `enforced_for` says where AWS itself steps in and changes nothing here.
 */
export function readTagPolicy(text: string, file: string): TagPolicy {
  const reader = new PolicyReader(file);
  const tags = reader.read(readYaml(text, file));
  return { tags, problems: reader.problems, notices: reader.notices };
}

const fields = ['tag_key', 'tag_value', 'enforced_for', 'report_required_tag_for'];
const operators = ['@@assign', '@@append', '@@remove', '@@operators_allowed_for_child_policies'];

/** A list of texts that a policy sets. `whole` is false when it only changes a list of a parent policy that is not in the file. */
interface Setting {
  readonly texts: readonly string[];
  readonly whole: boolean;
}

class PolicyReader {
  readonly problems: Problem[] = [];
  readonly notices: Problem[] = [];
  readonly #file: string;
  #where: (offset: number) => string;
  readonly #unmapped = new Set<string>();
  readonly #optional: string[] = [];
  readonly #unjudged: string[] = [];
  readonly #partial: string[] = [];

  constructor(file: string) {
    this.#file = file;
    this.#where = () => file;
  }

  read(file: YamlFile): readonly JsonObject[] {
    this.#where = file.where;
    if (file.problems.length > 0) {
      this.problems.push(...file.problems.map((one) => ({ ...one, code: 'tag-policy' })));
      return [];
    }
    const root = file.root && this.#unwrapped(file.root);
    const tags = root && locate(root, ['tags']);
    if (!tags || tags.members.size === 0) {
      if (this.problems.length === 0) this.#fault(root ?? null, 'the file is not a tag policy: it has no "tags"', 'name the JSON of an AWS Organizations tag policy');
      return [];
    }
    const entries = [...tags.members].flatMap(([name, { at, node }]) => this.#tag(name, at, node));
    this.#announce();
    return entries;
  }

  /** `aws organizations describe-policy` and `describe-effective-policy` hold the policy as a text inside their answer. */
  #unwrapped(root: Located): Located | null {
    const content = locate(root, ['Policy', 'Content']) ?? locate(root, ['EffectivePolicy', 'PolicyContent']);
    if (typeof content?.value !== 'string') return root;
    const inside = readYaml(content.value, this.#file);
    // Offsets inside the text say nothing about the file.
    this.#where = () => this.#file;
    this.problems.push(...inside.problems.map((one) => ({ ...one, code: 'tag-policy', where: this.#file })));
    return inside.root;
  }

  #tag(name: string, at: number, node: Located): readonly JsonObject[] {
    const path: Path = ['tags', name];
    for (const [field, member] of node.members) {
      if (!fields.includes(field) && !operators.includes(field)) this.#faultAt(member.at, `unknown field ${JSON.stringify(field)} in ${pathText(path)}`, suggestion(field, fields, 'fields of a tag policy'));
    }
    const key = this.#key(name, node.members.get('tag_key')?.node ?? null, path);
    if (node.members.size === 0 && node.value !== null) this.#faultAt(at, `${pathText(path)} is ${shown(node.value)}, not a mapping`, null);
    const values = this.#list(node, 'tag_value', path);
    const required = this.#list(node, 'report_required_tag_for', path);
    this.#list(node, 'enforced_for', path);

    const types = this.#types(required?.texts ?? []);
    const rule = values?.whole === true ? valueRule(values.texts) : null;
    if (values?.whole === false) this.#partial.push(key);
    const entries: JsonObject[] = [];
    if (types.length > 0) entries.push({ key, providers: ['aws'], types });
    if (rule !== null) entries.push({ key, required: false, providers: ['aws'], ...rule });
    if (required === null && rule !== null) this.#optional.push(key);
    if (entries.length === 0 && values?.whole !== false && (required?.texts ?? []).length === 0) this.#unjudged.push(key);
    return entries;
  }

  /** The key in the spelling that the policy asks for; lower case when it says nothing. */
  #key(name: string, node: Located | null, path: Path): string {
    const fallback = name.toLowerCase();
    if (node === null) return fallback;
    const assigned = node.members.get('@@assign')?.node ?? node;
    if (typeof assigned.value !== 'string') {
      if (node.members.size === 0 || node.members.has('@@assign')) this.#fault(assigned, `${pathText([...path, 'tag_key'])} is ${shown(assigned.value)}, not a text`, 'write {"@@assign": "CostCenter"}');
      return fallback;
    }
    if (assigned.value.toLowerCase() !== fallback) {
      this.#fault(assigned, `${pathText([...path, 'tag_key'])} is ${shown(assigned.value)}, which differs from ${JSON.stringify(name)} in more than capitals`, 'AWS asks for the same name in both places');
    }
    return assigned.value;
  }

  #list(tag: Located, field: string, path: Path): Setting | null {
    const node = tag.members.get(field)?.node;
    if (node === undefined) return null;
    const name = pathText([...path, field]);
    if (Array.isArray(node.value)) return { texts: this.#texts(node, name), whole: true };
    if (node.members.size === 0) {
      this.#fault(node, `${name} is ${shown(node.value)}, not a list`, 'write {"@@assign": ["…"]}');
      return null;
    }
    for (const [operator, member] of node.members) {
      if (!operators.includes(operator)) this.#faultAt(member.at, `unknown operator ${JSON.stringify(operator)} in ${name}`, suggestion(operator, operators, 'operators'));
    }
    const of = (operator: string): readonly string[] | null => {
      const list = node.members.get(operator)?.node;
      return list === undefined ? null : this.#texts(list, `${name}["${operator}"]`);
    };
    const assigned = of('@@assign');
    const appended = of('@@append');
    const removed = new Set(of('@@remove'));
    if (assigned === null && appended === null && removed.size === 0) return null;
    return { texts: [...new Set([...(assigned ?? []), ...(appended ?? [])])].filter((text) => !removed.has(text)), whole: assigned !== null };
  }

  #texts(list: Located, name: string): readonly string[] {
    if (!Array.isArray(list.value)) {
      this.#fault(list, `${name} is ${shown(list.value)}, not a list`, 'write ["…"]');
      return [];
    }
    return list.items.flatMap((item) => {
      if (item.source !== null && item.value !== null) return [typeof item.value === 'string' ? item.value : item.source];
      this.#fault(item, `${name} holds ${shown(item.value)}, not a text`, null);
      return [];
    });
  }

  /** Types of Terraform, CloudFormation and awscc for `ec2:instance`, `ec2:*` or `ec2:ALL_SUPPORTED`. */
  #types(names: readonly string[]): readonly string[] {
    const found = new Set<string>();
    for (const name of names) {
      const service = /^(.+):(?:\*|ALL_SUPPORTED)$/.exec(name)?.[1];
      const rows = Object.keys(tagPolicyTypes).filter((row) => (service === undefined ? row === name : row.startsWith(`${service}:`)));
      if (rows.length === 0) this.#unmapped.add(name);
      for (const type of rows.flatMap((row) => tagPolicyTypes[row] ?? [])) {
        found.add(type);
        const awscc = awsccType(type);
        if (awscc !== null) found.add(awscc);
      }
    }
    return [...found].sort();
  }

  #announce(): void {
    const notice = (message: string, hint: string): void => void this.notices.push({ code: 'tag-policy', message, where: this.#file, hint });
    if (this.#unmapped.size > 0) notice(`no tag is required of types that landrail cannot place: ${[...this.#unmapped].sort().join(', ')}`, 'name them under required-tags.tags with types: [...]');
    if (this.#optional.length > 0) notice(`judged where they are set, but not required: ${this.#optional.join(', ')}`, 'AWS requires a tag only through report_required_tag_for; list it under required-tags.tags to require it');
    if (this.#unjudged.length > 0) notice(`not judged, since the policy only fixes their spelling: ${this.#unjudged.join(', ')}`, 'list them under required-tags.tags to require them');
    if (this.#partial.length > 0) notice(`values not judged, since the policy only changes an inherited list: ${this.#partial.join(', ')}`, 'use the effective policy: aws organizations describe-effective-policy --policy-type TAG_POLICY');
  }

  #fault(node: Located | null, message: string, hint: string | null): void {
    this.#faultAt(node?.at ?? 0, message, hint);
  }

  #faultAt(at: number, message: string, hint: string | null): void {
    this.problems.push({ code: 'tag-policy', message, where: this.#where(at), hint });
  }
}

/** Values with a wildcard become one RE2 pattern; null when every value is allowed. */
function valueRule(values: readonly string[]): JsonObject | null {
  if (values.length === 0 || values.includes('*')) return null;
  if (!values.some((value) => value.includes('*'))) return { values };
  const escaped = values.map((value) => value.replace(/[\\.+*?()|[\]{}^$]/g, (c) => (c === '*' ? '.*' : `\\${c}`)));
  return { pattern: `^(?:${escaped.join('|')})$` };
}

/** `AWS::EC2::VPCEndpoint` is `awscc_ec2_vpc_endpoint` in the Cloud Control provider, which derives its names by this rule. */
function awsccType(type: string): string | null {
  const parts = /^AWS::(\w+)::(\w+)$/.exec(type);
  // SAM's own types have no counterpart.
  if (!parts || parts[1] === 'Serverless') return null;
  const name = (parts[2] as string).replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').replace(/([a-z\d])([A-Z])/g, '$1_$2');
  return `awscc_${(parts[1] as string).toLowerCase()}_${name.toLowerCase()}`;
}
