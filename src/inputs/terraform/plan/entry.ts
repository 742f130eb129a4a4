import { member, type JsonValue } from '#model/json.ts';
import type { JsonDocument } from '../../json/document.ts';
import { skipValue, walkMembers } from '../../json/skip.ts';
import type { Span } from '../../json/span.ts';
import type { Stated } from '../../resource/values.ts';
import { configurationModule, moduleSteps, parseAddress, type AddressStep } from '../address.ts';
import type { TerraformEntry } from '../entry.ts';
import type { PlannedAction } from './actions.ts';
import type { ChangeHeader } from './change-header.ts';

/** One object of the plan: an entry of `resource_changes` or `deferred_changes`, a resource of `planned_values`, or an action that is invoked. */
export interface PlanEntry extends TerraformEntry {
  /** Of the instance of its module, as the plan writes it; empty at the root, or where the address alone names the module. */
  readonly moduleAddress: string;
  readonly providerName: string;
  /** The key of an object that an earlier replacement left behind; else empty. */
  readonly deposed: string;
  readonly span: Span;
  readonly form: 'change' | 'planned-value' | 'invocation';
  /** Which element of `resource_changes` it is, where it is compared with others; else null. */
  readonly element: number | null;
}

/** Why a value of a plan is not known. */
export const unknownInPlan = 'known after apply';

/** Null for an entry that names no resource. */
export function entryOf(header: ChangeHeader, span: Span, form: PlanEntry['form'], action: PlannedAction, known: Modules): PlanEntry | null {
  let { address, type, name } = header;
  if (address === '' && type !== '' && name !== '') address = `${header.moduleAddress === '' ? '' : `${header.moduleAddress}.`}${header.mode === 'data' ? 'data.' : ''}${type}.${name}`;
  const parsed = parseAddress(address);
  if (parsed === null) return null;
  if (type === '') type = parsed.type;
  if (name === '') name = parsed.name;
  const mode = header.mode === 'data' || (header.mode === '' && parsed.mode === 'data') ? 'data' : 'managed';
  const { steps, path } = header.moduleAddress === '' ? { steps: parsed.modules, path: configurationModule(parsed.modules) } : known.of(header.moduleAddress);
  return {
    moduleAddress: header.moduleAddress,
    providerName: header.providerName,
    deposed: header.deposed,
    span,
    form,
    element: null,
    address,
    previousAddress: header.previousAddress === '' ? null : header.previousAddress,
    mode,
    type,
    name,
    modules: steps,
    key: parsed.key,
    configAddress: known.blockAddress(path, localAddress(mode, type, name)),
    action: action.action,
    conditional: null,
    judged: action.judged && mode === 'managed',
    source: null,
  };
}

/** Of a block within its module: `data.aws_ami.base`. */
export function localAddress(mode: PlanEntry['mode'], type: string, name: string): string {
  return `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}

/** Module addresses come with each of their resources; each is cut once. */
export class Modules {
  readonly #blocks = new Map<string, Map<string, string>>();
  readonly #known = new Map<string, { readonly steps: readonly AddressStep[]; readonly path: string }>();

  /** The instances of a `module_address`, and the module as the configuration knows it. */
  of(moduleAddress: string): { readonly steps: readonly AddressStep[]; readonly path: string } {
    const before = this.#known.get(moduleAddress);
    if (before) return before;
    const steps = moduleSteps(moduleAddress);
    const module = { steps, path: configurationModule(steps) };
    this.#known.set(moduleAddress, module);
    return module;
  }

  /** As the configuration knows a block of a module; the same string each time, as it is looked up again and again. */
  blockAddress(path: string, local: string): string {
    let blocks = this.#blocks.get(path);
    if (!blocks) this.#blocks.set(path, (blocks = new Map()));
    let address = blocks.get(local);
    if (address === undefined) blocks.set(local, (address = path === '' ? local : `${path}.${local}`));
    return address;
  }
}

/** The masks of a plan are JSON as the plan has it. */
export interface PlanStated extends Stated {
  readonly mask: JsonValue | undefined;
}

/** Builds the planned values of an entry. What was before the change is left out: nothing is judged by it. */
export function plannedValues(document: JsonDocument, entry: PlanEntry): PlanStated {
  if (entry.form === 'planned-value') {
    const value = document.valueWithout(entry.span, null);
    return stated(member(value, 'values'), undefined, member(value, 'sensitive_values'), notInPlannedValues);
  }
  if (entry.form === 'invocation') {
    const value = document.valueWithout(entry.span, null);
    return stated(member(value, 'config_values'), member(value, 'config_unknown'), member(value, 'config_sensitive'));
  }
  const before = entry.action === 'create' ? null : beforeSpan(document, entry.span);
  const change = member(document.valueWithout(entry.span, before), 'change');
  return stated(member(change, 'after'), member(change, 'after_unknown'), member(change, 'after_sensitive'));
}

const notInPlan = 'the plan does not hold its planned values';
const notInPlannedValues = 'planned_values leaves out what is not known yet';

function stated(value: JsonValue | undefined, mask: JsonValue | undefined, sensitive: JsonValue | undefined, because = unknownInPlan): PlanStated {
  return { value, mask, sensitive, complete: because !== notInPlannedValues, because: value === undefined || value === null ? notInPlan : because };
}

/** Where `change.before` stands: as long as `after`, and of no use here. */
function beforeSpan(document: JsonDocument, span: Span): Span | null {
  let found: Span | null = null;
  const { bytes, view } = document;
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
