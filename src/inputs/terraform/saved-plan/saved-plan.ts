import { ProblemError, type Problem } from '#model/problem.ts';
import type { JsonValue } from '#model/json.ts';
import type { Action } from '#model/resource.ts';
import { pathWord } from '#model/shell-word.ts';
import type { ZipEntry } from '../../zip.ts';
import { plannedValues, split, valueIn, type PlannedValues } from './planned-values.ts';
import { bytesAt, fieldsOf, messagesAt, numberAt, textAt, WireError, type Fields } from './protobuf.ts';

/** What the binary part of a saved plan tells without the schemas of its providers. */
export interface SavedPlan {
  readonly terraformVersion: string;
  /** When it was made; empty where it does not tell. */
  readonly timestamp: string;
  readonly errored: boolean;
  /** False: a part is left to a later plan. */
  readonly complete: boolean;
  /** It is about all that the configuration declares: not of some of it (`-target`), not to destroy it or to look at it alone. */
  readonly whole: boolean;
  readonly workspace: string | null;
  /** Root variables that were set, as they were typed; those left to their defaults are missing. */
  readonly variables: readonly { readonly name: string; readonly value: JsonValue }[];
  /** Ephemeral ones, whose values a plan does not hold, and those that are not known. */
  readonly unset: readonly string[];
  readonly changes: readonly SavedChange[];
  /** Changes among them that are put off to a later plan. */
  readonly deferred: number;
  /** Actions that the plan invokes: what they do is not read. */
  readonly invocations: number;
}

export interface SavedChange {
  readonly address: string;
  readonly action: Action;
  readonly previousAddress: string | null;
  /** @throws WireError */
  values(): PlannedValues;
}

/** Versions of the layout that are read; Terraform has written 3 since 0.12. */
const layout = 3;
/** From here on a plan says whether it is complete. */
const saysComplete = /^(?:0\.|1\.[0-7](?:\.|$))/;
/** By number: 4 was never given; 9 makes a new object and lets go of the old one. */
const actions: readonly (Action | null)[] = ['no-op', 'create', 'read', 'update', null, 'delete', 'replace', 'replace', 'forget', 'replace'];

/**
 * The entry `tfplan` of a saved plan: a protobuf message, of which only what is needed is read; its fields by the numbers that
 * Terraform gave them. @throws ProblemError
 */
export function readSavedPlan(entry: ZipEntry, path: string): SavedPlan {
  try {
    return read(fieldsOf(entry.bytes()), path);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw new ProblemError({ code: 'plan-malformed', message: `${path} is a saved plan whose content cannot be read: ${error.message}`, where: path, hint: `give its JSON: terraform show -json ${pathWord(path)} > plan.json` });
  }
}

function read(fields: Fields, path: string): SavedPlan {
  const version = numberAt(fields, 1);
  const terraformVersion = textAt(fields, 14);
  if (version !== layout) throw new ProblemError(otherLayout(path, version, terraformVersion));
  const unset = messagesAt(fields, 28).map((name) => name.toString('utf8'));
  const variables: { name: string; value: JsonValue }[] = [];
  for (const message of messagesAt(fields, 2)) {
    const pair = fieldsOf(message);
    const { value, mask } = split(valueIn(bytesAt(pair, 2)));
    if (mask === undefined) variables.push({ name: textAt(pair, 1), value });
    else unset.push(textAt(pair, 1));
  }
  const deferred = messagesAt(fields, 27);
  return {
    terraformVersion,
    timestamp: textAt(fields, 21),
    errored: numberAt(fields, 20) === 1,
    complete: numberAt(fields, 26) === 1 || saysComplete.test(terraformVersion),
    whole: numberAt(fields, 17) === 0 && messagesAt(fields, 5).length === 0,
    workspace: textAt(fieldsOf(bytesAt(fields, 13)), 3) || textAt(fieldsOf(bytesAt(fields, 29)), 3) || null,
    variables,
    unset,
    changes: [...messagesAt(fields, 3), ...deferred.map((message) => bytesAt(fieldsOf(message), 2))].flatMap((message) => changeOf(fieldsOf(message), path)),
    deferred: deferred.length,
    invocations: messagesAt(fields, 30).length,
  };
}

function changeOf(fields: Fields, path: string): SavedPlan['changes'] {
  // An object that is only waiting for its deletion.
  if (textAt(fields, 7) !== '') return [];
  const change = fieldsOf(bytesAt(fields, 9));
  const address = textAt(fields, 13);
  const planned = actions[numberAt(change, 1)];
  if (planned === undefined || planned === null || address === '') throw new ProblemError({ code: 'plan-unknown-action', message: `${path} holds a change of ${address || 'an unnamed resource'} that this landrail does not know`, where: path, hint: `give its JSON: terraform show -json ${pathWord(path)} > plan.json` });
  const imports = planned === 'no-op' && bytesAt(change, 5).length > 0;
  return [{ address, action: imports ? 'import' : planned, previousAddress: textAt(fields, 14) || null, values: () => plannedValues(bytesAt(fields, 9)) }];
}

function otherLayout(path: string, version: number, terraformVersion: string): Problem {
  return { code: 'plan-unknown-version', message: `${path} is a saved plan in layout ${version}${terraformVersion === '' ? '' : `, of Terraform ${terraformVersion}`}; this landrail reads layout ${layout}`, where: path, hint: `give its JSON: terraform show -json ${pathWord(path)} > plan.json` };
}
