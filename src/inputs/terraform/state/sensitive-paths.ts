import { isArray, isObject, member, type JsonValue } from '#model/json.ts';

type Step = string | number;

/**
 * Marks where `sensitive_attributes` lead, in the form of a mask. Terraform writes lists of steps, one list for each place:
 * `{"type": "get_attr", "value": "password"}`, `{"type": "index", "value": {"value": "environment", "type": "string"}}`. Other tools, and
 * the first versions, have a single list, or names alone: `"password"`, `"master_auth.0.password"`.
 */
export function maskOfPaths(paths: JsonValue | undefined): JsonValue | undefined {
  if (!isArray(paths) || paths.length === 0) return undefined;
  const all = isObject(paths[0]) ? [paths] : paths;
  const root: Marked = new Map();
  let whole = false;
  for (const path of all) {
    const steps = isArray(path) ? path.map(stepOf) : typeof path === 'string' ? path.split('.').map(numbered) : [null];
    // What cannot be read must not be shown: it marks what is known of its way.
    const known = steps.slice(0, steps.includes(null) ? steps.indexOf(null) : undefined) as readonly Step[];
    if (known.length === 0) whole = true;
    else mark(root, known);
  }
  return whole ? true : maskOf(root);
}

/** True: all below. */
type Marked = Map<Step, Marked | true>;

function mark(root: Marked, steps: readonly Step[]): void {
  let node = root;
  for (const [index, step] of steps.entries()) {
    const inner = node.get(step);
    if (inner === true) return;
    if (index === steps.length - 1) node.set(step, true);
    else {
      const next: Marked = inner ?? new Map();
      node.set(step, next);
      node = next;
    }
  }
}

function stepOf(step: JsonValue): Step | null {
  if (typeof step === 'string') return numbered(step);
  if (typeof step === 'number') return step;
  const value = member(step, 'value');
  const key = isObject(value) ? member(value, 'value') : value;
  return typeof key === 'string' || typeof key === 'number' ? key : null;
}

function numbered(text: string): Step {
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** A list for steps that are numbers; an object else, which a mask of a list may not be. */
function maskOf(node: Marked): JsonValue {
  const keys = [...node.keys()];
  const inner = (key: Step): JsonValue => {
    const below = node.get(key);
    return below === undefined ? false : below === true ? true : maskOf(below);
  };
  if (!keys.every((key) => typeof key === 'number')) return Object.fromEntries(keys.map((key) => [String(key), inner(key)]));
  const last = keys.reduce((most, key) => Math.max(most, key), 0);
  // No list is that long; a number that is made up must not make one.
  if (last > longest) return true;
  return Array.from({ length: last + 1 }, (_, index) => inner(index));
}

const longest = 100_000;
