import { byCodePoint } from '#model/json.ts';
import type { Proposal, ProposedList, ProposedScopes, ProposedTag, Used } from '#model/proposal.ts';
import { providers, type Provider } from '#model/resource.ts';
import type { CloudSurvey, KeyUse, Survey, Tally } from './survey.ts';

/** Of all that can be tagged. */
const most = 0.5;
/** A list that a person would write. */
const fewValues = 6;
/** Longer ones are no names. Azure, whose keys are the longest, allows 512 characters. */
const longest = 256;

/**
 * Tells things apart and says nothing of whose they are, so that to ask for it would mend nothing: the AWS console shows it as the name.
 */
const names = new Set(['name']);

/** What is in use -> what may be used. @param secret whether a text holds a sensitive value. */
export function proposed(survey: Survey, secret: (text: string) => boolean): Proposal {
  const clouds = providers.flatMap((provider) => {
    const cloud = survey.clouds.get(provider);
    return cloud === undefined ? [] : [{ provider, cloud }];
  });
  const usable = (name: string): boolean => isName(name) && !secret(name);
  const lists = (of: (cloud: CloudSurvey) => Tally): readonly ProposedList[] =>
    clouds.flatMap(({ provider, cloud }) => {
      const names = used(of(cloud), usable);
      return names.length === 0 ? [] : [{ provider, names }];
    });
  const all = clouds.flatMap(({ cloud }) => [cloud.shapes, cloud.regions, cloud.scopes].flatMap((tally) => [...tally.counts.keys()]));
  const tags = clouds.flatMap(({ provider, cloud }) => keysOf(cloud, secret).map((key) => ({ provider, key })));
  const asked = tags.filter(({ key }) => key.count > key.of * most && !names.has(key.key.toLowerCase()));
  return {
    resources: clouds.reduce((sum, { cloud }) => sum + cloud.resources, 0),
    providers: clouds.map(({ provider, cloud }) => ({ name: provider, count: cloud.resources })),
    tags: together(asked, clouds.filter(({ cloud }) => cloud.taggable > 0).map(({ provider }) => provider)),
    rarer: tags.filter((one) => !asked.includes(one)).map(({ key: { key, count, of } }) => ({ name: key, count, of })).sort((a, b) => b.count - a.count || byCodePoint(a.name, b.name)),
    shapes: lists((cloud) => cloud.shapes),
    accelerators: lists((cloud) => cloud.accelerators).flatMap(({ names }) => names),
    regions: lists((cloud) => cloud.regions),
    scopes: clouds.flatMap(({ provider, cloud }) => scopesOf(provider, cloud, usable)),
    leftOut: all.filter((name) => !usable(name)).length,
  };
}

/** A name that stands for itself in a list of globs. */
function isName(name: string): boolean {
  return name.trim() === name && name.length > 0 && name.length <= longest && !/[*?[\]{}\\!]/.test(name);
}

function used({ counts }: Tally, usable: (name: string) => boolean): readonly Used[] {
  return [...counts].filter(([name]) => usable(name)).map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || byCodePoint(a.name, b.name));
}

type CloudTag = Omit<ProposedTag, 'providers'>;

/** Ways to write one key, which differ by capitals alone, are one. */
function keysOf(cloud: CloudSurvey, secret: (text: string) => boolean): readonly CloudTag[] {
  const folded = new Map<string, (readonly [key: string, use: KeyUse])[]>();
  for (const entry of cloud.keys) {
    const [key] = entry;
    // aws:cloudformation:stack-name and the like are not ours to ask for.
    if (key.trim() === '' || key.length > longest || /^aws:/i.test(key) || secret(key)) continue;
    const name = key.toLowerCase();
    folded.set(name, [...(folded.get(name) ?? []), entry]);
  }
  return [...folded.values()].flatMap((ways) => {
    const [first, ...others] = ways.toSorted(([a, one], [b, other]) => other.count - one.count || byCodePoint(a, b));
    if (first === undefined) return [];
    const [key] = first;
    return [{ key, count: ways.reduce((sum, [, { count }]) => sum + count, 0), of: cloud.taggable, variants: others.map(([name, { count }]) => ({ name, count })), values: valuesOf(ways.map(([, use]) => use), secret) }];
  });
}

function valuesOf(uses: readonly KeyUse[], secret: (text: string) => boolean): readonly string[] | null {
  if (uses.some(({ open }) => open)) return null;
  const values = [...new Set(uses.flatMap((use) => [...use.values.counts.keys()]))];
  const count = uses.reduce((sum, use) => sum + use.count, 0);
  const isList = values.length <= fewValues && values.length * 2 <= count && values.every((value) => value !== '' && value.length <= 60 && !secret(value));
  return isList ? values.sort(byCodePoint) : null;
}

/** What several clouds ask for in the same words is asked for once. */
function together(asked: readonly { readonly provider: Provider; readonly key: CloudTag }[], clouds: readonly Provider[]): readonly ProposedTag[] {
  const byKey = new Map<string, { readonly provider: Provider; readonly key: CloudTag }[]>();
  for (const one of asked) {
    const same = JSON.stringify([one.key.key, one.key.variants.length > 0]);
    byKey.set(same, [...(byKey.get(same) ?? []), one]);
  }
  const tags = [...byKey.values()].map((ways): ProposedTag => {
    const values = ways.map(({ key }) => key.values);
    return {
      key: ways[0]?.key.key ?? '',
      count: ways.reduce((sum, { key }) => sum + key.count, 0),
      of: ways.reduce((sum, { key }) => sum + key.of, 0),
      providers: ways.length === clouds.length ? null : ways.map(({ provider }) => provider),
      variants: ways.flatMap(({ key }) => key.variants),
      values: values.some((one) => one === null) ? null : [...new Set(values.flatMap((one) => one ?? []))].sort(byCodePoint),
    };
  });
  return tags.sort((a, b) => b.count / b.of - a.count / a.of || byCodePoint(a.key, b.key));
}

const scopeKeys = { aws: 'accounts', azure: 'subscriptions', gcp: 'projects', oci: 'compartments' } as const;

function scopesOf(provider: Provider, cloud: CloudSurvey, usable: (name: string) => boolean): readonly ProposedScopes[] {
  const names = used(cloud.scopes, usable);
  if (names.length === 0) return [];
  return [{ provider, key: scopeKeys[provider], names, untold: cloud.scopesUntold, most: cloud.scopesUntold < cloud.scopes.sum }];
}
