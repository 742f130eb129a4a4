import type { DriftItem } from '#model/drift.ts';
import type { Finding } from '#model/finding.ts';
import { tagCommand, whyNoTagCommand } from './tag-command.ts';

/** What to do about an item: raw text, which each report makes harmless for its readers. */
export interface Remedy {
  /** One sentence. */
  readonly summary: string;
  /** A block that takes it into the code. */
  readonly import: string | null;
  /** A command that sets the tags that rules ask for. */
  readonly tag: string | null;
  /** Why there is none, though rules ask for tags. */
  readonly noTag: string | null;
  /** A line of .driftignore that accepts it. */
  readonly ignore: string | null;
}

/** @param gate what guardrails say of it */
export function remedyOf(item: DriftItem, gate: readonly Finding[]): Remedy {
  const { verdict } = item;
  const isMade = verdict === 'unmanaged' || verdict === 'orphaned-or-spoofed';
  const there = isMade || verdict === 'unmanaged-claimed' || verdict === 'undetermined';
  return { summary: summaryOf(item), import: isMade ? importBlock(item) : null, tag: there ? tagCommand(item, gate) : null, noTag: there ? whyNoTagCommand(item, gate) : null, ignore: isMade ? ignoreLine(item) : null };
}

function summaryOf(item: DriftItem): string {
  switch (item.verdict) {
    case 'unmanaged':
    case 'orphaned-or-spoofed':
      return `${bringIn(item)}, or remove it; to accept it, add ${ignoreLine(item)} to .driftignore`;
    case 'unmanaged-claimed':
      return `look whether it is still there, and give an inventory that lists it; if it is to stay, bring it into the code`;
    case 'ephemeral':
      return 'ask who made it what it was for; what it did while it was there is in the logs of its service';
    case 'modified-outside':
      return item.declared === null ? 'change it in the code' : `write the change into ${item.declared.address}, or apply the code again to take it back`;
    case 'deleted-outside':
    case 'ghost':
      return item.declared === null ? 'take it out of the code' : `apply the code to make it again, or take it out: removed { from = ${withoutKey(item.declared.address)} }`;
    default:
      return item.needs ?? '';
  }
}

function bringIn(item: DriftItem): string {
  const block = importBlock(item);
  return block === null ? 'bring it into the code' : `bring it into the code: ${block}`;
}

function importBlock({ terraform }: DriftItem): string | null {
  return terraform === null ? null : `import { to = ${terraform.type}.NAME, id = ${quoted(terraform.id)} }`;
}

/** A string of HCL, in which nothing is put together. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[$%](?=\{)/g, '$&$&');
}

/** Signs of patterns stand for themselves. */
function ignoreLine({ terraform, resource }: DriftItem): string {
  const [type, id] = terraform === null ? [resource.type, resource.id ?? resource.name] : [terraform.type, terraform.id];
  return `${type}.${id.replaceAll(/[*?[\\]/g, String.raw`\$&`)}`;
}

/** `removed` blocks name no instance. */
function withoutKey(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, '');
}
