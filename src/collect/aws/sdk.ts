import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';

/** A client of the AWS SDK for JavaScript v3, as far as it is used here. */
export interface Client {
  send(command: object): Promise<unknown>;
  destroy(): void;
}

type Class<T> = new (input: object) => T;

/** A package of the SDK: its client, its commands, its paginators. */
export class SdkPackage {
  readonly #name: string;
  readonly #exports: Readonly<Record<string, unknown>>;

  constructor(name: string, exports: Readonly<Record<string, unknown>>) {
    this.#name = name;
    this.#exports = exports;
  }

  client(name: string, settings: object): Client {
    return new (this.#class<Client>(`${name}Client`))(settings);
  }

  /** Pages of an operation, as the CLI would print them. */
  async *pages(client: Client, operation: string, input: object): AsyncGenerator<JsonObject> {
    const paginate = this.#exports[`paginate${operation}`];
    if (typeof paginate === 'function') {
      for await (const page of (paginate as Paginator)({ client }, input)) yield printed(page);
    } else yield printed(await client.send(new (this.#class<object>(`${operation}Command`))(input)));
  }

  #class<T>(name: string): Class<T> {
    const found = this.#exports[name];
    if (typeof found !== 'function') throw new ProblemError({ code: 'inventory-sdk', message: `${this.#name} has no ${name}: it is of another version`, where: null, hint: `npm install ${this.#name}@3` });
    return found as Class<T>;
  }
}

type Paginator = (settings: { readonly client: Client }, input: object) => AsyncIterable<unknown>;

/** Times as texts, and without what the SDK adds about the request. */
function printed(answer: unknown): JsonObject {
  const value = JSON.parse(JSON.stringify(answer ?? {})) as JsonValue;
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$metadata'));
}

/**
 * Packages of the SDK, found beside landrail, else from the working directory up.
 * @throws ProblemError that names the command which installs those that are missing
 */
export function loadSdk(names: readonly string[], cwd: string): ReadonlyMap<string, SdkPackage> {
  // What this needs of Node is told by the package itself, before this is reached.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const packages = new Map<string, SdkPackage>();
  const missing: string[] = [];
  for (const name of names) {
    const exports = load(name, cwd);
    if (exports === null) missing.push(name);
    else packages.set(name, new SdkPackage(name, exports));
  }
  if (missing.length > 0) {
    throw new ProblemError({
      code: 'inventory-sdk',
      message: `landrail inventory aws reads through the AWS SDK, which is not installed (${missing.length === 1 ? '1 package is' : `${missing.length} packages are`} missing)`,
      where: null,
      hint: `npm install ${missing.join(' ')}`,
    });
  }
  return packages;
}

function load(name: string, cwd: string): Readonly<Record<string, unknown>> | null {
  for (const from of [import.meta.url, pathToFileURL(`${cwd}/package.json`).href]) {
    const require = createRequire(from);
    try {
      require.resolve(name);
    } catch (error) {
      if (isMissing(error)) continue;
      throw error;
    }
    return require(name) as Readonly<Record<string, unknown>>;
  }
  return null;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
}
