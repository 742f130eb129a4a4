import type { Resource } from '#model/resource.ts';
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
  /** Files whose resources are judged; null: all. */
  readonly #wanted: ReadonlySet<string> | null;
  readonly #options: InputOptions;
  readonly #unlisted = new Map<string, number>();
  readonly #others = new Map<string, number>();
  #recognised = 0;
  #data = 0;

  constructor(path: string, configuration: Configuration, wanted: ReadonlySet<string> | null, options: InputOptions) {
    this.path = path;
    this.#configuration = configuration;
    this.#wanted = wanted;
    this.#options = options;
    this.size = configuration.files().reduce((sum, file) => sum + file.text.length, 0);
  }

  get batches(): Iterable<readonly Resource[]> {
    return inBatches(this.#resources());
  }

  *#resources(): Generator<Resource> {
    const subjects = new SourceSubjects(this.#configuration.instances(), this.#options);
    const around = aroundOf(subjects, this.#options);
    for (const entry of subjects.entries) {
      if (!this.#isWanted(entry)) continue;
      // Of what is not judged too: what Terraform refuses in it turns out when it is evaluated.
      const subject = subjects.of(entry);
      if (!this.#counts(entry.judged, entry.type, subject) || subject === null) continue;
      yield resourceOf(subject, around);
    }
  }

  /** What an override file changes, and what a module call makes, is their file's as well. */
  #isWanted({ address, source }: Entry): boolean {
    const wanted = this.#wanted;
    return wanted === null || wanted.has(source?.file ?? '') || this.#configuration.otherFiles(address).some((file) => wanted.has(file));
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
      recognised: this.#recognised,
      notes: [...configuration.notes, ...this.#notes()].map(owned),
      problems: [],
      unread: configuration.faults,
      document: null,
      sensitive: configuration.secrets,
      locate: (address, path) => configuration.locate(address, path),
      sources: (file) => texts.of(file),
      ignores: this.#ignores(texts),
    };
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
      return ignoresIn(source, tree.comments, spans);
    });
  }
}

function notJudged(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'} not judged`];
}

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
