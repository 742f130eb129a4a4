import type { Guardrail } from '#model/guardrail.ts';
import type { Problem } from '#model/problem.ts';
import { usedBy, type PackageUse } from './package-use.ts';

/** What a package names of `input`. */
export interface InputUse extends PackageUse {
  /** Members of `input` that it names. */
  readonly inputs: readonly { readonly key: string; readonly where: string }[];
  /** Whether it evaluates rules `with input` of its own. */
  readonly replacesInput: boolean;
}

/** What a policy is handed: its input has this member, or is the document itself. */
export type Handed = 'resources' | 'events' | 'drift' | 'document';

export function handedOf({ reads }: Pick<Guardrail, 'reads'>): Handed {
  if (reads === 'document' || reads === 'drift') return reads;
  return reads === 'events' || reads === 'window' ? 'events' : 'resources';
}

/**
 * A policy that reads what only another kind of policy is handed finds nothing there and passes whatever it is given. Libraries
 * that several kinds use are left alone, and so is everything where some package replaces `input`.
 * @param running what the packages that run are handed, by their names
 */
export function misreadInputs(packages: readonly InputUse[], running: ReadonlyMap<string, Handed>): readonly Problem[] {
  const users = new Map<string, Set<Handed>>();
  for (const handed of new Set(running.values())) {
    for (const name of usedBy(packages, [...running].filter(([, one]) => one === handed).map(([one]) => one))) {
      const known = users.get(name) ?? new Set();
      users.set(name, known.add(handed));
    }
  }
  if (packages.some((one) => one.replacesInput && users.has(one.package))) return [];
  return packages.flatMap(({ package: name, inputs }) => {
    const [handed, other] = users.get(name) ?? [];
    if (handed === undefined || other !== undefined) return [];
    if (handed === 'document') return inputs.filter(({ key }) => key === 'resources').map(({ where }) => unknownToDocuments(name, where));
    return inputs.filter(({ key }) => key !== handed && !(key === 'path' && handed === 'resources')).map(({ key, where }) => unknownTo[handed](name, key, where));
  });
}

const unknownTo: Readonly<Record<Exclude<Handed, 'document'>, (name: string, key: string, where: string) => Problem>> = {
  resources: (name, key, where) => misread(`package ${name} reads input.${key}, which a guardrail is not handed: it would never find anything`, where, ['events', 'drift'].includes(key) ? 'call the package landrail.detections.<id>, or read input.resources' : 'read input.resources, or move the rule to package main, which is handed the input as it was written'),
  events: (name, key, where) => misread(`package ${name} reads input.${key}, which a detection over events is not handed: it would never find anything`, where, key === 'drift' ? 'say custom.input: drift in METADATA, or read input.events' : 'read input.events'),
  drift: (name, key, where) => misread(`package ${name} reads input.${key}, which a detection over drift is not handed: it would never find anything`, where, key === 'events' ? 'say custom.input: events, or window, in METADATA, or read input.drift' : 'read input.drift'),
};

function unknownToDocuments(name: string, where: string): Problem {
  return misread(`package ${name} reads input.resources, which only guardrails are handed: it would never find anything`, where, 'call the package landrail.guardrails.<id>; other packages are handed the input as it was written, such as input.resource_changes of a plan');
}

function misread(message: string, where: string, hint: string): Problem {
  return { code: 'policy-input', message, where, hint };
}
