import { isAzapi } from '#catalog/azapi.ts';
import { cloudOf, terraformType } from '#catalog/terraform.ts';
import type { Problem } from '#model/problem.ts';
import type { Span } from '../../json/span.ts';
import { countSort } from '../../sorts.ts';
import { shownProblems } from '../shown-problems.ts';
import { plannedAction, type PlannedAction } from './actions.ts';
import { Alikes } from './alike.ts';
import { readHeader } from './change-header.ts';
import { entryOf, Modules, type PlanEntry } from './entry.ts';
import type { Plan } from './plan.ts';

export interface Entries {
  readonly list: readonly PlanEntry[];
  readonly byAddress: ReadonlyMap<string, PlanEntry>;
  readonly alikes: Alikes;
  readonly tally: Tally;
  readonly problems: readonly Problem[];
}

/** What was passed over and why; each kind is named in a note. */
export interface Tally {
  deletes: number;
  forgets: number;
  unchanged: number;
  moves: number;
  reads: number;
  deferred: number;
  invocations: number;
  readonly otherProviders: Map<string, number>;
  /** Resources that are judged, of types that the catalogue does not know. */
  readonly unlisted: Map<string, number>;
  fromPlannedValues: boolean;
  /** No resource at all, of whatever provider. */
  nothing: boolean;
}

/** The resources of a plan in its order: `resource_changes` and `deferred_changes`, or `planned_values` where a plan has nothing else. */
export function listEntries(plan: Plan, all: boolean, path: string): Entries {
  return new EntryList(plan, all, path).read();
}

class EntryList {
  readonly #plan: Plan;
  readonly #all: boolean;
  readonly #path: string;
  readonly #list: PlanEntry[] = [];
  readonly #byAddress = new Map<string, PlanEntry>();
  readonly #problems: Problem[] = [];
  readonly #modules = new Modules();
  readonly #alikes: Alikes;
  readonly #tally: Tally = { deletes: 0, forgets: 0, unchanged: 0, moves: 0, reads: 0, deferred: 0, invocations: 0, otherProviders: new Map(), unlisted: new Map(), fromPlannedValues: false, nothing: false };

  constructor(plan: Plan, all: boolean, path: string) {
    this.#plan = plan;
    this.#all = all;
    this.#path = path;
    this.#alikes = new Alikes(plan.document, this.#modules, plan.repeats.get('resource_changes') ?? null);
  }

  read(): Entries {
    const plan = this.#plan;
    const changes = plan.list('resource_changes');
    for (let index = 0; index < changes.length; index++) {
      const span = changes[index] as Span;
      const like = this.#alikes.of(index, span);
      if (like !== null) this.#add(like, '');
      else this.#change(span, `resource_changes[${index}]`, index);
    }
    for (const [index, span] of plan.list('deferred_changes').entries()) {
      const change = this.#plan.document.members(span).find((member) => member.key === 'resource_change');
      if (change) this.#change(change.value, `deferred_changes[${index}].resource_change`);
      this.#tally.deferred++;
    }
    for (const [index, span] of plan.list('action_invocations').entries()) {
      // An action can start machines; two triggers may invoke the same one.
      const entry = entryOf(readHeader(this.#plan.document, span), span, 'invocation', { action: 'update', judged: true }, this.#modules);
      if (entry !== null && this.#byAddress.has(entry.address)) continue;
      this.#add(entry, `action_invocations[${index}]`);
      this.#tally.invocations++;
    }
    if (changes.length === 0 && !plan.hasList('deferred_changes')) {
      this.#plannedValues();
      this.#tally.fromPlannedValues = this.#list.length > 0;
    }
    this.#tally.nothing = this.#list.length === 0 && this.#tally.deletes === 0 && this.#tally.forgets === 0;
    return { list: this.#list, byAddress: this.#byAddress, alikes: this.#alikes, tally: this.#tally, problems: this.#problems };
  }

  /** @param element its number in `resource_changes`; none for what stands elsewhere */
  #change(span: Span, place: string, element: number | null = null): void {
    const header = readHeader(this.#plan.document, span);
    const action = plannedAction(header.actions, header.importing, this.#all);
    if (action === null) {
      this.#problem('plan-unknown-action', `${place} of ${this.#path} has actions that no Terraform we know writes: ${header.actions === '' ? 'none' : header.actions.replaceAll('+', ', ')}`);
    }
    const entry = entryOf(header, span, 'change', action ?? { action: 'update', judged: true }, this.#modules);
    // What a resource of azapi is stands in its values: none is like another by its form.
    this.#add(entry === null || element === null || action === null || isAzapi(entry.type) ? entry : this.#alikes.noted(entry, element), place);
  }

  #plannedValues(): void {
    const { document } = this.#plan;
    const root = this.#plan.keys.get('planned_values');
    const start = root === undefined ? undefined : document.members(root).find((member) => member.key === 'root_module')?.value;
    const modules: Span[] = start === undefined ? [] : [start];
    for (let module = modules.shift(); module !== undefined; module = modules.shift()) {
      const outline = document.scan(module.start, (key) => key === 'resources' || key === 'child_modules');
      for (const [index, { key }] of document.membersOf(outline).entries()) {
        const offsets = outline.elements.get(index) ?? [];
        for (let at = 0; at < offsets.length; at += 2) {
          const span = { start: offsets[at] as number, end: offsets[at + 1] as number };
          if (key === 'child_modules') modules.push(span);
          else this.#add(entryOf(readHeader(document, span), span, 'planned-value', planned, this.#modules), 'a resource of planned_values');
        }
      }
    }
  }

  #add(entry: PlanEntry | null, place: string): void {
    if (entry === null) {
      this.#problem('plan-malformed', `${place} of ${this.#path} names no resource`);
      return;
    }
    const tally = this.#tally;
    // An object that an earlier replacement left behind shares its address with the one that is in use.
    if (entry.deposed !== '') {
      if (entry.action === 'forget') tally.forgets++;
      else tally.deletes++;
      return;
    }
    if (this.#byAddress.has(entry.address)) {
      this.#problem('plan-duplicate-address', `${this.#path} has the address ${entry.address} twice; only the first entry was judged`);
      return;
    }
    this.#byAddress.set(entry.address, entry);
    this.#list.push(entry);
    if (entry.mode === 'data') tally.reads++;
    else if (entry.action === 'delete') tally.deletes++;
    else if (entry.action === 'forget') tally.forgets++;
    else if (cloudOf(entry.type) === null) {
      const provider = entry.providerName.split('/').at(-1) ?? '';
      const name = provider === '' ? (entry.type.split('_')[0] ?? entry.type) : provider;
      countSort(tally.otherProviders, name);
    } else if (entry.action === 'no-op' && !entry.judged) {
      if (entry.previousAddress === null) tally.unchanged++;
      else tally.moves++;
    } else if (terraformType(entry.type) === null && !isAzapi(entry.type)) countUnlisted(tally, entry.type);
  }

  #problem(code: string, message: string): void {
    if (this.#problems.length < shownProblems) this.#problems.push({ code, message, where: this.#path, hint: 'write the plan again: terraform show -json tfplan > plan.json' });
  }
}

export function countUnlisted(tally: Tally, type: string): void {
  countSort(tally.unlisted, type);
}

/** `planned_values` does not say what is new and what changes. */
const planned: PlannedAction = { action: 'create', judged: true };
