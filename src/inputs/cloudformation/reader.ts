import { isObject } from '#model/json.ts';
import { known, unknown, type Known } from '#model/known.ts';
import { ProblemError } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import type { OpenedSource, SourceFile, SourceOptions, SourceReader } from '../format.ts';
import type { InputOptions } from '../options.ts';
import type { Reading, ReadingEnd } from '../reading.ts';
import type { Deployment } from './deployment.ts';
import { plain } from './document/node.ts';
import { nestedPaths } from './nested-paths.ts';
import { givenParameters, type GivenParameters } from './parameter-files.ts';
import { batchesOf, templateWords, unlistedNote } from './resources.ts';
import { samConfigTags } from './sam-config.ts';
import { mergedTags } from './stack-tags.ts';
import { FilesBeside, noFiles } from './template-files.ts';
import { TemplateReading } from './template-reading.ts';
import { templateResources } from './template-resources.ts';
import type { TemplateResource } from './template-resource.ts';

export const reader: SourceReader = { open };

/** Each template by itself; one that another of the run makes a stack of is judged there, with what it is given there. */
function* open(files: readonly SourceFile[], options: SourceOptions): Generator<OpenedSource> {
  const given = givenParameters(options.cloudformation.parameters);
  const within = files.length < 2 ? new Set<string>() : nestedPaths(files);
  for (const file of files) {
    if (within.has(file.absolute)) continue;
    const named = file.given !== 'found';
    try {
      const reading = new CloudFormationReading(textOf(file), file, given, options);
      yield { path: file.path, named, readings: [reading], problems: [] };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { path: file.path, named, readings: [], problems: error.problems };
    }
  }
}

function textOf(file: SourceFile): string {
  const { bytes, length } = file.text();
  return bytes.toString('utf8', 0, length);
}

class CloudFormationReading implements Reading {
  readonly path: string;
  readonly format = 'cloudformation';
  readonly size: number;
  readonly #reading: TemplateReading;
  readonly #options: InputOptions;
  #resources: readonly TemplateResource[] | null = null;

  /** @throws ProblemError for a text that is no template */
  constructor(text: string, file: SourceFile, given: GivenParameters, options: SourceOptions) {
    this.path = file.path;
    this.size = text.length;
    this.#options = options;
    const deployment = deploymentOf(file, given, options);
    this.#reading = new TemplateReading(text, file.path, deployment, file.path === '-' ? noFiles : new FilesBeside(options.files, file));
  }

  get #all(): readonly TemplateResource[] {
    return (this.#resources ??= templateResources(this.#reading.placed));
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

  finish(): ReadingEnd {
    const { template, notes, problems, ignores, sensitive, locate, sources } = this.#reading;
    const document = this.#options.document ? plain(template.root) : null;
    const unlisted = unlistedNote(this.#all);
    return {
      recognised: this.#all.length,
      notes: unlisted === null ? notes : [...notes, unlisted],
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

/** What the flags and the files beside the template say of its stack. */
function deploymentOf(file: SourceFile, given: GivenParameters, options: SourceOptions): Deployment {
  const { stackTags } = options.cloudformation;
  const flags = [...stackTags].map(([key, value]) => ({ key, value: known(value), origin: 'stack tags' }));
  const config = file.path === '-' ? [] : samConfigTags(file.absolute, options.files);
  return {
    region: told(options.providerRegions, 'AWS::Region', 'the template does not say in which region its stack is; --provider-region aws=REGION decides it'),
    account: told(options.providerScopes, 'AWS::AccountId', 'the template does not say in which account its stack is; --provider-scope aws=ACCOUNT decides it'),
    stackName: null,
    tags: mergedTags(config, given.tags, flags),
    parameters: given.parameters,
  };
}

function told(flags: ReadonlyMap<string, string>, ref: string, because: string): Known<string> {
  const value = flags.get('aws');
  return value === undefined ? unknown(because, [ref]) : known(value);
}
