import { isArray, isObject, member, type JsonObject } from '#model/json.ts';
import type { Answer, Asked, Task, Unanswered } from '../answer.ts';
import { patience, type Account, type Endpoint } from './accounts.ts';
import type { Ask, Call, Service } from './calls.ts';
import { clauseOf, isGone, isNothing, isNotOffered, isRefused } from './faults.ts';
import type { Client, SdkPackage } from './sdk.ts';

export interface Request {
  readonly accounts: readonly Account[];
  /** Null: all that are enabled in the account. */
  readonly regions: readonly string[] | null;
  readonly services: readonly Service[];
  readonly endpoint: Endpoint;
}

export const tagging = '@aws-sdk/client-resource-groups-tagging-api';

/** Where services without a region answer. */
const home = 'us-east-1';

type Sdk = ReadonlyMap<string, SdkPackage>;

/** A task for each service in each region of each account. @throws ProblemError */
export async function tasksOf(request: Request, sdk: Sdk): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (const account of request.accounts) {
    const enabled = await enabledRegions(account, request, sdk);
    const off = request.regions?.filter((region) => enabled !== null && !enabled.includes(region)) ?? [];
    const regions = request.regions?.filter((region) => !off.includes(region)) ?? enabled ?? [];
    const tags = new TagsByArn(account, request, sdk);
    for (const region of off) tasks.push({ name: `${account.id} ${region}`, run: () => nothingIn(region, account) });
    for (const service of request.services) {
      for (const region of service.global ? [home] : regions) {
        tasks.push({ name: `${account.id} ${service.global ? 'global' : region} ${service.name}`, run: () => new Questions(account, region, service, request, sdk, tags).answers() });
      }
    }
  }
  return tasks;
}

function clientOf({ package: name, client }: Pick<Service, 'package' | 'client'>, region: string, account: Account, { endpoint }: Request, sdk: Sdk): Client {
  return packageOf(sdk, name).client(client, { ...endpoint, ...patience, region, ...(account.credentials === null ? {} : { credentials: account.credentials }), ...(client === 'S3' ? { followRegionRedirects: true, forcePathStyle: endpoint.endpoint !== undefined } : {}) });
}

function packageOf(sdk: Sdk, name: string): SdkPackage {
  const found = sdk.get(name);
  if (found === undefined) throw new Error(`${name} was not loaded`);
  return found;
}

async function* nothingIn(region: string, { id }: Account): AsyncGenerator<Unanswered> {
  yield { account: id, region, call: 'ec2:DescribeRegions', because: 'the account has not enabled the region, or there is none of that name' };
}

/**
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html: without AllRegions those that the account may use. Null
 * where regions are named, and whoever asks may not list them.
 */
async function enabledRegions(account: Account, request: Request, sdk: Sdk): Promise<readonly string[] | null> {
  const ec2 = { package: '@aws-sdk/client-ec2', client: 'EC2' };
  const client = clientOf(ec2, home, account, request, sdk);
  try {
    const regions: string[] = [];
    for await (const page of packageOf(sdk, ec2.package).pages(client, 'DescribeRegions', {})) {
      const found = member(page, 'Regions');
      for (const region of isArray(found) ? found : []) {
        const name = member(region, 'RegionName');
        if (typeof name === 'string') regions.push(name);
      }
    }
    return regions.sort();
  } catch (error) {
    if (request.regions !== null && (isRefused(error) || isNotOffered(error))) return null;
    throw error;
  } finally {
    client.destroy();
  }
}

/** The calls of one service in one region. */
class Questions {
  readonly #account: Account;
  readonly #region: string;
  readonly #service: Service;
  readonly #request: Request;
  readonly #sdk: Sdk;
  readonly #tags: TagsByArn;

  constructor(account: Account, region: string, service: Service, request: Request, sdk: Sdk, tags: TagsByArn) {
    this.#account = account;
    this.#region = region;
    this.#service = service;
    this.#request = request;
    this.#sdk = sdk;
    this.#tags = tags;
  }

