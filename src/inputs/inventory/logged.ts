import { armTypes } from '#catalog/arm.ts';
import { assetTypes } from '#catalog/assets.ts';
import type { TypeLookup } from '#catalog/facts.ts';
import { liveAwsTypes } from '#catalog/live-aws-types.ts';
import { terraformTypes } from '#catalog/terraform.ts';
import type { AuditEvent, Deed } from '#model/event.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Action, Provider, Resource } from '#model/resource.ts';
import type { InputOptions } from '../options.ts';
import { aroundOf, kindOf, partOf, resourceOf, type Around } from '../resource/resource.ts';
import type { FormatWords, Subject } from '../resource/subject.ts';
import { liveEntry } from './entry.ts';
import { LiveSubjects } from './subjects.ts';

const words: FormatWords = { stage: 'event', noun: 'log', because: 'the record does not tell it' };

const actions: Readonly<Record<Deed, Action>> = { create: 'create', modify: 'update', delete: 'delete', start: 'update', stop: 'update' };

/** The words in which rows of each cloud tell resources. */
const types: Readonly<Record<Provider, TypeLookup>> = { aws: liveAwsTypes, azure: armTypes, gcp: assetTypes, oci: terraformTypes };

/** Makes resources of what records of logs tell, so that the same policies judge them. What a record leaves out is not known. */
export class LoggedResources {
  readonly #wanted: Around['wanted'];
  readonly #clouds = new Map<Provider, { readonly subjects: LiveSubjects; readonly around: Around }>();

  constructor(wanted: Pick<InputOptions, 'attributes' | 'relations'>) {
    this.#wanted = wanted;
  }

  /** What an event is about, subject by subject; null for one that belongs to no cloud that landrail judges. */
  about({ subjects, provider, deed }: Pick<AuditEvent, 'subjects' | 'provider' | 'deed'>): readonly (Resource | null)[] {
    return subjects.map(({ row }) => this.of(row, provider, actions[deed]));
  }

  /** The same, as far as a history remembers it: of hundreds of thousands all else is not worked out. */
  observed({ subjects, provider, deed }: Pick<AuditEvent, 'subjects' | 'provider' | 'deed'>): readonly (Pick<Resource, 'type' | 'kind' | 'region' | 'shapes' | 'image'> | null)[] {
    return subjects.map(({ row }) => {
      const { subject, around } = this.#subject(row, provider, actions[deed]);
      if (subject === null) return null;
      return { type: row.type, kind: kindOf(subject.facts), region: partOf.place(subject, around).region, shapes: partOf.shapes(subject, around), image: partOf.image(subject, around) };
    });
  }

  /** Null for what belongs to no cloud that landrail judges. @param action what the call did to it */
  of(row: LiveRow, provider: Provider, action: Action): Resource | null {
    const { subject, around } = this.#subject(row, provider, action);
    return subject === null ? null : resourceOf(subject, around);
  }

  #subject(row: LiveRow, provider: Provider, action: Action): { readonly subject: Subject | null; readonly around: Around } {
    const { subjects, around } = this.#cloud(provider);
    return { subject: subjects.of(liveEntry(row, row.id, false, action)), around };
  }

  #cloud(provider: Provider): { readonly subjects: LiveSubjects; readonly around: Around } {
    const before = this.#clouds.get(provider);
    if (before !== undefined) return before;
    const subjects = new LiveSubjects(types[provider], words);
    const made = { subjects, around: aroundOf(subjects, this.#wanted) };
    this.#clouds.set(provider, made);
    return made;
  }
}
