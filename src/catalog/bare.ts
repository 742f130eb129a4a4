import type { Provider } from '#model/resource.ts';
import type { TypeFacts } from './facts.ts';

/** What is known of a type of which nothing is known. */
export function bareFacts(provider: Provider, type: string): TypeFacts {
  return {
    provider,
    type,
    kind: 'other',
    tags: null,
    nestedTags: [],
    region: { global: false, paths: [], parent: null, others: [] },
    shapes: [],
    templates: [],
    json: null,
    containers: [],
    image: [],
    relations: [],
    grants: [],
    scope: { resourceGroup: null, project: null, folder: null, compartment: null },
  };
}
