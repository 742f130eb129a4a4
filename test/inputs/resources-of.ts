import type { Reading } from '#inputs/reading.ts';
import type { Resource } from '#model/resource.ts';

/** All resources of a reading, which is walked by it. */
export async function resourcesOf(reading: Reading): Promise<readonly Resource[]> {
  const resources: Resource[] = [];
  for await (const batch of reading.batches) resources.push(...batch);
  return resources;
}