  async *answers(): AsyncGenerator<Answer | Unanswered> {
    const client = clientOf(this.#service, this.#region, this.#account, this.#request, this.#sdk);
    try {
      const { tags, because } = await this.#tags.of(this.#region);
      if (because !== null) yield { ...this.#asked('GetResources', 'tag'), because };
      for (const call of this.#service.calls) yield* this.#answersTo(call, client, tags);
    } finally {
      client.destroy();
    }
  }

  async *#answersTo(call: Call, client: Client, tags: Answer['tags']): AsyncGenerator<Answer | Unanswered> {
    const asked = this.#asked(call.operation);
    const unanswered: Unanswered[] = [];
    const ask: Ask = async (operation, input) => {
      try {
        for await (const page of this.#pages(client, operation, input)) return page;
        return {};
      } catch (error) {
        if (isNothing(error)) return {};
        if (isGone(error)) return 'gone';
        if (!isRefused(error) && !isNotOffered(error)) throw error;
        unanswered.push({ ...this.#asked(operation), because: clauseOf(error) });
        return null;
      }
    };
    try {
      for await (const page of this.#pages(client, call.operation, call.input ?? {})) {
        if (call.next === undefined) yield { ...asked, data: call.complete === undefined ? page : await call.complete(page, ask), tags };
        else for (const next of call.next(page)) yield* this.#answersTo(next, client, tags);
      }
    } catch (error) {
      // What was listed a moment ago may be gone by now.
      if (isNothing(error) || isGone(error)) return;
      if (!isRefused(error) && !isNotOffered(error)) throw error;
      yield { ...asked, because: clauseOf(error) };
    }
    yield* distinct(unanswered);
  }

  #pages(client: Client, operation: string, input: JsonObject): AsyncIterable<JsonObject> {
    return packageOf(this.#sdk, this.#service.package).pages(client, operation, input);
  }

  #asked(operation: string, service = this.#service.right ?? this.#service.name): Asked {
    return { account: this.#account.id, region: this.#region, call: `${service}:${operation}` };
  }
}

/** The same call refused for every bucket is one thing that was not seen. */
function distinct(unanswered: readonly Unanswered[]): readonly Unanswered[] {
  return [...new Map(unanswered.map((one) => [one.call, one])).values()];
}

interface RegionTags {
  readonly tags: Answer['tags'];
  readonly because: string | null;
}

/** Tags of a region by ARN, asked for once: lists of functions and the like have none. What is not among them has no tags, and never had. */
class TagsByArn {
  readonly #account: Account;
  readonly #request: Request;
  readonly #sdk: Sdk;
  readonly #regions = new Map<string, Promise<RegionTags>>();

  constructor(account: Account, request: Request, sdk: Sdk) {
    this.#account = account;
    this.#request = request;
    this.#sdk = sdk;
  }

  of(region: string): Promise<RegionTags> {
    const before = this.#regions.get(region);
    if (before !== undefined) return before;
    const asked = this.#ask(region);
    this.#regions.set(region, asked);
    return asked;
  }

  async #ask(region: string): Promise<RegionTags> {
    const client = clientOf({ package: tagging, client: 'ResourceGroupsTaggingAPI' }, region, this.#account, this.#request, this.#sdk);
    const tags = new Map<string, JsonObject[]>();
    try {
      for await (const page of packageOf(this.#sdk, tagging).pages(client, 'GetResources', {})) {
        const found = member(page, 'ResourceTagMappingList');
        for (const one of isArray(found) ? found : []) {
          const [arn, list] = [member(one, 'ResourceARN'), member(one, 'Tags')];
          if (typeof arn === 'string') tags.set(arn, isArray(list) ? list.filter(isObject) : []);
        }
      }
      return { tags, because: null };
    } catch (error) {
      if (isRefused(error) || isNotOffered(error)) return { tags: null, because: clauseOf(error) };
      throw error;
    } finally {
      client.destroy();
    }
  }
}

/** Packages that a request needs. */
export function packagesFor(asked: readonly Service[]): readonly string[] {
  return [...new Set(['@aws-sdk/client-ec2', '@aws-sdk/client-sts', tagging, ...asked.map((service) => service.package)])].sort();
}
