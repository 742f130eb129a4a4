import { cloudFormationType } from '#catalog/cloudformation.ts';
import type { Resource } from '#model/resource.ts';
import { inBatches } from '../batches.ts';
import type { InputOptions } from '../options.ts';
import { aroundOf, resourceOf } from '../resource/resource.ts';
import type { FormatWords } from '../resource/subject.ts';
import { noTags } from '../resource/tags.ts';
import { entryOf } from './entry.ts';
import { propagatedTagsOf } from './propagated-tags.ts';
import { sortsOf, unlistedNotes } from '../sorts.ts';
import { samRoles } from './sam-roles.ts';
import { TemplateSubjects } from './subjects.ts';
import type { TemplateResource } from './template-resource.ts';

export const templateWords: FormatWords = { stage: 'template', noun: 'template', because: 'known after deployment' };

/** Resources of a template or change set, in the terms of the model, in its order. */
export function batchesOf(resources: readonly TemplateResource[], words: FormatWords, wanted: Pick<InputOptions, 'attributes' | 'relations'>): Iterable<readonly Resource[]> {
  return inBatches(judgedOf(resources, words, wanted));
}

function* judgedOf(resources: readonly TemplateResource[], words: FormatWords, wanted: Pick<InputOptions, 'attributes' | 'relations'>): Generator<Resource> {
  const implied = new Set(samRoles(resources).map(entryOf));
  const subjects = new TemplateSubjects([...resources.map(entryOf), ...implied], words);
  const around = aroundOf(subjects, wanted);
  for (const entry of subjects.entries) {
    const subject = entry.judged ? subjects.of(entry) : null;
    if (subject === null) continue;
    const resource = resourceOf(subject, around);
    const propagated = propagatedTagsOf(subject, resource.tags);
    // What a role that SAM makes is tagged with is written at its function, and judged there.
    yield implied.has(entry) ? { ...resource, taggable: false, tags: noTags, tagsPath: null } : propagated.length === 0 ? resource : { ...resource, nestedTags: [...resource.nestedTags, ...propagated] };
  }
}

export function unlistedIn(resources: readonly TemplateResource[]): readonly string[] {
  return unlistedNotes(sortsOf(resources.flatMap(({ action, type }) => (action !== 'delete' && action !== 'forget' && cloudFormationType(type) === null ? [type] : []))));
}
