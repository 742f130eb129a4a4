import { kindOf, typeOfId } from '#catalog/live-types.ts';
import { known } from '#model/known.ts';
import type { Kind, Provider, Scope } from '#model/resource.ts';
import { scopeWith } from '#model/scope.ts';

/** What an id alone tells of a thing that stands in a cloud. */
export interface IdPlace {
  readonly provider: Provider;
  readonly type: string;
  readonly kind: Kind;
  readonly scope: Scope;
  readonly region: string | null;
}

/** Null for what is no id of a cloud, and where it does not tell the type or whose it is. */
export function placeOfId(id: string): IdPlace | null {
  const told = whereIn(id);
  const type = told === null ? null : typeOfId(told.provider, id);
  return told === null || type === null ? null : { ...told, type, kind: kindOf(told.provider, type) };
}

function whereIn(id: string): Pick<IdPlace, 'provider' | 'scope' | 'region'> | null {
  const [, region = '', account] = /^arn:[^:]*:[^:]*:([^:]*):(\d{12}):/.exec(id) ?? [];
  if (account !== undefined) return { provider: 'aws', scope: scopeWith({ account: known(account) }), region: region === '' ? null : region };
  const subscription = /^\/subscriptions\/([^/]+)\/./i.exec(id)?.[1];
  if (subscription !== undefined) return { provider: 'azure', scope: scopeWith({ subscription: known(subscription.toLowerCase()) }), region: null };
  const project = /^\/\/[a-z]+\.googleapis\.com\/projects\/([^/]+)\/./.exec(id)?.[1];
  if (project !== undefined) return { provider: 'gcp', scope: scopeWith({ project: known(project) }), region: null };
  const place = /^ocid1\.[^.]+\.[^.]*\.([^.]+)\./.exec(id)?.[1];
  return place === undefined ? null : { provider: 'oci', scope: scopeWith({}), region: place };
}
