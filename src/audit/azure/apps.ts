import type { Channel } from '#model/event.ts';

/** An application of Microsoft's own, as the `appid` of a token names it. Entra ID writes that claim, so that nobody can claim another; anybody may use these. */
export interface App {
  readonly name: string;
  readonly channel: Extract<Channel, 'console' | 'cli' | 'service'>;
  /** Where Microsoft says so. */
  readonly source: string;
}

const mandatoryMfa = 'https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication';
const firstParty = 'https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in';

export const apps: Readonly<Record<string, App>> = {
  'c44b4083-3bb0-49c1-b47d-974e53cbdf3c': { name: 'Azure Portal', channel: 'console', source: mandatoryMfa },
  '0c1307d4-29d6-4389-a11c-5cbe7f65d7fa': { name: 'Azure mobile app', channel: 'console', source: mandatoryMfa },
  '04b07795-8ddb-461a-bbee-02f9e1bf7b46': { name: 'Azure CLI', channel: 'cli', source: mandatoryMfa },
  '1950a258-227b-4e31-a9cf-717495945fc2': { name: 'Azure PowerShell', channel: 'cli', source: mandatoryMfa },
  'b677c290-cf4b-4a8e-a60e-91ba650a4abe': { name: 'Cloud Shell', channel: 'cli', source: firstParty },
  '7319c514-987d-4e9b-ac3d-d38c4f427f4c': { name: 'Azure Kubernetes Service', channel: 'service', source: firstParty },
  '60e6cd67-9c8c-4951-9b3c-23c25a2169af': { name: 'Compute Resource Provider', channel: 'service', source: firstParty },
  'abfa0a7c-a6b6-4736-8310-5855508787cd': { name: 'Azure App Service', channel: 'service', source: 'https://learn.microsoft.com/azure/app-service/configure-ssl-certificate#authorize-app-service-to-read-from-the-vault' },
};
