import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { unknown } from '#model/known.ts';
import { isHidden, maskAt, Open, openness, type Mask } from '../../resource/mask.ts';
import type { Arguments } from './declared.ts';

/** Arguments of a statement by what the document calls them. */
const names: readonly (readonly [argument: string, element: string])[] = [
  ['effect', 'Effect'], ['actions', 'Action'], ['not_actions', 'NotAction'], ['resources', 'Resource'], ['not_resources', 'NotResource'],
];

const others = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];

/**
 * The document that the data source aws_iam_policy_document makes, as far as its arguments are known: it is read while planning, but all
 * that goes into it stands in the source. Statements without `effect` allow (registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document).
 */
export function writtenDocument({ value, mask }: Arguments): { readonly value: JsonObject; readonly mask: Mask } {
  const statements = member(value, 'statement');
  const statementsMask = maskAt(mask, 'statement', statements);
  if (isHidden(statementsMask)) return { value: {}, mask: { Statement: statementsMask } };
  const list: readonly JsonValue[] = isArray(statements) ? statements : [];
  const all = list.map((statement, index) => writtenStatement(statement, maskAt(statementsMask, index, statement)));
  const elements = all.map((one) => one.mask);
  const isMerged = others.some((name) => member(value, name) !== undefined || isHidden(maskAt(mask, name, null)));
  const more = openness(statementsMask) ?? (isMerged ? unknown('merged with other policy documents') : null);
  return { value: { Statement: all.map((one) => one.value) }, mask: { Statement: more === null ? elements : new Open(elements, more) } };
}

function writtenStatement(statement: JsonValue, mask: Mask | undefined): { readonly value: JsonValue; readonly mask: Mask } {
  if (isHidden(mask)) return { value: null, mask };
  const value: Record<string, JsonValue> = { Effect: 'Allow' };
  const masks: Record<string, Mask> = {};
  for (const [argument, element] of names) {
    const written = isObject(statement) ? member(statement, argument) : undefined;
    const inner = maskAt(mask, argument, written);
    if (written !== undefined && written !== null) value[element] = written;
    if (inner !== undefined) masks[element] = inner;
  }
  return { value, mask: masks };
}
