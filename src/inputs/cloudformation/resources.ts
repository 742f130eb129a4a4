import { cloudFormationType } from '#catalog/cloudformation.ts';
import { byCodePoint } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';
import { batchSize, type InputOptions } from '../options.ts';
import { aroundOf, resourceOf } from '../resource/resource.ts';
import type { FormatWords } from '../resource/subject.ts';
import { noTags } from '../resource/tags.ts';
import { entryOf } from './entry.ts';
import { propagatedTagsOf } from './propagated-tags.ts';
import { samRoles } from './sam-roles.ts';
import { TemplateSubjects } from './subjects.ts';
import type { TemplateResource } from './template-resource.ts';

export const templateWords: FormatWords = { stage: 'template', noun: 'template', because: 'known after deployment' };

/** Resources of a template or change set, in the terms of the model, in its order. */
export function* batchesOf(resources: readonly TemplateResource[], words: FormatWords, wanted: Pick<InputOptions, 'attributes' | 'relations'>): Generator<readonly Resource[]> {
  const implied = new Set(samRoles(resources).map(entryOf));
  const subjects = new TemplateSubjects([...resources.map(entryOf), ...implied], words);
  const around = aroundOf(subjects, wanted);
  let batch: Resource[] = [];
  for (const entry of subjects.entries) {
    const subject = entry.judged ? subjects.of(entry) : null;
    if (subject === null) continue;
    const resource = resourceOf(subject, around);
    const propagated = propagatedTagsOf(subject, resource.tags);
    // What a role that SAM makes is tagged with is written at its function, and judged there.
    batch.push(implied.has(entry) ? { ...resource, taggable: false, tags: noTags, tagsPath: null } : propagated.length === 0 ? resource : { ...resource, nestedTags: [...resource.nestedTags, ...propagated] });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const shown = 5;

/** What is said of types that the catalogue does not know; null where it knows all. */
export function unlistedNote(resources: readonly TemplateResource[]): string | null {
  const unlisted = resources.filter(({ action, type }) => action !== 'delete' && action !== 'forget' && cloudFormationType(type) === null);
  if (unlisted.length === 0) return null;
  const names = [...new Set(unlisted.map(({ type }) => type))].sort(byCodePoint);
  const list = names.length > shown ? `${names.slice(0, shown).join(', ')} and ${names.length - shown} more` : names.join(', ');
  return `${unlisted.length} ${unlisted.length === 1 ? 'resource' : 'resources'} of types not in the catalogue (${list}): judged by tags and region alone`;
}
