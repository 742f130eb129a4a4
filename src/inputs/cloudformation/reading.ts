import { isObject } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';
import type { InputOptions } from '../options.ts';
import { notLive, type Reading, type ReadingEnd } from '../reading.ts';
import type { Deployment } from './deployment.ts';
import { plain, textOf } from './document/node.ts';
import { batchesOf, templateWords, unlistedIn } from './resources.ts';
import type { TemplateFiles } from './template-files.ts';
import { TemplateReading } from './template-reading.ts';
import type { TemplateResource } from './template-resource.ts';

/** A template as it lies in a file. */
export interface TemplateText {
  /** As the user would name the file. */
  readonly path: string;
  readonly text: string;
}

/** A template with all that it makes of others. */
export class CloudFormationReading implements Reading {
  readonly path: string;
  readonly format: string;
  readonly size: number;
  readonly apart = true;
  readonly #reading: TemplateReading;
  readonly #options: InputOptions;
  readonly #notes: readonly string[];

  /** @throws ProblemError for a text that is no template */
  constructor(format: string, { path, text }: TemplateText, deployment: Deployment, files: TemplateFiles, options: InputOptions) {
    this.path = path;
    this.format = format;
    this.size = text.length;
    this.#options = options;
    this.#notes = deployment.notes ?? [];
    this.#reading = new TemplateReading(text, path, deployment, files);
  }

  declares(parameter: string): boolean {
    return this.#reading.declares(parameter);
  }

  get #all(): readonly TemplateResource[] {
    return this.#reading.resources;
  }

  get batches(): Iterable<readonly Resource[]> {
    return this.#batches();
  }

  *#batches(): Generator<readonly Resource[]> {
    const { sensitive } = this.#reading;
    for (const batch of batchesOf(this.#all, templateWords, this.#options)) {
      yield sensitive.length === 0 ? batch : batch.map((resource) => ({ ...resource, sensitive: [...resource.sensitive, ...sensitive] }));
    }
  }

  /** What the CDK notes in the metadata of a resource: the path of its construct. */
  constructPath(address: string): string | null {
    const path = textOf(this.#reading.find(address)?.resource.metadata('aws:cdk:path'));
    return path === undefined || path === '' ? null : path;
  }

  finish(): ReadingEnd {
    const { template, notes, leftOut, problems, ignores, sensitive, locate, sources } = this.#reading;
    const document = this.#options.document ? plain(template.root) : null;
    return {
      ...notLive,
      recognised: this.#all.length,
      notes: [...this.#notes, ...notes, ...unlistedIn(this.#all)],
      leftOut,
      problems: [],
      unread: problems,
      document: isObject(document ?? undefined) ? (document as ReadingEnd['document']) : null,
      sensitive,
      locate,
      sources,
      ignores,
    };
  }
}
