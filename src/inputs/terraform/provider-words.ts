import { known, unknown, type Known, type Unknown } from '#model/known.ts';
import type { Provider } from '#model/resource.ts';
import { shellWord } from '#model/shell-word.ts';

/** What a provider block is called: `aws.west` within its module, `module.edge.aws` for people. */
export interface BlockName {
  readonly label: string;
  readonly local: string;
}

interface Cloud {
  /** Of the account, subscription or project. */
  readonly scopeName: string;
  readonly regionVariables: string;
  readonly scopeVariables: string;
}

export const clouds: Readonly<Record<Provider, Cloud>> = {
  aws: { scopeName: 'account', regionVariables: 'AWS_REGION', scopeVariables: 'the credentials' },
  azure: { scopeName: 'subscription', regionVariables: '', scopeVariables: 'ARM_SUBSCRIPTION_ID' },
  gcp: { scopeName: 'project', regionVariables: 'GOOGLE_REGION', scopeVariables: 'GOOGLE_PROJECT' },
  oci: { scopeName: 'tenancy', regionVariables: 'OCI_REGION', scopeVariables: 'the credentials' },
};

const fromEnvironment = 'the environment';

export function regionFlag({ label }: Pick<BlockName, 'label'>): string {
  return `--provider-region ${shellWord(`${label}=REGION`)}`;
}

export function scopeFlag({ label }: Pick<BlockName, 'label'>, cloud: Provider): string {
  return `--provider-scope ${shellWord(`${label}=${clouds[cloud].scopeName.toUpperCase()}`)}`;
}

export function regionOfEnvironment(block: BlockName, cloud: Provider): Unknown {
  return unknown(`provider ${block.label} takes its region from ${fromEnvironment} (${clouds[cloud].regionVariables}); ${regionFlag(block)} decides it`, [`provider ${block.label}`]);
}

export function scopeOfEnvironment(block: BlockName, cloud: Provider): Unknown {
  const { scopeName, scopeVariables } = clouds[cloud];
  return unknown(`provider ${block.label} takes its ${scopeName} from ${fromEnvironment} (${scopeVariables}); ${scopeFlag(block, cloud)} decides it`, [`provider ${block.label}`]);
}

/** A flag decides what the input leaves open; it never overrides the input. `aws=` speaks for every block of aws that leaves it to the environment. */
export function flagged(flags: ReadonlyMap<string, string>, { label, local }: BlockName, found: Known<string>): Known<string> {
  if (found.status === 'known') return found;
  const exact = flags.get(label) ?? flags.get(local);
  if (exact !== undefined) return known(exact);
  const [bare = local] = local.split('.');
  const general = found.status === 'unknown' && found.because.includes(fromEnvironment) ? (flags.get(bare) ?? flags.get(bare.replace(/-beta$/, ''))) : undefined;
  return general === undefined ? found : known(general);
}
