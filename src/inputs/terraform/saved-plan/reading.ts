import { cloudOf, terraformType } from '#catalog/terraform.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import { pathWord } from '#model/shell-word.ts';
import { inBatches } from '../../batches.ts';
import type { InputOptions } from '../../options.ts';
import { notLive, type Reading, type ReadingEnd } from '../../reading.ts';
import { aroundOf, resourceOf } from '../../resource/resource.ts';
import type { Stated } from '../../resource/values.ts';
import { countSort } from '../../sorts.ts';
import { parseAddress } from '../address.ts';
import { withLikelySecrets } from '../likely-secrets.ts';
import type { Tally } from '../plan/entries.ts';
import { unknownInPlan } from '../plan/entry.ts';
import { notesOf } from '../plan/notes.ts';
import type { StateEntry } from '../state/entry.ts';
import { leavingOf } from '../state/leaving.ts';
import type { PlanSource } from './plan-source.ts';
import { WireError } from './protobuf.ts';
import type { SavedChange, SavedPlan } from './saved-plan.ts';
import { PlannedSubjects, type PlannedEntry } from './subjects.ts';

/** A saved plan by itself. */
export class SavedPlanReading implements Reading {
  readonly path: string;
  readonly format = 'terraform-saved-plan';
  readonly size: number;
  readonly #plan: SavedPlan;
  readonly #source: PlanSource;
  readonly #options: InputOptions;
  readonly #entries: readonly PlannedEntry[];
  readonly #tally: Tally;
  readonly #before: () => readonly StateEntry[];
  /** What turns out malformed while it is read. */
  readonly #faults: Problem[] = [];

  /** @param before the objects of the state that it was planned on */
  constructor(path: string, size: number, plan: SavedPlan, source: PlanSource, before: () => readonly StateEntry[], options: InputOptions) {
    this.path = path;
    this.size = size;
    this.#plan = plan;
    this.#source = source;
    this.#before = before;
    this.#options = options;
    this.#entries = plan.changes.map((change) => entryOf(change, path, source, options.all, this.#faults));
    this.#tally = tallyOf(this.#entries, plan);
  }

  get batches(): Iterable<readonly Resource[]> {
    return inBatches(this.#resources());
  }

  *#resources(): Generator<Resource> {
    const subjects = new PlannedSubjects(this.#entries, this.#options);
    const around = aroundOf(subjects, this.#options);
    for (const entry of this.#entries) {
      const subject = entry.judged ? subjects.of(entry) : null;
      if (subject === null) continue;
      yield resourceOf(subject, around);
    }
    if (this.#options.declares === true) yield* leavingOf(this.#before(), this.#entries, this.#options);
  }

  finish(): ReadingEnd {
    return {
      ...notLive,
      recognised: this.#entries.filter((entry) => entry.mode === 'managed' && cloudOf(entry.type) !== null).length,
      notes: notesOf(this.#tally),
      problems: [...stateProblems(this.#plan, this.path), ...this.#faults],
      unread: [],
      document: null,
      sensitive: [],
      ...this.#source.places,
    };
  }
}

/** @throws ProblemError for an address that is none: what it stands for must not go by. */
function entryOf(change: SavedChange, path: string, source: PlanSource, all: boolean, faults: Problem[]): PlannedEntry {
  const { address, action, previousAddress } = change;
  const parsed = parseAddress(address);
  if (parsed === null) throw new ProblemError({ code: 'plan-malformed', message: `${path} holds a change of ${JSON.stringify(address)}, which is not a resource address`, where: path, hint: `give its JSON: terraform show -json ${pathWord(path)} > plan.json` });
  const { mode, type, name } = parsed;
  const declared = source.instance(address);
  const unchanged = action === 'no-op' ? all : !['read', 'delete', 'forget'].includes(action);
  let stated: Stated | null = null;
  return {
    address,
    previousAddress,
    mode,
    type,
    name,
    action,
    conditional: null,
    judged: mode === 'managed' && unchanged,
    source: null,
    declared,
    stated: () => (stated ??= statedOf(change, path, faults)),
  };
}

/** Nothing is known of values that cannot be read. */
function statedOf(change: SavedChange, path: string, faults: Problem[]): Stated {
  try {
    const values = change.values();
    return { ...values, sensitive: withLikelySecrets(values.value, values.sensitive), complete: true, because: unknownInPlan };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    faults.push({ code: 'plan-malformed', message: `${path} holds values of ${change.address} that cannot be read: ${error.message}`, where: path, hint: `give its JSON: terraform show -json ${pathWord(path)} > plan.json` });
    return { value: {}, mask: true, sensitive: undefined, complete: true, because: unknownInPlan };
  }
}

function tallyOf(entries: readonly PlannedEntry[], plan: SavedPlan): Tally {
  const tally: Tally = { deletes: 0, forgets: 0, unchanged: 0, moves: 0, reads: 0, deferred: plan.deferred, invocations: 0, otherProviders: new Map(), unlisted: new Map(), fromPlannedValues: false, nothing: entries.length === 0 };
  for (const { mode, type, action, judged, previousAddress } of entries) {
    if (mode === 'data') tally.reads++;
    else if (action === 'delete') tally.deletes++;
    else if (action === 'forget') tally.forgets++;
    else if (cloudOf(type) === null) countSort(tally.otherProviders, type.split('_')[0] ?? type);
    else if (action === 'no-op' && !judged) tally[previousAddress === null ? 'unchanged' : 'moves']++;
    else if (terraformType(type) === null) countSort(tally.unlisted, type);
  }
  return tally;
}

function stateProblems(plan: SavedPlan, path: string): readonly Problem[] {
  if (plan.errored) return [{ code: 'plan-errored', message: `${path} was saved although planning failed: it does not hold everything that an apply would do`, where: path, hint: 'fix what terraform plan reports, then plan again' }];
  if (!plan.complete) return [{ code: 'plan-incomplete', message: `${path} is not complete: Terraform put some changes off to a later plan`, where: path, hint: 'apply this part, plan again and check that plan too; or plan without -target' }];
  return [];
}
