import { delimiter, isAbsolute, relative, resolve } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import { severities, type Severity } from '#model/severity.ts';
import type { Waiver } from '#model/waiver.ts';
import { freeze, type Config, type Undecided } from './config.ts';
import { defaultBaseline } from './defaults.ts';
import { filledDetections, presets, type Preset } from './detection-defaults.ts';
import { misspelledVariables, variables } from './environment.ts';
import { choice, duration, flagWord, format, type FormatRequest, type Reading } from './readings.ts';

const undecidedModes = ['warn', 'fail', 'ignore'] as const;
const colorModes = ['auto', 'always', 'never'] as const;

/** Command-line flags as the parser gives them; missing ones are undefined. */
export interface Flags {
  readonly failOn?: string | undefined;
  readonly undecided?: string | undefined;
  readonly policy?: readonly string[] | undefined;
  readonly format?: readonly string[] | undefined;
  readonly color?: string | undefined;
  /** False for `--no-baseline`. */
  readonly baseline?: string | false | undefined;
  readonly policyTimeout?: string | undefined;
  readonly strict?: boolean | undefined;
  readonly exitZero?: boolean | undefined;
  /** False for `--no-ignores`. */
  readonly ignores?: boolean | undefined;
  readonly compat?: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a value comes from; `where` names the flag, the variable or the place in the config. */
export interface Origin {
  readonly from: 'flag' | 'environment' | 'config' | 'default';
  readonly where: string | null;
}

/** All that decides how a run behaves, resolved once: flag over environment over config over default. Frozen. */
export interface Options {
  readonly config: Config;
  /** `data.settings` of every policy. */
  readonly settings: Config['settings'];
  readonly failOn: Severity;
  readonly undecided: Undecided;
  /** Paths of the user's policies, relative to the working directory or absolute. */
  readonly policies: readonly string[];
  readonly formats: readonly FormatRequest[];
  readonly color: (typeof colorModes)[number];
  /** Null with `--no-baseline`. A baseline that nobody named is read where it exists. */
  readonly baseline: { readonly path: string; readonly named: boolean } | null;
  readonly policyTimeoutMs: number;
  readonly strict: boolean;
  readonly exitZero: boolean;
  readonly waivers: readonly Waiver[];
  /** Whether waivers in the inputs themselves hold. */
  readonly ignores: boolean;
  /** By the option's name in landrail.yaml or on the command line: `fail-on`, `policies`, `format`. */
  readonly origins: Readonly<Record<string, Origin>>;
  /** Variables that look like ours and are not. */
  readonly notices: readonly Problem[];
}

export interface Known {
  /** Absolute working directory. */
  readonly cwd: string;
  /** Names that `--format` takes. */
  readonly formats: readonly string[];
}

/** The path for loadConfig(): `--no-config`, `--config`, LANDRAIL_CONFIG, or null to look for one. */
export function configPath(flags: { readonly config?: string | false | undefined }, env: Environment): { readonly path: string | 'none' | null; readonly origin: Origin } {
  if (flags.config === false) return { path: 'none', origin: { from: 'flag', where: '--no-config' } };
  if (flags.config !== undefined) return { path: flags.config, origin: { from: 'flag', where: '--config' } };
  const named = variable(env, variables.config);
  if (named !== null) return { path: named, origin: { from: 'environment', where: variables.config } };
  return { path: null, origin: { from: 'default', where: null } };
}

/**
 * @throws ProblemError with every flag and variable that has a wrong value.
 */
export function resolveOptions(flags: Flags, env: Environment, config: Config, known: Known): Options {
  const resolver = new Resolver(env, config);
  const { cwd } = known;
  const fromConfig = (path: string): string => (isAbsolute(path) ? path : typed(resolve(config.folder, path), cwd));

  const failOn = resolver.pick('fail-on', flags.failOn, variables.failOn, choice(severities), config.failOn, 'medium' as const);
  const undecided = resolver.pick('undecided', flags.undecided, variables.undecided, choice(undecidedModes), config.undecided, 'warn' as const);
  const policies = resolver.pickList('policies', '--policy', flags.policy, variables.policy, listed(delimiter), config.policies.map(fromConfig));
  const formats = resolver.pickList('format', '--format', flags.format, variables.format, listed(','), null, ['terminal']);
  const baseline = flags.baseline === false ? null : resolver.pick('baseline', flags.baseline, variables.baseline, (text) => ({ value: text }), config.baseline === null ? null : fromConfig(config.baseline), fromConfig(defaultBaseline));
  if (flags.baseline === false) resolver.origins['baseline'] = { from: 'flag', where: '--no-baseline' };
  const color = resolver.pick('color', flags.color, variables.color, choice(colorModes), null, 'auto' as const);
  const policyTimeoutMs = resolver.pick('policy-timeout', flags.policyTimeout, variables.policyTimeout, duration, null, 30_000);
  const strict = resolver.pickFlag('strict', flags.strict, variables.strict);
  const exitZero = resolver.pickFlag('exit-zero', flags.exitZero, variables.exitZero);
  const compat = resolver.pick<Preset | null>('compat', flags.compat, variables.compat, choice(presets), config.compat, null);
  const requests = formats.flatMap((text) => resolver.accept('format', text, format(known.formats)));

  if (resolver.problems.length > 0) throw new ProblemError(resolver.problems);
  return freeze<Options>({
    config,
    settings: compat === config.compat ? config.settings : { ...config.settings, detections: filledDetections(config.detections, compat) },
    failOn,
    undecided,
    policies,
    formats: requests,
    color: color === 'auto' ? colorByConvention(env, resolver.origins) : color,
    baseline: baseline === null ? null : { path: baseline, named: resolver.origins['baseline']?.from !== 'default' },
    policyTimeoutMs,
    strict,
    exitZero,
    waivers: config.waivers,
    ignores: flags.ignores !== false,
    origins: resolver.origins,
    notices: misspelledVariables(env),
  });
}

/** Takes the first source that has a value, and notes which one it was. */
class Resolver {
  readonly problems: Problem[] = [];
  readonly origins: Record<string, Origin> = {};
  readonly #env: Environment;
  readonly #config: Config;

