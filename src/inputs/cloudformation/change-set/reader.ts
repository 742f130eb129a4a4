import { isArray, member, type JsonValue } from '#model/json.ts';
import { accountOfArn, regionOfArn } from '#catalog/regions.ts';
import { known, unknown, type Known } from '#model/known.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import { shellWord } from '#model/shell-word.ts';
import type { OpenedSource, SourceFile, SourceOptions, SourceReader } from '../../format.ts';
import { JsonDocument } from '../../json/document.ts';
import { noSource, type Reading, type ReadingEnd } from '../../reading.ts';
import type { FormatWords } from '../../resource/subject.ts';
import { batchesOf, unlistedIn } from '../resources.ts';
import type { StackFacts } from '../template-resource.ts';
import { changeSetOf, type ChangeSet } from './change-set.ts';
import { changeOf, withValues, type Change } from './changes.ts';
import { afterExecution, contextOf } from './context.ts';
import { notesOf } from './notes.ts';
import { isUnchanged, stateProblems } from './state.ts';

const words: FormatWords = { stage: 'change-set', noun: 'change set', because: afterExecution };

export const reader: SourceReader = {
  *open(files, options) {
    const opened = files.map((file) => setsIn(file));
    const family = new Family(opened.flatMap(({ sets }) => sets));
    for (const { file, sets, problems } of opened) {
      yield { path: file.path, named: file.given !== 'found', readings: sets.map((one) => new ChangeSetReading(one, family, options)), problems } satisfies OpenedSource;
    }
  },
};

interface Described {
  readonly path: string;
  readonly size: number;
  readonly set: ChangeSet;
}

function setsIn(file: SourceFile): { readonly file: SourceFile; readonly sets: readonly Described[]; readonly problems: readonly Problem[] } {
  try {
    const { bytes, length } = file.text();
    const value = new JsonDocument(bytes, length).value({ start: 0, end: length });
    const list: readonly JsonValue[] = isArray(value) ? value : [value];
    const sets = list.flatMap((one, index): readonly Described[] => {
      const set = changeSetOf(one);
      return set === null ? [] : [{ path: isArray(value) ? `${file.path}#${set.name === '' ? index : set.name}` : file.path, size: Math.ceil(length / list.length), set }];
    });
    return { file, sets, problems: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { file, sets: [], problems: error.problems };
  }
}

/** Change sets that were given together: those of nested stacks are files of their own, and the parent names them by id. */
class Family {
  readonly #byId = new Map<string, ChangeSet>();
  readonly #parents = new Map<string, { readonly set: ChangeSet; readonly change: Change }>();

  constructor(described: readonly Described[]) {
    for (const { set } of described) {
      if (set.id !== '') this.#byId.set(set.id, set);
      for (const change of changesOf(set, { path: '', stackName: null, region: known(''), account: known(''), tags: [], tagsOpen: null })) if (change.nested !== '' && change.nested !== set.id) this.#parents.set(change.nested, { set, change });
    }
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** Where a nested stack stands in its root: `Network`, `Network/Peering`; empty for a root, and for one whose parent is not given. */
  pathOf(set: ChangeSet): string {
    const steps: string[] = [];
    const seen = new Set<string>();
    for (let at = this.#parents.get(set.id); at !== undefined && !seen.has(at.change.nested); at = this.#parents.get(at.set.id)) {
      seen.add(at.change.nested);
      steps.unshift(at.change.logicalId);
    }
    return steps.join('/');
  }
}

function changesOf(set: ChangeSet, stack: StackFacts): readonly Change[] {
  return set.changes.flatMap((entry) => changeOf(entry, set, stack) ?? []);
}

class ChangeSetReading implements Reading {
  readonly path: string;
  readonly format = 'cloudformation-change-set';
  readonly size: number;
  readonly #set: ChangeSet;
  readonly #changes: readonly Change[];
  readonly #family: Family;
  readonly #options: SourceOptions;

  constructor({ path, size, set }: Described, family: Family, options: SourceOptions) {
    this.path = path;
    this.size = size;
    this.#set = set;
    this.#family = family;
    this.#options = options;
    this.#changes = changesOf(set, stackOf(set, family.pathOf(set), options));
  }

  get batches(): Iterable<readonly Resource[]> {
    return batchesOf(this.#changes, words, this.#options);
  }

  finish(): ReadingEnd {
    const isEmpty = isUnchanged(this.#set) || this.#set.changes.length === 0;
    return {
      ...noSource,
      // A stack that stays as it is was looked at all the same.
      recognised: Math.max(this.#changes.length, isEmpty ? 1 : 0),
      notes: [...notesOf(this.#set, this.#changes), ...unlistedIn(this.#changes)],
      problems: [...stateProblems(this.#set, this.path), ...this.#unread(), ...this.#garbled(), ...this.#missing()],
      document: this.#options.document ? this.#set.raw : null,
      sensitive: [],
    };
  }

  /** Changes of a form that is not known: what they do nobody can tell. */
  #unread(): readonly Problem[] {
    const count = this.#set.changes.length - this.#changes.length;
    if (count === 0) return [];
    return [{ code: 'change-set-malformed', message: `${this.path} has ${count === 1 ? 'a change' : `${count} changes`} without a type, a logical id or an action that we know`, where: this.path, hint: `describe it again: aws cloudformation describe-change-set ${withValues}` }];
  }

  /** Properties that are there and cannot be read are no properties that were not asked for. */
  #garbled(): readonly Problem[] {
    return this.#set.changes.flatMap((entry): readonly Problem[] => {
      const change = member(entry, 'ResourceChange');
      const context = member(change, 'AfterContext');
      if (typeof context !== 'string' || context === '' || contextOf(context) !== null) return [];
      return [{ code: 'change-set-malformed', message: `${this.path} has properties of ${String(member(change, 'LogicalResourceId'))} (AfterContext) that are not a JSON object`, where: this.path, hint: `was it cut off or edited? describe it again: aws cloudformation describe-change-set ${withValues}` }];
    });
  }

  #missing(): readonly Problem[] {
    return this.#changes.flatMap(({ nested, address }): readonly Problem[] => {
      if (nested === '' || nested === this.#set.id || this.#family.has(nested)) return [];
      return [{ code: 'change-set-nested-missing', message: `${this.path} changes the nested stack ${address} by a change set of its own, which was not given`, where: this.path, hint: `give it as well: aws cloudformation describe-change-set --change-set-name ${shellWord(nested)} ${withValues}` }];
    });
  }
}

function stackOf(set: ChangeSet, path: string, options: SourceOptions): StackFacts {
  const arns = [set.stackId, set.id];
  const region = arns.map(regionOfArn).find((one) => one !== null && /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/.test(one)) ?? options.providerRegions.get('aws');
  const account = arns.map(accountOfArn).find((one) => one !== null) ?? options.providerScopes.get('aws');
  return {
    path,
    stackName: set.stackName,
    region: region === undefined || region === null ? lacks('region', '--provider-region aws=REGION') : known(region),
    account: account === undefined || account === null ? lacks('account', '--provider-scope aws=ACCOUNT') : known(account),
    tags: set.tags,
    tagsOpen: null,
  };
}

function lacks(what: string, flag: string): Known<string> {
  return unknown(`the change set does not tell its ${what}; ${flag} decides it`, ['StackId']);
}
