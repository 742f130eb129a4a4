import { member, type JsonValue } from '#model/json.ts';
import type { Action } from '#model/resource.ts';
import type { JsonDocument } from '../../json/document.ts';
import { skipValue, walkMembers } from '../../json/skip.ts';
import type { Span } from '../../json/span.ts';
import { configurationModule, moduleSteps, parseAddress, type AddressStep, type InstanceKey } from '../address.ts';
import type { PlannedAction } from './actions.ts';
import type { ChangeHeader } from './change-header.ts';

/** One object of the plan: an entry of `resource_changes` or `deferred_changes`, a resource of `planned_values`, or an action that is invoked. */
export interface Entry {
  readonly header: ChangeHeader;
  readonly span: Span;
  readonly form: 'change' | 'planned-value' | 'invocation';
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly modules: readonly AddressStep[];
  readonly key: InstanceKey;
  /** Without instance keys: `module.a.aws_instance.web`, as the configuration is indexed. */
  readonly configAddress: string;
  readonly action: Action;
  readonly judged: boolean;
}

/** What is planned for a resource: the values, and masks of the same form. */
export interface PlannedValues {
  readonly after: JsonValue | undefined;
  readonly unknown: JsonValue | undefined;
  readonly sensitive: JsonValue | undefined;
  /** False where values that are not known are simply missing (`planned_values`). */
  readonly complete: boolean;
}

/** Null for an entry that names no resource. */
export function entryOf(header: ChangeHeader, span: Span, form: Entry['form'], action: PlannedAction, known: Map<string, readonly AddressStep[]>): Entry | null {
  let { address, type, name } = header;
  if (address === '' && type !== '' && name !== '') address = `${header.moduleAddress === '' ? '' : `${header.moduleAddress}.`}${header.mode === 'data' ? 'data.' : ''}${type}.${name}`;
  const parsed = parseAddress(address);
  if (parsed === null) return null;
  if (type === '') type = parsed.type;
  if (name === '') name = parsed.name;
  const mode = header.mode === 'data' || (header.mode === '' && parsed.mode === 'data') ? 'data' : 'managed';
  const modules = header.moduleAddress === '' ? parsed.modules : stepsOf(header.moduleAddress, known);
  const path = configurationModule(modules);
  return {
    header,
    span,
    form,
    address,
    mode,
    type,
    name,
    modules,
    key: parsed.key,
    configAddress: `${path === '' ? '' : `${path}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}`,
    action: action.action,
    judged: action.judged && mode === 'managed',
  };
}

function stepsOf(moduleAddress: string, known: Map<string, readonly AddressStep[]>): readonly AddressStep[] {
  let steps = known.get(moduleAddress);
  if (!steps) known.set(moduleAddress, (steps = moduleSteps(moduleAddress)));
  return steps;
}

/** Builds the planned values of an entry. What was before the change is left out: nothing is judged by it. */
export function plannedValues(document: JsonDocument, view: DataView, entry: Entry): PlannedValues {
  if (entry.form === 'planned-value') {
    const value = document.value(entry.span);
    return { after: member(value, 'values'), unknown: undefined, sensitive: member(value, 'sensitive_values'), complete: false };
  }
  if (entry.form === 'invocation') {
    const value = document.value(entry.span);
    return { after: member(value, 'config_values'), unknown: member(value, 'config_unknown'), sensitive: member(value, 'config_sensitive'), complete: true };
  }
  const before = entry.action === 'create' ? null : beforeSpan(document, view, entry.span);
  const change = member(document.valueWithout(entry.span, before), 'change');
  return { after: member(change, 'after'), unknown: member(change, 'after_unknown'), sensitive: member(change, 'after_sensitive'), complete: true };
}

/** Where `change.before` stands: as long as `after`, and of no use here. */
function beforeSpan(document: JsonDocument, view: DataView, span: Span): Span | null {
  let found: Span | null = null;
  const { bytes } = document;
  walkMembers(bytes, view, span.start, (keyStart, keyEnd, value) => {
    if (bytes.toString('latin1', keyStart, keyEnd) !== 'change' || bytes[value] !== 123) return 0;
    walkMembers(bytes, view, value, (start, end, inner) => {
      if (bytes.toString('latin1', start, end) !== 'before') return 0;
      found = { start: inner, end: skipValue(bytes, view, inner) };
      return -1;
    });
    return -1;
  });
  return found;
}