  constructor(env: Environment, config: Config) {
    this.#env = env;
    this.#config = config;
  }

  pick<T>(name: string, flag: string | undefined, variableName: string, read: (text: string) => Reading<T>, configured: T | null, fallback: T): T {
    if (flag !== undefined) return this.#read(name, flag, { from: 'flag', where: flagWord(name) }, read, fallback);
    const set = variable(this.#env, variableName);
    if (set !== null) return this.#read(name, set, { from: 'environment', where: variableName }, read, fallback);
    return this.#rest(name, configured, fallback);
  }

  pickList(name: string, flagName: string, flag: readonly string[] | undefined, variableName: string, split: (text: string) => Reading<readonly string[]>, configured: readonly string[] | null, fallback: readonly string[] = []): readonly string[] {
    if (flag !== undefined && flag.length > 0) {
      this.origins[name] = { from: 'flag', where: flagName };
      return flag;
    }
    const set = variable(this.#env, variableName);
    if (set !== null) return this.#read(name, set, { from: 'environment', where: variableName }, split, fallback);
    return this.#rest(name, configured === null || configured.length === 0 ? null : configured, fallback);
  }

  pickFlag(name: string, flag: boolean | undefined, variableName: string): boolean {
    if (flag !== undefined) {
      this.origins[name] = { from: 'flag', where: flagWord(name) };
      return flag;
    }
    return this.pick(name, undefined, variableName, yesOrNo, null, false);
  }

  /** One entry of a list, read; an entry that is wrong becomes a problem. */
  accept<T>(name: string, text: string, read: (text: string) => Reading<T>): readonly T[] {
    const reading = read(text);
    if ('value' in reading) return [reading.value];
    this.#refuse(text, reading, this.origins[name]?.where ?? name);
    return [];
  }

  #read<T>(name: string, text: string, origin: Origin, read: (text: string) => Reading<T>, fallback: T): T {
    this.origins[name] = origin;
    const reading = read(text);
    if ('value' in reading) return reading.value;
    this.#refuse(text, reading, origin.where ?? name);
    return fallback;
  }

  #refuse(text: string, reading: { readonly fault: string; readonly hint: string | null }, where: string): void {
    this.problems.push({ code: 'usage-value', message: `${where} is ${JSON.stringify(text)}${reading.fault}`, where: null, hint: reading.hint });
  }

  #rest<T>(name: string, configured: T | null, fallback: T): T {
    const place = Object.hasOwn(this.#config.places, name) ? (this.#config.places[name] ?? null) : null;
    this.origins[name] = configured === null ? { from: 'default', where: null } : { from: 'config', where: place };
    return configured ?? fallback;
  }
}

function listed(separator: string): (text: string) => Reading<readonly string[]> {
  return (text) => ({ value: text.split(separator).map((one) => one.trim()).filter((one) => one !== '') });
}

const yesOrNo = (text: string): Reading<boolean> => {
  if (['1', 'true', 'yes'].includes(text.toLowerCase())) return { value: true };
  if (['0', 'false', 'no'].includes(text.toLowerCase())) return { value: false };
  return { fault: '; allowed: true, false', hint: null };
};

/** An empty variable counts as unset: CI systems write them so. */
function variable(env: Environment, name: string): string | null {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  return value === undefined || value.trim() === '' ? null : value.trim();
}

/** https://no-color.org, and FORCE_COLOR as Node and chalk read it. Ours above both. */
function colorByConvention(env: Environment, origins: Record<string, Origin>): 'auto' | 'always' | 'never' {
  if (origins['color']?.from !== 'default') return 'auto';
  if (variable(env, 'NO_COLOR') !== null) {
    origins['color'] = { from: 'environment', where: 'NO_COLOR' };
    return 'never';
  }
  const force = Object.hasOwn(env, 'FORCE_COLOR') ? env['FORCE_COLOR'] : undefined;
  if (force === undefined) return 'auto';
  origins['color'] = { from: 'environment', where: 'FORCE_COLOR' };
  return force === '0' || force === 'false' ? 'never' : 'always';
}

/** Relative to the working directory, with `/`, as people would type it. */
function typed(path: string, cwd: string): string {
  return (relative(cwd, path) || '.').replaceAll('\\', '/');
}
