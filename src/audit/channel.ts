import type { Channel } from '#model/event.ts';
import type { Provider } from '#model/resource.ts';
import { isPipeline, type Pipeline } from './pipelines.ts';

/**
 * What tools call themselves, the most telling first: a tool names the SDK that it is built on as well. Of any cloud; what only one cloud
 * writes (`console.ec2.amazonaws.com`, the application of a token) its reader knows.
 */
const agents: readonly (readonly [agent: RegExp, channel: Channel])[] = [
  // https://www.pulumi.com/registry/packages/aws-native/: its provider is partly Terraform's, and says both.
  [/\bpulumi/i, 'pulumi'],
  // `APN/1.0 HashiCorp/1.0 Terraform/1.13.5 (+https://www.terraform.io) terraform-provider-aws/6.28.0`, `Oracle-TerraformProvider`, `OpenTofu/1.9.0`.
  [/\bterraform|\bopentofu\b|\bHashiCorp\//i, 'terraform'],
  // `AZURECLI/2.60.0`, `AzurePowershell/…`, `google-cloud-sdk gcloud/…`, `apitools gsutil/…`, `Oracle-PythonCLI/…`, `PSAzure`.
  [/\baws-cli\/|\bAWSPowerShell|\bAWSToolkit|\bAZURECLI\/|\bAzurePowershell|\bPSAzure\b|\bgcloud[/.]|\bgsutil\/|\bbq\/|\bOracle-(?:Python)?CLI\b|\boci-cli\b|CloudShell\b/i, 'cli'],
  [/^Mozilla\/\d.*PowerShell\//i, 'cli'],
  [/^\[?Mozilla\b/i, 'console'],
  [
    /\bboto(?:3|core)?\/|\baws-sdk|\brusoto\/|\bazsdk-|\bAzure-SDK|\bgl-(?:go|python|java|node|dotnet)\/|\bgoogle-(?:api|cloud)-|\bgcloud-(?:python|java|node)|\bOracle-(?:Python|Java|Go|TypeScript|DotNet|Ruby)SDK\b|\bpython-requests\/|\bPython-httplib2\/|\bGo-http-client\/|\bokhttp\/|\bJersey\/|\bcurl\/|\bCloudCustodian/i,
    'sdk',
  ],
];

/** By what a call was made, going by its user agent alone: a claim that anybody can make. */
export function claimOfAgent(userAgent: string | null): Channel {
  return (userAgent === null ? undefined : agents.find(([agent]) => agent.test(userAgent))?.[1]) ?? 'unknown';
}

/** A pipeline is told by who called, whatever the call says of itself. */
export function channelOf(claimed: Channel, provider: Provider, principals: readonly (string | null)[], pipelines: readonly Pipeline[]): Channel {
  return isPipeline(provider, principals, pipelines) ? 'pipeline' : claimed;
}
