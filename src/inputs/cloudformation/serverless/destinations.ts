import type { TemplateResource } from '../template-resource.ts';
import type { Made } from './made.ts';
import { isSet, partAt, textOf } from './part.ts';
import { propagatedBy } from './tags.ts';

const kinds: ReadonlyMap<string, { readonly type: string; readonly suffix: string }> = new Map([
  ['SQS', { type: 'AWS::SQS::Queue', suffix: 'Queue' }],
  ['SNS', { type: 'AWS::SNS::Topic', suffix: 'Topic' }],
]);

/** The queues and topics for the results of a function that is called asynchronously, where it names none. */
export function madeOfDestinations(function_: TemplateResource): readonly Made[] {
  return ['OnSuccess', 'OnFailure'].flatMap((outcome) => {
    const at = `EventInvokeConfig.DestinationConfig.${outcome}`;
    const config = partAt(function_, ...at.split('.'));
    const kind = kinds.get(textOf(partAt(config, 'Type')) ?? '');
    const isGiven = isSet(partAt(config, 'Destination'));
    if (kind === undefined || isGiven === true) return [];
    return [{ logicalId: `${function_.logicalId}EventInvokeConfig${outcome}${kind.suffix}`, type: kind.type, at, tags: propagatedBy(function_), doubt: isGiven === false ? null : isGiven }];
  });
}
