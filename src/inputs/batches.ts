import type { Resource } from '#model/resource.ts';

/** Resources per batch. */
export const batchSize = 256;

/** As many at once as are worth handing over. */
export function* inBatches(resources: Iterable<Resource>): Generator<readonly Resource[]> {
  let batch: Resource[] = [];
  for (const resource of resources) {
    batch.push(resource);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
