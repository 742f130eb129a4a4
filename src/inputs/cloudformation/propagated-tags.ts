import { unknown, type Unknown } from '#model/known.ts';
import type { NestedTags, TagSet } from '#model/resource.ts';
import { isHidden } from '../resource/mask.ts';
import { nestedTagsOf } from '../resource/nested-tags.ts';
import type { Subject } from '../resource/subject.ts';
import { noTags } from '../resource/tags.ts';
import { isOpen, textual } from '../resource/text.ts';

/**
 * Tags that a resource hands on to what it makes because a property says so, where these are not the same as those that it carries
 * itself: what is the same is judged once, at the resource.
 */
export function propagatedTagsOf(subject: Subject, own: TagSet): readonly NestedTags[] {
  if (subject.entry.type === 'AWS::EC2::Instance') return volumesOf(subject, own);
  return subject.entry.type === 'AWS::ECS::Service' ? tasksOf(subject) : [];
}

const copies = 'PropagateTagsToVolumeOnCreation';

/**
 * Volumes of an instance carry its tags only when they are copied, and then those that are written at the instance: tags of the stack
 * do not reach volumes that come from block device mappings
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html).
 */
function volumesOf(subject: Subject, own: TagSet): readonly NestedTags[] {
  const { values, provider } = subject;
  const volumes = values.fields('BlockDeviceMappings[].Ebs');
  const copied = textual(values.field(copies));
  if (copied.status === 'known' && copied.value === 'true') {
    const fromStack = own.entries.some((tag) => provider.defaults.tags.some(({ key, origin }) => key === tag.key && origin === tag.origin));
    if (!fromStack && provider.defaults.open === null) return [];
    const entries = own.entries.filter((tag) => tag.origin.startsWith('Tags'));
    return [{ path: 'Tags', target: 'volume', tags: { entries, open: own.open === provider.defaults.open ? null : own.open } }];
  }
  // What hides all properties has been told of the tags of the instance.
  if (volumes.length === 0 || (isOpen(copied) && isHidden(values.masked('Tags').mask))) return [];
  const template = ofTemplate(subject, 'volume');
  if (template === 'tagged') return [];
  // A condition may decide whether there are any.
  const [first] = volumes.some(({ value }) => value.status === 'known') ? [] : volumes;
  const perhaps = first !== undefined && isOpen(first.value) ? unknown(first.value.because, first.value.refs) : null;
  const open = isOpen(copied) ? unknown(copied.because, copied.refs) : (perhaps ?? template);
  return [{ path: copies, target: 'volume', tags: { entries: [], open } }];
}

/** What the launch template says of the tags of what is launched: that it tags it; why nobody can tell; null where it says nothing, or there is none. */
function ofTemplate(subject: Subject, target: string): 'tagged' | Unknown | null {
  const named = (subject.facts?.templates ?? []).flatMap((path) => subject.values.fields(path));
  const [first] = named;
  if (first === undefined) return null;
  const template = (subject.facts?.templates ?? []).flatMap((path) => subject.targets(path)).find(({ entry }) => entry !== null)?.entry;
  const found = template === undefined || template === null ? null : subject.other(template);
  if (found === null) return unknown(`the launch template, which may tag the ${target} as well, is not in the ${subject.format.noun}`);
  return nestedTagsOf(found).some((nested) => nested.target === target) ? 'tagged' : null;
}

/**
 * Tasks of a service: `SERVICE` gives them the tags of the service and `TASK_DEFINITION` those of the task definition, each of which is
 * judged itself; a service that says `NONE` starts tasks without tags.
 */
function tasksOf(subject: Subject): readonly NestedTags[] {
  const field = subject.values.field('PropagateTags');
  const from = textual(field);
  if (from.status === 'absent' || (from.status === 'known' && from.value === 'SERVICE')) return [];
  if (isOpen(from)) return task({ entries: [], open: unknown(from.because, from.refs) });
  if (from.value !== 'TASK_DEFINITION') return task(noTags);
  if (subject.targets('TaskDefinition').length > 0) return [];
  return task({ entries: [], open: unknown(`the task definition, whose tags the tasks get, is not in the ${subject.format.noun}`) });
}

function task(tags: TagSet): readonly NestedTags[] {
  return [{ path: 'PropagateTags', target: 'task', tags }];
}
