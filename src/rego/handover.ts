import type { Guardrail } from '#model/guardrail.ts';
import type { Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import { wildcardMatches } from '#model/wildcard.ts';

/** What of a resource decides whether a policy is handed it. */
type Sort = Pick<Resource, 'kind' | 'type' | 'provider'>;
type Takes = (resource: Sort) => boolean;

/** Whether a policy is handed a resource: by kind, type and provider. */
function takesOf({ kinds, types, providers }: Pick<Guardrail, 'kinds' | 'types' | 'providers'>): Takes {
  const taken = [kinds && new Set<string>(kinds), providers && new Set<string>(providers)];
  const takesType = typeTest(types);
  return ({ kind, type, provider }) => taken[0]?.has(kind) !== false && taken[1]?.has(provider) !== false && takesType(type);
}

/** Whether a policy is handed a resource: by stage, and by what else it selects. */
export function takesFrom(guardrail: Pick<Guardrail, 'kinds' | 'types' | 'alone' | 'providers' | 'stages'>): (resource: Pick<Resource, 'kind' | 'type' | 'provider' | 'stage'>) => boolean {
  const { stages, alone = [] } = guardrail;
  const takes = takesOf(guardrail);
  const areAlone = alone.map((one) => ({ isOfType: typeTest(one.types), stages: one.stages }));
  return (resource) => stages?.includes(resource.stage) !== false && !areAlone.some((one) => one.stages?.includes(resource.stage) !== false && one.isOfType(resource.type)) && takes(resource);
}

/** What readers need not make when no policy asks for it. */
export function wantedBy(guardrails: readonly Guardrail[]): { readonly document: boolean; readonly attributes: (resource: Sort) => boolean | readonly string[]; readonly relations: Takes; readonly sourceAlone: Takes } {
  const ofResources = guardrails.filter(({ reads }) => reads !== 'document');
  return {
    document: guardrails.some(({ reads }) => reads === 'document'),
    attributes: argumentsFor(ofResources.filter(({ attributes }) => attributes !== false)),
    relations: anyOf(ofResources.filter(({ relations }) => relations)),
    sourceAlone: fromSourceAlone(ofResources),
  };
}

/** For an input that is no document: what policies on documents would have said of it nobody knows. */
export function leftOut(guardrails: readonly Guardrail[], { path, format }: { readonly path: string; readonly format: string }): readonly Problem[] {
  const ids = guardrails.filter(({ reads }) => reads === 'document').map(({ id }) => id);
  if (ids.length === 0) return [];
  return [{ code: 'policy-no-document', message: `${path} (${format}) is not a JSON or YAML document, so ${ids.join(', ')} ${ids.length === 1 ? 'was' : 'were'} not evaluated over it`, where: path, hint: 'check a plan or a template with these policies, or write them as guardrails over input.resources' }];
}

/** Raw arguments of a resource that any of these policies asks for. */
function argumentsFor(guardrails: readonly Guardrail[]): (resource: Sort) => boolean | readonly string[] {
  const tests = guardrails.map((guardrail) => ({ takes: takesOf(guardrail), attributes: guardrail.attributes }));
  return ofEachSort((resource) => {
    const asked = tests.filter(({ takes }) => takes(resource)).map(({ attributes }) => attributes);
    const [first, second] = asked;
    if (first === undefined || second === undefined) return first ?? false;
    return asked.includes(true) || [...new Set(asked.flatMap((names) => (typeof names === 'boolean' ? [] : names)))];
  });
}

function fromSourceAlone(guardrails: readonly Guardrail[]): Takes {
  const tests = guardrails.map(takesFrom);
  return ofEachSort(({ kind, type, provider }) => tests.some((takes) => takes({ kind, type, provider, stage: 'source' }) && !takes({ kind, type, provider, stage: 'plan' })));
}

/** Decides each type once; nearly all are of one kind and one provider. */
function ofEachSort<T>(decide: (resource: Sort) => T): (resource: Sort) => T {
  const known = new Map<string, Sort & { readonly decided: T }>();
  return (resource) => {
    const { type, kind, provider } = resource;
    const before = known.get(type);
    if (before !== undefined && before.kind === kind && before.provider === provider) return before.decided;
    const decided = decide(resource);
    known.set(type, { type, kind, provider, decided });
    return decided;
  };
}

function anyOf(guardrails: readonly Guardrail[]): Takes {
  const tests = guardrails.map(takesOf);
  return ofEachSort((resource) => tests.some((takes) => takes(resource)));
}

/** Decides each type once. */
function typeTest(patterns: readonly string[] | null): (type: string) => boolean {
  if (patterns === null) return () => true;
  const known = new Map<string, boolean>();
  return (type) => {
    const before = known.get(type);
    if (before !== undefined) return before;
    const takes = patterns.some((pattern) => wildcardMatches(pattern, type));
    known.set(type, takes);
    return takes;
  };
}
