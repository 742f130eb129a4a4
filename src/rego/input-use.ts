import type { Problem } from '#model/problem.ts';
import { usedBy, type PackageUse } from './package-use.ts';

/** What a package names of `input`. */
export interface InputUse extends PackageUse {
  /** Members of `input` that it names. */
  readonly inputs: readonly { readonly key: string; readonly where: string }[];
  /** Whether it evaluates rules `with input` of its own. */
  readonly replacesInput: boolean;
}

const handed = new Set(['resources', 'path']);

/**
 * A policy that reads what only the other kind of policy is handed finds nothing there and passes whatever it is given. Libraries
 * that both kinds use are left alone, and so is everything where some package replaces `input`.
 */
export function misreadInputs(packages: readonly InputUse[], guardrails: ReadonlySet<string>, documents: ReadonlySet<string>): readonly Problem[] {
  const byGuardrails = usedBy(packages, guardrails);
  const byDocuments = usedBy(packages, documents);
  const running = packages.filter((one) => byGuardrails.has(one.package) || byDocuments.has(one.package));
  if (running.some((one) => one.replacesInput)) return [];
  return running.flatMap(({ package: name, inputs }) => {
    const [inGuardrail, inDocument] = [byGuardrails.has(name), byDocuments.has(name)];
    if (inGuardrail === inDocument) return [];
    return inputs
      .filter(({ key }) => (inGuardrail ? !handed.has(key) : key === 'resources'))
      .map(({ key, where }) => (inGuardrail ? unknownToGuardrails(name, key, where) : unknownToDocuments(name, where)));
  });
}

function unknownToGuardrails(name: string, key: string, where: string): Problem {
  return {
    code: 'policy-input',
    message: `package ${name} reads input.${key}, which a guardrail is not handed: it would never find anything`,
    where,
    hint: 'read input.resources, or move the rule to package main, which is handed the input as it was written',
  };
}

function unknownToDocuments(name: string, where: string): Problem {
  return {
    code: 'policy-input',
    message: `package ${name} reads input.resources, which only guardrails are handed: it would never find anything`,
    where,
    hint: 'call the package landrail.guardrails.<id>; other packages are handed the input as it was written, such as input.resource_changes of a plan',
  };
}
