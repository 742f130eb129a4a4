import type { Claim } from '#model/finding.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { owned } from '#model/owned.ts';
import type { Problem } from '#model/problem.ts';
import { severities } from '#model/severity.ts';
import { Element } from './element.ts';
import { isExcepted } from './exceptions.ts';
import { noTexts, oneEvidence, oneList, oneOrNone, oneText, oneValue } from './one.ts';
import type { Policy } from './policies.ts';
import { ResultFaults, formOf } from './result-faults.ts';
import { roomOf } from './rooms.ts';

/** What one policy said of one batch. */
export interface Claims {
  readonly claims: readonly Claim[];
  /** What the policy's own `exception` rule takes back; only of document policies. */
  readonly excepted: readonly Claim[];
  /** What could not be read, or not all of it: an element that has a message is a claim all the same. */
  readonly problems: readonly Problem[];
}

/** What an element says beside its message. */
type Said = Pick<Claim, 'address' | 'evidence' | 'severity' | 'remediation' | 'location'>;

const guardrailKeys = ['resource', 'path', 'msg', 'actual', 'expected', 'refs', 'severity', 'remediation', '_loc'];
const detectionKeys = [...guardrailKeys, 'event', 'events', 'who', 'about'];
const documentKeys = ['msg', '_loc', 'severity'];

/** What an element of a detection names: an event by its id, a resource by its address, and by what the same is told again. */
export interface Named {
  readonly event: string | null;
  /** All that it is about, where they are more than that one. */
  readonly events: readonly string[];
  readonly address: string | null;
  readonly who: string | null;
  readonly about: string | null;
}

/**
 * Reads what the entrypoint of a policy gave: `{rule: elements, …}`, where a rule that is undefined is missing. A guardrail's
 * `deny` and `warn` are failures, `undecided` is what its name says. A document policy is read as conftest reads it, except
 * that nothing it says is passed over in silence. @param path names the input. @param detected of a detection: what its elements name
 */
export function claimsOf(value: JsonValue, policy: Policy, path: string, detected?: (named: Named) => Pick<Claim, 'input' | 'detected'>): Claims {
  const { guardrail, rules } = policy;
  if (!isObject(value)) throw new Error(`the entrypoint of ${guardrail.id} gave ${formOf(value)}, not an object of rules`);
  const faults = new ResultFaults(guardrail.id);
  const keys = keysIn(guardrail.package);
  const isGuardrail = keys !== null;
  const claims: Claim[] = [];
  const excepted: Claim[] = [];
  for (const rule of rules) {
    if (!isGuardrail && rule === 'exception') continue;
    const list = !isGuardrail && isExcepted(rule, member(value, 'exception'), faults) ? excepted : claims;
    const verdict = isGuardrail && rule === 'undecided' ? 'undecided' : 'fail';
    for (const element of elementsOf(value, rule, keys, faults)) {
      const message = element.message();
      const said = isGuardrail ? saidByGuardrail(element, rule, keys, path) : saidOfDocument(element, path);
      const about = detected?.({ event: element.words('event'), events: element.texts('events'), address: said.address, who: element.words('who'), about: element.words('about') });
      if (message === null) continue;
      const { address, evidence, severity, remediation, location } = said;
      list.push({ guardrail: guardrail.id, verdict, message: oneText(message), input: path, address: address === null ? null : owned(address), evidence, severity, remediation, location, located: null, ...about });
    }
  }
  return { claims, excepted, problems: faults.problems };
}

/** What elements of a guardrail or detection may hold; null for a document policy. */
function keysIn(packageName: string): readonly string[] | null {
  const room = roomOf(packageName);
  return room === null ? null : room === 'detection' ? detectionKeys : guardrailKeys;
}

/** A text alone is an element with that message. */
function elementsOf(value: JsonObject, rule: string, keys: readonly string[] | null, faults: ResultFaults): readonly Element[] {
  const elements = member(value, rule);
  if (elements === undefined) return [];
  if (!isArray(elements)) {
    faults.rule(rule, `is ${formOf(elements)}, not a set of findings`, `write ${rule} contains "…" if { … }`);
    return [];
  }
  return elements.flatMap((one, index) => {
    const element = typeof one === 'string' ? { msg: one } : one;
    const resource = member(element, 'resource');
    const place = { rule, number: index + 1, resource: typeof resource === 'string' && resource !== '' ? resource : null };
    const fault = (what: string): void => faults.element(place, what, keys === null ? documentHint : guardrailHint(rule, keys));
    if (isObject(element)) return [new Element(element, fault)];
    fault(`is ${formOf(element)}`);
    return [];
  });
}

const documentHint = `an element is a text, or an object with the text msg and any metadata; _loc is {"file": text, "line": number}, severity one of ${severities.join(', ')}`;

function guardrailHint(rule: string, keys: readonly string[]): string {
  return `an element of ${rule} is a text, or an object with msg and any of ${keysOf(rule, keys).filter((key) => key !== 'msg').join(', ')}; severity is one of ${severities.join(', ')}`;
}

function keysOf(rule: string, keys: readonly string[]): readonly string[] {
  return rule === 'undecided' ? [...keys, 'needs'] : keys;
}

function saidByGuardrail(element: Element, rule: string, keys: readonly string[], path: string): Said {
  element.mustHaveOnly(keysOf(rule, keys));
  return {
    address: element.words('resource'),
    evidence: oneEvidence({
      path: oneText(element.text('path') ?? ''),
      actual: oneValue(element.json('actual')),
      expected: oneValue(element.json('expected')),
      refs: oneList(element.texts('refs')),
      needs: rule === 'undecided' ? oneOrNone(element.text('needs')) : null,
    }),
    severity: element.severity() ?? (rule === 'warn' ? 'low' : null),
    remediation: oneOrNone(element.words('remediation')),
    location: element.location(path),
  };
}

/** Metadata, of which conftest only says that there is some, is shown as what was found. `resource` is one when it is an address. */
function saidOfDocument(element: Element, path: string): Said {
  const resource = element.json('resource');
  const address = typeof resource === 'string' && resource !== '' ? resource : null;
  return {
    address,
    evidence: { path: '', actual: element.without(address === null ? documentKeys : [...documentKeys, 'resource']), expected: null, refs: noTexts, needs: null },
    severity: element.severity(),
    remediation: null,
    location: element.location(path),
  };
}
