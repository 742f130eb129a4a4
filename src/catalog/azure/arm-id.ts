/** The parts of an id of Azure Resource Manager, as they are written. */
export interface ArmId {
  readonly subscription: string | null;
  readonly resourceGroup: string | null;
  /** Null for a resource provider itself. */
  readonly type: string | null;
  readonly name: string;
  /** The id of what it is a child of: of a subnet its network; null for what is none. */
  readonly parent: string | null;
}

/** `/subscriptions/S/resourceGroups/G/providers/Microsoft.Network/virtualNetworks/main/subnets/private`; null for a text that is no such id. */
export function armId(id: string): ArmId | null {
  const parts = id.replace(/\/+$/, '').split('/');
  const heads = parts.map((part) => part.toLowerCase());
  if (heads[0] !== '' || (heads[1] !== 'subscriptions' && heads[1] !== 'providers') || parts.length < 3) return null;
  const subscription = heads[1] === 'subscriptions' ? (parts[2] ?? null) : null;
  const resourceGroup = subscription !== null && heads[3] === 'resourcegroups' ? (parts[4] ?? null) : null;
  const name = parts[parts.length - 1] as string;
  const providers = heads.lastIndexOf('providers');
  if (providers < 0) return { subscription, resourceGroup, type: resourceGroup !== null && parts.length === 5 ? 'Microsoft.Resources/resourceGroups' : parts.length === 3 ? 'Microsoft.Resources/subscriptions' : null, name, parent: null };
  const [namespace = '', ...pairs] = parts.slice(providers + 1);
  const types = pairs.filter((_, index) => index % 2 === 0);
  return {
    subscription,
    resourceGroup,
    type: types.length === 0 ? null : [namespace, ...types].join('/'),
    name,
    parent: types.length > 1 ? parts.slice(0, providers + 2 + 2 * (types.length - 1)).join('/') : null,
  };
}
