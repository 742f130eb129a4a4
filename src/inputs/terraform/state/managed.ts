import type { ManagedElsewhere, Resource } from '#model/resource.ts';

interface Met extends ManagedElsewhere {
  readonly lineage: string;
}

/** Which objects the states of a run manage, so that one that two of them manage is found. */
export class Managed {
  readonly #met = new Map<string, Met>();

  /** The resource, with who managed it before. `lineage`: that of its state; copies of one state are no second manager. */
  seen(resource: Resource, input: string, lineage: string): Resource {
    const { id, type, address } = resource;
    if (id === null || !isUnique(id) || isShared(type)) return resource;
    const key = `${type}\n${id}`;
    const before = this.#met.get(key);
    if (before === undefined) {
      this.#met.set(key, { input, address, lineage });
      return resource;
    }
    if (lineage !== '' && before.lineage === lineage && before.input !== input) return resource;
    return { ...resource, alsoManaged: [{ input: before.input, address: before.address }] };
  }
}

/** In all the world: names of roles, log groups and clusters are so only in their account and region. */
function isUnique(id: string): boolean {
  return /^(?:arn:|\/subscriptions\/|\/\/[a-z]+\.googleapis\.com\/|ocid1\.|n\/[^/]+\/b\/)|^[a-z]+-[0-9a-f]{8,}$/.test(id);
}

/**
 * What is adopted, not made (the default VPC of an account, the default security list of a network), and what several may ask for
 * without harm: a service that is switched on, a provider that is registered.
 */
function isShared(type: string): boolean {
  return /_default_/.test(type) || type === 'google_project_service' || type === 'azurerm_resource_provider_registration';
}
