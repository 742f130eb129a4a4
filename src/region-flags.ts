import { isRegion, normaliseRegion, regionsOf } from '#catalog/regions.ts';
import { nearest } from '#config/nearest.ts';
import type { Problem } from '#model/problem.ts';

const clouds = { aws: 'aws', google: 'gcp', 'google-beta': 'gcp', oci: 'oci' } as const;

/** Regions of `--provider-region` that the catalogue does not know: a note, as clouds open new ones every year. Of a provider by another name nothing is said. */
export function unknownRegions(flags: ReadonlyMap<string, string>): readonly Problem[] {
  return [...flags].flatMap(([name, region]) => {
    const cloud = Object.entries(clouds).find(([provider]) => name.split('.').includes(provider))?.[1];
    if (cloud === undefined || isRegion(cloud, normaliseRegion(cloud, region)) === true) return [];
    const near = nearest(region, regionsOf(cloud));
    return [{ code: 'region-unknown', message: `--provider-region ${name} is ${JSON.stringify(region)}, a region that landrail does not know; it is taken as it is`, where: null, hint: near === null ? null : `did you mean ${near}?` }];
  });
}
