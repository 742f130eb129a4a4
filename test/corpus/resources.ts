import type { Known } from '../../src/model/known.ts';
import type { Resource } from '../../src/model/resource.ts';
import { openInputs } from '../../src/inputs/open.ts';
import { noFlags } from '../../src/inputs/options.ts';
import { plans } from './corpus.ts';

/** The resources that landrail reads in a plan of the corpus, unchanged ones included. `scopes` as --provider-scope has them. */
export async function resourcesOf(path: string, scopes: readonly (readonly [provider: string, scope: string])[] = []): Promise<readonly Resource[]> {
  const resources: Resource[] = [];
  const options = { ...noFlags, cwd: plans, all: true, document: false, attributes: () => false, relations: () => true, providerScopes: new Map(scopes), strict: true, stdin: () => process.stdin };
  for await (const { readings, problems } of openInputs([path], options)) {
    if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join('\n'));
    for (const reading of readings) for await (const batch of reading.batches) resources.push(...batch);
  }
  return resources;
}

/** A known value, or why there is none. */
export function told(field: Known<string>): string {
  if (field.status === 'known') return field.value;
  return field.status === 'absent' ? '-' : field.status === 'oneOf' ? `one of ${field.values.join(', ')}` : `? ${field.because}`;
}
