import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import type { Ahead } from './inputs/ahead.ts';
import { keptCode } from './kept-code.ts';
import type { Thread } from './rego/thread.ts';

/** Of dist/: what every run needs, what readers of other inputs than plans have for themselves, and the evaluation threads. */
export type ScriptName = 'landrail' | 'readers' | 'worker';

type Body = (require: NodeJS.Require, url: string, load: (name: ScriptName) => unknown) => unknown;

/** The scripts of dist/, each loaded once, with what V8 made of it at build time: to take that over costs a third of what it takes to parse and to compile a script again. */
export class Scripts {
  /** As compiled, with their texts. */
  readonly compiled = new Map<ScriptName, { readonly script: Script; readonly source: string }>();
  readonly #loaded = new Map<ScriptName, unknown>();
  readonly #url: string;
  readonly #take: boolean;

  /** @param url of a file beside them. @param take whether to take over what was kept. */
  constructor(url: string, take: boolean) {
    this.#url = url;
    this.#take = take;
  }

  /** Runs the command, or the thread. @param ahead the first argument of the command, if it is being read already. @param thread what will judge it. */
  start(name: 'landrail' | 'worker', ahead: Ahead | null = null, thread: Thread | null = null): void {
    (this.load(name) as { readonly start: (ahead: Ahead | null, thread: Thread | null) => void }).start(ahead, thread);
  }

  /** Runs the Action of GitHub. */
  act(): void {
    (this.load('landrail') as { readonly act: () => void }).act();
  }

  /** What a script exports. */
  load(name: ScriptName): unknown {
    if (!this.#loaded.has(name)) this.#loaded.set(name, this.#body(name)(createRequire(this.#url), this.#url, (other) => this.load(other)));
    return this.#loaded.get(name);
  }

  #body(name: ScriptName): Body {
    const file = new URL(`./${name}.js`, this.#url);
    // The build writes ASCII: read like this, a character is a byte in memory too.
    const source = readFileSync(file, 'latin1');
    const cachedData = this.#take ? keptCode(source, new URL(`./${name}.v8`, this.#url)) : null;
    // What another V8 has made, or this one with other switches, is refused by it and the script compiled as always.
    const script = new Script(source, { filename: fileURLToPath(file), ...(cachedData === null ? {} : { cachedData }) });
    this.compiled.set(name, { script, source });
    const body: Body = script.runInThisContext();
    return body;
  }
}
