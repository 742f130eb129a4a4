import { isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { clauseOf } from './faults.ts';
import type { SdkPackage } from './sdk.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

export interface Account {
  readonly id: string;
  /** Null: those of the environment, which the SDK finds itself. */
  readonly credentials: (() => Promise<Credentials>) | null;
}

export interface Endpoint {
  /** Of another API in place of AWS, as the AWS CLI has it: `http://127.0.0.1:5000`. */
  readonly endpoint?: string;
}

/** Calls are repeated by the SDK, and slowed down where AWS asks for it. One that nobody answers is given up, in milliseconds: by itself the SDK waits for ever. */
export const patience = { maxAttempts: 8, retryMode: 'adaptive', requestHandler: { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true } } as const;

/** Where STS is asked; every region answers alike. */
const sts = 'us-east-1';

/**
 * The account of the environment, or those of the roles.
 * @throws ProblemError where there are no credentials, or a role cannot be assumed
 */
export async function accountsOf(roles: readonly string[], sdk: SdkPackage, endpoint: Endpoint): Promise<readonly Account[]> {
  const settings = { ...endpoint, ...patience, region: sts };
  const ask = async (operation: string, input: JsonObject, what: string): Promise<JsonObject> => {
    const client = sdk.client('STS', settings);
    try {
      for await (const page of sdk.pages(client, operation, input)) return page;
      return {};
    } catch (error) {
      throw new ProblemError(unheard(error, what, endpoint));
    } finally {
      client.destroy();
    }
  };
  if (roles.length === 0) {
    const id = member(await ask('GetCallerIdentity', {}, 'AWS does not say who asks'), 'Account');
    if (typeof id !== 'string') throw new ProblemError({ code: 'inventory-credentials', message: 'AWS does not say who asks: its answer names no account', where: null, hint: check });
    return [{ id, credentials: null }];
  }
  const accounts: Account[] = [];
  const ids = roles.map(accountOfRole);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new ProblemError({ code: 'usage-value', message: `--role-arn names ${twice} more than once; one role reads an account`, where: null, hint: null });
  for (const [index, role] of roles.entries()) {
    const assume = async (): Promise<Credentials> => {
      const answer = await ask('AssumeRole', { RoleArn: role, RoleSessionName: 'landrail-inventory' }, `${role} cannot be assumed`);
      return credentialsIn(member(answer, 'Credentials'), role);
    };
    // Once before anything is read: a role that nobody may assume ends the run at its start.
    await assume();
    accounts.push({ id: ids[index] ?? '', credentials: assume });
  }
  return accounts;
}

const check = 'check with: aws sts get-caller-identity';

function unheard(error: unknown, what: string, { endpoint }: Endpoint): Problem {
  const code = 'inventory-credentials';
  const name = error instanceof Error ? error.name : '';
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    return { code, message: `no credentials for AWS: ${clauseOf(error)}`, where: null, hint: `log in (aws sso login), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; ${check}` };
  }
  return { code, message: `${what}: ${clauseOf(error)}`, where: null, hint: endpoint === undefined || !isUnreachable(error) ? check : `see whether ${endpoint} answers, which --endpoint-url or AWS_ENDPOINT_URL names` };
}

function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'TimeoutError' || /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/.test((error as NodeJS.ErrnoException).code ?? '');
}

function accountOfRole(role: string): string {
  const id = /^arn:[^:]+:iam::(\d{12}):role\//.exec(role)?.[1];
  if (id === undefined) throw new ProblemError({ code: 'usage-value', message: `--role-arn is ${JSON.stringify(role)}; it must be like arn:aws:iam::111122223333:role/auditor`, where: null, hint: null });
  return id;
}

function credentialsIn(value: JsonValue | undefined, role: string): Credentials {
  const text = (key: string): string => {
    const found = isObject(value) ? member(value, key) : undefined;
    if (typeof found !== 'string') throw new ProblemError({ code: 'inventory-credentials', message: `STS gave no ${key} for ${role}`, where: null, hint: null });
    return found;
  };
  return { accessKeyId: text('AccessKeyId'), secretAccessKey: text('SecretAccessKey'), sessionToken: text('SessionToken'), expiration: new Date(text('Expiration')) };
}
