import { hash } from 'node:crypto';
import type { FindingIdentity } from '#model/finding.ts';
import { withoutElements, withoutIndices } from './address.ts';

/** What makes two faults the same one, whichever run or stage found them. */
export interface Identity extends FindingIdentity {
  readonly guardrail: string;
}

/** @param root folder of the root module, anchored as the file is; null where there is none, or nobody knows it */
export function identity(guardrail: string, file: string, address: string | null, path: string, root: string | null = null): Identity {
  const its = { guardrail, file, address: address === null ? null : withoutIndices(address), path: withoutElements(path) };
  return root === null || address?.startsWith('module.') !== true || isBelow(file, root) ? its : { ...its, root };
}

function isBelow(file: string, folder: string): boolean {
  return folder === '.' ? !file.startsWith('../') : file.startsWith(`${folder}/`);
}

/**
 * SHA-256 of the JSON array `[guardrail, file, address, path]`, or `[guardrail, file, address, path, root]`, in UTF-8, first 32 hexadecimal digits. JSON keeps the parts apart
 * and turns half characters into escapes, so that no two identities share the bytes. Instances of one `count` or `for_each`
 * share a fingerprint on purpose: they are one line of source.
 */
export function fingerprint(of: Identity): string {
  return digest(identityText(of));
}

/** For who makes many, of which instances share the text. */
export function identityText({ guardrail, file, address, path, root }: Identity): string {
  return JSON.stringify([guardrail, file, address, path, ...(root === undefined ? [] : [root])]);
}

export function digest(text: string): string {
  return hash('sha256', text, 'buffer').toString('hex', 0, 16);
}
