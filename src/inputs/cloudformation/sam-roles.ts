import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import { unknown } from '#model/known.ts';
import { isHidden, maskAt, openness, Open, Unsure, type Mask } from '../resource/mask.ts';
import type { TemplateResource } from './template-resource.ts';

/** Types of SAM for which the translator makes a role of `Policies`, unless `Role` names one. */
const withRole = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);

/**
 * The role that SAM makes for a function: `CheckoutRole` for `Checkout`. Its policies are written at the function, as names, ARNs,
 * documents or policy templates; the last have rights on one resource each and are passed over.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-policies
 */
export function samRoles(resources: readonly TemplateResource[]): readonly TemplateResource[] {
  return resources.flatMap((resource) => {
    const { value, mask, type } = resource;
    const policies = member(value, 'Policies');
    const policiesMask = maskAt(mask, 'Policies', policies);
    const role = member(value, 'Role');
    const roleMask = maskAt(mask, 'Role', role);
    // Where it is not known whether a role is named, SAM may make one.
    const perhaps = roleMask instanceof Unsure && roleMask.perhaps ? unknown(roleMask.known.because, roleMask.known.refs) : null;
    if (!withRole.has(type) || role !== undefined || (isHidden(roleMask) && perhaps === null) || (policies === undefined && !isHidden(policiesMask))) return [];
    return [{ ...resource, conditional: resource.conditional ?? perhaps, address: `${resource.address}Role`, logicalId: `${resource.logicalId}Role`, type: 'AWS::IAM::Role', metadata: undefined, ...rightsOf(policies, policiesMask) }];
  });
}

function rightsOf(policies: JsonValue | undefined, mask: Mask | undefined): Pick<TemplateResource, 'value' | 'mask'> {
  if (isHidden(mask)) return { value: {}, mask: { ManagedPolicyArns: mask } };
  const list: readonly (readonly [value: JsonValue, mask: Mask | undefined])[] = isArray(policies) ? policies.map((one, index) => [one, maskAt(mask, index, one)] as const) : [[policies ?? null, mask]];
  const arns: { readonly value: JsonValue; readonly mask: Mask }[] = [];
  const documents: { readonly value: JsonValue; readonly mask: Mask }[] = [];
  for (const [one, own] of list) {
    if (isHidden(own)) arns.push({ value: null, mask: own });
    else if (typeof one === 'string') arns.push({ value: one.startsWith('arn:') ? one : `arn:aws:iam::aws:policy/${one}`, mask: null });
    else if (isObject(one) && (member(one, 'Statement') !== undefined || isHidden(maskAt(own, 'Statement', undefined)))) documents.push({ value: { PolicyDocument: one }, mask: own === undefined ? null : { PolicyDocument: own } });
  }
  const more = openness(mask);
  const arnMasks = arns.map((one) => one.mask);
  return {
    value: { ManagedPolicyArns: arns.map((one) => one.value), Policies: documents.map((one) => one.value) },
    mask: { ManagedPolicyArns: more === null ? arnMasks : new Open(arnMasks, more), Policies: documents.map((one) => one.mask) },
  };
}
