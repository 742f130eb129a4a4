import type { DriftItem } from '#model/drift.ts';
import { name } from '../words.ts';

/** What to do about it, one sentence. */
export function remedyOf(item: DriftItem): string {
  switch (item.verdict) {
    case 'unmanaged':
    case 'orphaned-or-spoofed':
      return `${bringIn(item)}, or remove it; to accept it, ${ignoreLine(item)}`;
    case 'unmanaged-claimed':
      return `look whether it is still there, and give an inventory that lists it; if it is to stay, bring it into the code`;
    case 'ephemeral':
      return 'ask who made it what it was for; what it did while it was there is in the logs of its service';
    case 'modified-outside':
      return item.declared === null ? 'change it in the code' : `write the change into ${name(item.declared.address)}, or apply the code again to take it back`;
    case 'deleted-outside':
    case 'ghost':
      return item.declared === null ? 'take it out of the code' : `apply the code to make it again, or take it out: removed { from = ${withoutKey(item.declared.address)} }`;
    default:
      return item.needs === null ? '' : name(item.needs);
  }
}

function bringIn({ terraform }: DriftItem): string {
  if (terraform === null) return 'bring it into the code';
  return `bring it into the code: import { to = ${name(terraform.type)}.NAME, id = ${JSON.stringify(name(terraform.id))} }`;
}

function ignoreLine({ terraform, resource }: DriftItem): string {
  return `add ${name(terraform === null ? `${resource.type}.${resource.id ?? resource.name}` : `${terraform.type}.${terraform.id}`)} to .driftignore`;
}

/** `removed` blocks name no instance. */
function withoutKey(address: string): string {
  return name(address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, ''));
}
