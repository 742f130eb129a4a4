import { basename } from 'node:path';
import type { Located, RelatedPlace } from '#model/finding.ts';
import type { Resource } from '#model/resource.ts';
import type { SourceOptions } from '../../format.ts';
import type { Reading, ReadingEnd } from '../../reading.ts';
import { SourceText } from '../../source-text.ts';
import type { Deployment } from '../deployment.ts';
import { CloudFormationReading, type TemplateText } from '../reading.ts';
import type { AssemblyFiles } from './assembly-files.ts';
import type { Constructs } from './constructs.ts';

/** A stack of an assembly: its template, and the constructs that its resources come from. */
export class CdkReading implements Reading {
  readonly path: string;
  readonly format = 'cdk';
  readonly size: number;
  readonly #template: CloudFormationReading;
  readonly #constructs: Constructs;
  readonly #options: SourceOptions;

  /** @throws ProblemError for a text that is no template */
  constructor(template: TemplateText, deployment: Deployment, files: AssemblyFiles, constructs: Constructs, options: SourceOptions) {
    this.#template = new CloudFormationReading(this.format, template, deployment, files, options);
    this.path = template.path;
    this.size = this.#template.size;
    this.#constructs = constructs;
    this.#options = options;
  }

  get batches(): Iterable<readonly Resource[]> {
    return this.#template.batches;
  }

  finish(): ReadingEnd {
    const end = this.#template.finish();
    return { ...end, locate: (address, path) => this.#located(address, end.locate?.(address, path) ?? null), sources: (file) => end.sources(file) ?? this.#sourceOf(file) };
  }

  #located(address: string, located: Located | null): Located | null {
    const construct = located === null ? null : this.#related(address, located);
    return located === null || construct === null ? located : { ...located, related: [construct, ...located.related] };
  }

  /** The construct, where the app makes it; in the template where that is not noted. */
  #related(address: string, { place }: Located): RelatedPlace | null {
    const logicalId = address.slice(address.lastIndexOf('/') + 1);
    const construct = this.#constructs.of(basename(place.file), logicalId);
    const name = construct?.path ?? this.#template.constructPath(address);
    if (name === null) return null;
    const frame = construct?.frames.find((one) => this.#options.files.rootAround(one.file) !== null);
    return frame === undefined ? { ...place, role: 'construct', name } : { file: this.#options.files.shown(frame.file), line: frame.line, column: frame.column, role: 'construct', name };
  }

  /** A file of the app, for the line that makes a construct. */
  #sourceOf(file: string): SourceText | null {
    const absolute = this.#constructs.fileCalled(file, (one) => this.#options.files.shown(one));
    const read = absolute === null ? null : this.#options.files.text(absolute);
    return read === null || 'refused' in read ? null : new SourceText(file, read.bytes.toString('utf8', 0, read.length));
  }
}
