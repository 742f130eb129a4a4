import { isObject, type JsonValue } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { Span } from '../../json/span.ts';
import type { JsonDocument } from '../../json/document.ts';
import type { Outline } from '../../outline.ts';
import { withLikelySecrets } from '../likely-secrets.ts';
import { keyText, parseAddress } from '../address.ts';
import { shownProblems } from '../shown-problems.ts';
import { existing, unknownInState, withDeposed, type StateEntry } from './entry.ts';
import { providerOfSource } from './provider-name.ts';
import { configAddressOf, isObjectAt, textsIn, type StateObjects } from './raw-state.ts';

/** `values` of `terraform show -json`: https://developer.hashicorp.com/terraform/internals/json-format#values-representation */
export function shownObjects({ document, span }: Outline, path: string): StateObjects {
  const entries: StateEntry[] = [];
  const problems: Problem[] = [];
  const values = document.members(span).find((member) => member.key === 'values')?.value;
  const root = values === undefined ? undefined : document.members(values).find((member) => member.key === 'root_module')?.value;
  const modules: Span[] = root === undefined ? [] : [root];
  for (let next = 0; next < modules.length; next++) {
    const module = modules[next] as Span;
    const outline = document.scan(module.start, (key) => key === 'resources' || key === 'child_modules');
    const address = textAt(document, document.membersOf(outline).find((member) => member.key === 'address')?.value);
    for (const [index, { key }] of document.membersOf(outline).entries()) {
      const offsets = outline.elements.get(index) ?? [];
      for (let at = 0; at < offsets.length; at += 2) {
        const one = { start: offsets[at] as number, end: offsets[at + 1] as number };
        if (key === 'child_modules') modules.push(one);
        else {
          const entry = entryAt(document, one, address);
          if (entry !== null) entries.push(entry);
          else if (problems.length < shownProblems) problems.push({ code: 'state-malformed', message: `a resource of ${path} names nothing`, where: path, hint: 'write it again: terraform show -json > state.json' });
        }
      }
    }
  }
  return { entries, problems };
}

function textAt(document: JsonDocument, span: Span | undefined): string {
  const value = span === undefined ? null : document.value(span);
  return typeof value === 'string' ? value : '';
}

function entryAt(document: JsonDocument, span: Span, module: string): StateEntry | null {
  const members = new Map(document.members(span).map(({ key, value }) => [key, value]));
  const value = (key: string): JsonValue | undefined => {
    const at = members.get(key);
    return at === undefined ? undefined : document.value(at);
  };
  const text = (key: string): string => textAt(document, members.get(key));
  // Terraform 0.12 left out the module, and the key.
  const local = text('address');
  const written = module === '' || local === '' || local.startsWith('module.') ? local : `${module}.${local}`;
  const parsed = parseAddress(written);
  if (parsed === null) return null;
  const { type, name, mode } = parsed;
  const index = value('index');
  const keyed = parsed.key === null && (typeof index === 'number' || typeof index === 'string') ? `${written}${keyText(index)}` : written;
  const deposed = text('deposed_key');
  const values = members.get('values');
  const built = (): JsonValue | undefined => {
    const value = values === undefined ? undefined : document.valueWithout(values, null);
    return isObject(value) ? value : undefined;
  };
  return {
    address: withDeposed(keyed, deposed),
    ...existing(mode, type, name),
    configAddress: configAddressOf(written),
    provider: providerOfSource(text('provider_name'), type),
    deposed,
    tainted: value('tainted') === true,
    dependencies: textsIn(value('depends_on')),
    identity: value('identity'),
    hasValues: values !== undefined && isObjectAt(document, values),
    value: built,
    stated: () => {
      const stated = built();
      const marked = value('sensitive_values');
      return { value: stated, mask: undefined, sensitive: stated === undefined ? marked : withLikelySecrets(stated, marked), complete: true, because: unknownInState };
    },
  };
}
