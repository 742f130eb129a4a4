import { cloudOf } from '#catalog/terraform.ts';
import type { Located } from '#model/finding.ts';
import type { LeftOut } from '#model/input.ts';
import type { Resource, SourcePlace } from '#model/resource.ts';
import { pathWord } from '#model/shell-word.ts';
import type { WrittenIgnore } from '#model/waiver.ts';
import { ignoresIn, mayIgnore, type LineSpan } from '../../ignores/comments.ts';
import { inBatches } from '../../batches.ts';
import type { InputOptions } from '../../options.ts';
import { notLive, type Reading, type ReadingEnd } from '../../reading.ts';
import type { Entry } from '../../resource/entry.ts';
import { aroundOf, resourceOf } from '../../resource/resource.ts';
import type { Subject } from '../../resource/subject.ts';
import { owned } from '#model/owned.ts';
import { countSort, otherProviderNotes, unlistedNotes } from '../../sorts.ts';
import type { Body, Expression } from '../hcl/syntax.ts';
import type { Planned } from '../planned/planned.ts';
import type { Configuration } from './configuration.ts';
import { SourceTexts } from './source-texts.ts';
import { SourceSubjects } from './subjects.ts';

/** A root module and the modules below it, as one input. */
export class ConfigurationReading implements Reading {
  readonly path: string;
  readonly format = 'terraform-source';
  readonly size: number;
  readonly apart = true;
  readonly #configuration: Configuration;
  /** Files that findings must be of; null: any. */
  readonly #wanted: ReadonlySet<string> | null;
  /** What stands in other files may have values of them. */
  readonly #gives: boolean;
  readonly #options: InputOptions;
  /** What plans of it judge; null where there are none. */
  readonly #planned: Planned | null;
  readonly #unlisted = new Map<string, number>();
  readonly #others = new Map<string, number>();
  #recognised = 0;
  /** Of the recognised ones, those that nothing which was named says anything of. */
  #elsewhere = 0;
  #data = 0;

  constructor(path: string, configuration: Configuration, wanted: ReadonlySet<string> | null, options: InputOptions, planned: Planned | null = null) {
    this.path = path;
    this.#configuration = configuration;
    this.#wanted = wanted;
    // What code declares is what stands in the files that it is read from.
    this.#gives = options.declares !== true && configuration.root.files.some(({ path: file, tree }) => wanted?.has(file) === true && tree !== null && tree.body.blocks.some(({ type }) => giving.has(type)));
    this.#options = options;
    this.#planned = planned;
    this.size = configuration.files().reduce((sum, file) => sum + file.text.length, 0);
  }

