import { isArray, isObject, member, type JsonValue } from '#model/json.ts';

/** An owner-class statement of an AWS policy. */
export interface OwnerStatement {
  /** `Statement[2]`; `Statement` where the policy has a single one without a list. */
  readonly place: string;
  /** `Allow * on *`, `Allow iam:* on *`, `Allow all but ec2:* on *`, `Allow * on all but arn:aws:s3:::ledger`. */
  readonly text: string;
}

export interface Binding {
  /** `bindings[0]` of a Google policy. */
  readonly place: string;
  readonly role: string;
  readonly member: string | null;
}

/** A policy document, parsed; undefined for what is not JSON. */
export function policyDocument(text: string): JsonValue | undefined {
  try {
    const document: JsonValue = JSON.parse(text);
    return document;
  } catch {
    return undefined;
  }
}

/**
 * Statements that allow everything, or everything of IAM (whoever may write policies may have everything), on every resource.
 * Source: AWS, "IAM JSON policy elements": actions are case-insensitive, a lone statement needs no list, `NotAction` allows the rest.
 */
export function ownerStatementsOf(document: JsonValue): readonly OwnerStatement[] {
  const statements = member(document, 'Statement');
  const list: readonly JsonValue[] = isArray(statements) ? statements : isObject(statements) ? [statements] : [];
  return list.flatMap((statement, index): readonly OwnerStatement[] => {
    const resource = resourceOf(statement);
    if (member(statement, 'Effect') !== 'Allow' || resource === null) return [];
    const place = isArray(statements) ? `Statement[${index}]` : 'Statement';
    const but = texts(member(statement, 'NotAction'));
    if (but.length > 0) return but.some((action) => /^(?:\*|iam:\*)$/i.test(action)) ? [] : [{ place, text: `Allow all but ${but.join(', ')} on ${resource}` }];
    const actions = texts(member(statement, 'Action'));
    const owner = actions.find(isEverything) ?? actions.find((action) => action.toLowerCase() === 'iam:*');
    return owner === undefined ? [] : [{ place, text: `Allow ${isEverything(owner) ? '*' : 'iam:*'} on ${resource}` }];
  });
}

/** Null where the statement is about some resources only. */
function resourceOf(statement: JsonValue): string | null {
  if (texts(member(statement, 'Resource')).includes('*')) return '*';
  const but = texts(member(statement, 'NotResource'));
  return but.length === 0 ? null : `all but ${but.join(', ')}`;
}

function isEverything(action: string): boolean {
  return /^\*+(?::\*+)?$/.test(action);
}

/** Roles of a Google policy, one per member. */
export function bindingsOf(document: JsonValue): readonly Binding[] {
  const bindings = member(document, 'bindings');
  if (!isArray(bindings)) return [];
  return bindings.flatMap((binding, index): readonly Binding[] => {
    const role = member(binding, 'role');
    if (typeof role !== 'string') return [];
    const place = `bindings[${index}]`;
    const members = texts(member(binding, 'members'));
    return members.length === 0 ? [{ place, role, member: null }] : members.map((one) => ({ place, role, member: one }));
  });
}

/** A string or a list of them. */
function texts(value: JsonValue | undefined): readonly string[] {
  const list: readonly (JsonValue | undefined)[] = isArray(value) ? value : [value];
  return list.flatMap((one) => (typeof one === 'string' ? [one] : []));
}
