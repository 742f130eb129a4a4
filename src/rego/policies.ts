import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Guardrail } from '#model/guardrail.ts';
import type { JsonObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { EvaluatorModule } from './evaluator.ts';
import { assetUrl } from './worker-location.ts';

/** A guardrail and where it stands in its module. */
export interface Policy {
  readonly guardrail: Guardrail;
  readonly rules: readonly string[];
  readonly entrypoint: string;
}

/** One compiled module and the policies in it. */
export interface PolicySet {
  readonly wasm: EvaluatorModule['wasm'];
  /** The same with pauses, where there is one (see withPauses). */
  readonly pausing: EvaluatorModule['wasm'] | null;
  readonly policies: readonly Policy[];
  /** Whether it comes with landrail, and may be evaluated wherever that is quicker. */
  readonly shipped: boolean;
  /** The base document that lies beside the policies, with what -d adds; without data.settings. */
  readonly data: JsonObject;
  /** Faults in the user's Rego that stop nothing. */
  readonly warnings: readonly Problem[];
  readonly notes: readonly string[];
}

/** The guardrails that ship, compiled by the build: no compiler is needed to run them. */
export function loadPack(): PolicySet {
  return load('pack');
}

/** The detections that ship: a module of its own, as a check does without it. */
export function loadDetections(): PolicySet {
  return load('detections');
}

/** SHA-256 of the modules that ship, in hexadecimal digits. */
export function policyDigests(): Readonly<Record<'pack' | 'detections', string>> {
  return { pack: digest('pack.wasm'), detections: digest('detections.wasm') };
}

function digest(name: 'pack.wasm' | 'detections.wasm'): string {
  return createHash('sha256').update(readFileSync(assetUrl(name))).digest('hex');
}

function load(name: 'pack' | 'detections'): PolicySet {
  const { policies } = JSON.parse(readFileSync(assetUrl(`${name}.json`), 'utf8')) as { policies: readonly Policy[] };
  // Compiled here, while the inputs are read, it runs as the build left it: without the detours that make a user's policy behave as
  // in Go to the last corner, and that cost time at every step through a set.
  const wasm = WebAssembly.compile(readFileSync(assetUrl(`${name}.wasm`)));
  // Whoever evaluates waits for it.
  wasm.catch(() => undefined);
  return { wasm, pausing: null, policies, shipped: true, data: {}, warnings: [], notes: [] };
}
