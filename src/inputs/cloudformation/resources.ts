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
import { isServerless } from './serverless/globals.ts';
import { tagsOfServerless } from './serverless/own-tags.ts';
import { TemplateSubjects } from './subjects.ts';
import type { TemplateResource } from './template-resource.ts';

export const templateWords: FormatWords = { stage: 'template', noun: 'template', because: 'known after deployment' };

/** Resources of a template or change set, in the terms of the model, in its order. */
export function batchesOf(resources: readonly TemplateResource[], words: FormatWords, wanted: Pick<InputOptions, 'attributes' | 'relations'>): Iterable<readonly Resource[]> {
  return inBatches(judgedOf(resources, words, wanted));
}

function* judgedOf(resources: readonly TemplateResource[], words: FormatWords, wanted: Pick<InputOptions, 'attributes' | 'relations'>): Generator<Resource> {
  const subjects = new TemplateSubjects(resources.map(entryOf), words);
  const around = aroundOf(subjects, wanted);
  for (const entry of subjects.entries) {
    const subject = entry.judged ? subjects.of(entry) : null;
    if (subject === null) continue;
    const made = resourceOf(subject, around);
    const resource = isServerless(entry.type) ? { ...made, ...tagsOfServerless(entry, subject, made) } : made;
    const propagated = propagatedTagsOf(subject, resource.tags);
    // What is tagged as the resource beside which SAM makes it is judged there.
    yield entry.resource.made?.judgedThere === true ? { ...resource, taggable: false, tags: noTags, tagsPath: null } : propagated.length === 0 ? resource : { ...resource, nestedTags: [...resource.nestedTags, ...propagated] };
  }
}

export function unlistedIn(resources: readonly TemplateResource[]): readonly string[] {
  return unlistedNotes(sortsOf(resources.flatMap(({ action, type }) => (action !== 'delete' && action !== 'forget' && cloudFormationType(type) === null ? [type] : []))));
}