  get batches(): Iterable<readonly Resource[]> {
    return inBatches(this.#resources());
  }

  *#resources(): Generator<Resource> {
    const subjects = new SourceSubjects(this.#configuration.instances(), this.#options);
    const around = aroundOf(subjects, this.#options);
    for (const entry of subjects.entries) {
      if (!this.#gives && !this.#isWanted(entry)) {
        if (entry.judged && cloudOf(entry.type) !== null) this.#elsewhere++;
        continue;
      }
      // Of what is not judged too: what Terraform refuses in it turns out when it is evaluated.
      const subject = subjects.of(entry);
      if (!this.#counts(entry.judged, entry.type, subject) || subject === null) continue;
      const resource = resourceOf(subject, around);
      // What no plan may decide is not shown to them.
      if (this.#options.sourceAlone?.(resource) !== true) this.#planned?.meet({ resource, written: (argument) => this.#configuration.writes(resource.address, argument) });
      yield resource;
    }
  }

  /** What an override file changes, and what a module call makes, is their file's as well. */
  #isWanted({ address, source }: Pick<Entry, 'address'> & { readonly source: Pick<SourcePlace, 'file'> | null }): boolean {
    const wanted = this.#wanted;
    return wanted === null || wanted.has(source?.file ?? '') || this.#configuration.otherFiles(address).some((file) => wanted.has(file));
  }

  /** Whether a finding stands in a file that was named, or comes of what stands there. */
  #concerns(address: string | null, located: Located | null): boolean {
    if (address === null || located === null || [located.place, ...located.related].some(({ file }) => this.#wanted?.has(file) === true)) return true;
    return this.#isWanted({ address, source: this.#configuration.blockOf(address) });
  }

  #counts(judged: boolean, type: string, subject: Subject | null): boolean {
    if (!judged) this.#data++;
    else if (subject === null) countSort(this.#others, type.split('_')[0] ?? type);
    else {
      this.#recognised++;
      if (subject.facts === null) countSort(this.#unlisted, type);
    }
    return judged && subject !== null;
  }

  finish(): ReadingEnd {
    const configuration = this.#configuration;
    const texts = new SourceTexts(configuration.files(), configuration.texts);
    return {
      ...notLive,
      recognised: this.#recognised + this.#elsewhere,
      ...(this.#planned === null ? {} : { plans: this.#planned.plans }),
      notes: [...this.#missing(), ...this.#notes()].map(owned),
      leftOut: this.#leftOut().map(({ address, type, because, needs }) => ({ address: owned(address), type: owned(type), because: owned(because), needs: needs === null ? null : owned(needs) })),
      problems: [],
      unread: configuration.faults,
      document: null,
      root: configuration.root.path,
      sensitive: configuration.secrets,
      locate: (address, path) => configuration.locate(address, path),
      concerns: this.#wanted === null ? null : (address, located) => this.#concerns(address, located),
      sources: (file) => texts.of(file),
      ignores: this.#ignores(texts),
    };
  }

  /** What the source alone makes nothing of, a plan of it may have been made with. */
  #leftOut(): readonly LeftOut[] {
    const planned = this.#planned;
    const { leftOut } = this.#configuration;
    return planned === null ? leftOut : leftOut.filter(({ address }) => !planned.has(address));
  }

  /** Of modules that no plan has either. */
  #missing(): readonly string[] {
    return this.#configuration.missing.flatMap(({ path, note }) => (this.#planned?.hasModule(path) === true ? [] : [note]));
  }

  #notes(): readonly string[] {
    let [ephemerals, actions] = [0, 0];
    for (const { tree } of this.#configuration.files()) {
      for (const { type } of tree?.body.blocks ?? []) {
        if (type === 'ephemeral') ephemerals++;
        else if (type === 'action') actions++;
      }
    }
    return [
      ...(this.#recognised > 0 ? [] : notNamed(this.#elsewhere)),
      ...(this.#planned?.notes ?? []),
      ...(this.#planned === null ? unnamedNotes(this.#configuration.unnamed) : []),
      ...notJudged(this.#data, 'data source'),
      ...notJudged(ephemerals, 'ephemeral resource'),
      // Which of them an apply invokes, and with what, its plan tells.
      ...notJudged(actions, 'action'),
      ...otherProviderNotes(this.#others),
      ...unlistedNotes(this.#unlisted),
    ];
  }

  #ignores(texts: SourceTexts): readonly WrittenIgnore[] {
    return this.#configuration.files().flatMap(({ path, tree }) => {
      const source = tree?.comments.some(mayIgnore) === true ? texts.of(path) : null;
      if (tree === null || source === null) return [];
      const spans: LineSpan[] = [];
      collectSpans(tree.body, spans);
      const ignores = ignoresIn(source, tree.comments, spans);
      return this.#planned === null && (this.#wanted === null || this.#wanted.has(path)) ? ignores : ignores.map((one) => ('problem' in one ? one : { ...one, partial: true }));
    });
  }
}

function notJudged(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'} not judged`];
}

function notNamed(count: number): readonly string[] {
  return count === 0 ? [] : [`${count} resource${count === 1 ? '' : 's'} in files that were not named, to which those that were give no values: not judged`];
}

/** Blocks that give values to what stands in other files. */
const giving: ReadonlySet<string> = new Set(['variable', 'locals', 'provider']);

/** Blocks, arguments, and members of objects. */
function collectSpans(body: Body, spans: LineSpan[]): void {
  for (const { range, value } of body.attributes) {
    spans.push({ line: range.start.line, endLine: range.end.line });
    collectMembers(value, spans);
  }
  for (const { range, body: inner } of body.blocks) {
    spans.push({ line: range.start.line, endLine: range.end.line });
    collectSpans(inner, spans);
  }
}

function collectMembers(value: Expression, spans: LineSpan[]): void {
  if (value.kind === 'tuple') for (const item of value.items) collectMembers(item, spans);
  if (value.kind !== 'object') return;
  for (const item of value.items) {
    spans.push({ line: item.range.start.line, endLine: item.range.end.line });
    collectMembers(item.value, spans);
  }
}

/** Which of several is meant, as one for each stage, we do not guess. */
function unnamedNotes({ files, variables }: Configuration['unnamed']): readonly string[] {
  const [first] = files;
  if (first === undefined || variables === 0) return [];
  const more = files.length > 1 ? ` and ${files.length - 1} more ${files.length === 2 ? 'file' : 'files'} of values` : '';
  return [`${variables} ${variables === 1 ? 'variable has' : 'variables have'} no value, and ${first}${more} ${files.length > 1 ? 'are' : 'is'} read only where named: --var-file ${pathWord(first)}`];
}
