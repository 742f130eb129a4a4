import { isArray, member, type JsonValue } from '#model/json.ts';
import { unknown } from '#model/known.ts';
import type { Action } from '#model/resource.ts';
import { Unsure } from '../../resource/mask.ts';
import type { StackFacts, TemplateResource } from '../template-resource.ts';
import { textOf, type ChangeSet } from './change-set.ts';
import { contextOf, settled, type Context } from './context.ts';

/** A change of a change set, as a resource with the properties that it will have. */
export interface Change extends TemplateResource {
  /** Of a nested stack: the change set that holds its changes; empty for all else. */
  readonly nested: string;
  /** Whether the answer shows properties. */
  readonly isShown: boolean;
}

/** Null for what changes no resource, or has an action that nobody knows. */
export function changeOf(entry: JsonValue, set: ChangeSet, stack: StackFacts): Change | null {
  const change = member(entry, 'ResourceChange');
  const action = actionOf(textOf(member(change, 'Action')), textOf(member(change, 'Replacement')), textOf(member(change, 'PolicyAction')));
  const logicalId = textOf(member(change, 'LogicalResourceId'));
  const type = textOf(member(change, 'ResourceType'));
  if (action === null || logicalId === '' || type === '') return null;
  const context = contextOf(member(change, 'AfterContext'));
  const id = textOf(member(change, 'PhysicalResourceId'));
  return {
    address: stack.path === '' ? logicalId : `${stack.path}/${logicalId}`,
    logicalId,
    type,
    action,
    ...(context === null ? hidden(set) : settled(member(context, 'Properties'), refsOf(member(change, 'Details')))),
    metadata: member(context ?? undefined, 'Metadata'),
    conditional: null,
    // What is replaced gets another one.
    id: id === '' || action === 'replace' || action === 'create' ? null : id,
    source: null,
    stack,
    nested: textOf(member(change, 'ChangeSetId')),
    isShown: context !== null,
  };
}

/** `Conditional`: whether it is replaced is decided while it runs. `Dynamic`: so is everything. */
function actionOf(action: string, replacement: string, policy: string): Action | null {
  switch (action) {
    case 'Add':
      return 'create';
    case 'Modify':
      return replacement === 'True' ? 'replace' : 'update';
    case 'Dynamic':
    case 'SyncWithActual':
      return 'update';
    case 'Import':
      return 'import';
    case 'Remove':
      return policy === 'Retain' ? 'forget' : 'delete';
    default:
      return null;
  }
}

export const withValues = '--include-property-values';

function hidden({ reason }: ChangeSet): Context {
  const because = reason.startsWith('[WARN]') ? 'CloudFormation could not work out its properties' : `the change set was described without ${withValues}`;
  return { value: undefined, mask: new Unsure(unknown(because)) };
}

/** By property, the entities whose change decides it: `Topic.TopicName`, `Env`. */
function refsOf(details: JsonValue | undefined): ReadonlyMap<string, readonly string[]> {
  const refs = new Map<string, readonly string[]>();
  for (const detail of isArray(details) ? details : []) {
    const [name, cause] = [textOf(member(member(detail, 'Target'), 'Name')), textOf(member(detail, 'CausingEntity'))];
    if (name === '' || cause === '') continue;
    const ref = textOf(member(detail, 'ChangeSource')) === 'ParameterReference' ? `parameter ${cause}` : cause;
    const before = refs.get(name) ?? [];
    if (!before.includes(ref)) refs.set(name, [...before, ref]);
  }
  return refs;
}
