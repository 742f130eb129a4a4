import type { Provider } from '#model/resource.ts';

/** A principal of the config that may create resources, by cloud; `*` is any text. */
export type Pipeline = Readonly<Partial<Record<Provider, string | undefined>>>;

/** Clouds whose principals are the same in any case: UPNs, e-mails and OCIDs; ARNs are not. */
const caseless: ReadonlySet<Provider> = new Set(['azure', 'gcp', 'oci']);

/** Whether one of the names of an actor is that of a pipeline. */
export function isPipeline(provider: Provider, principals: readonly (string | null)[], pipelines: readonly Pipeline[]): boolean {
  const plain = (text: string): string => (caseless.has(provider) ? text.toLowerCase() : text);
  const names = principals.flatMap((one) => (one === null || one === '' ? [] : [plain(one)]));
  return pipelines.some((one) => {
    const glob = one[provider];
    return glob !== undefined && names.some((name) => matches(name, plain(glob)));
  });
}

/** The first place at which each part fits is as good as any: no text makes it try again. */
function matches(text: string, glob: string): boolean {
  const [first = '', ...parts] = glob.split('*');
  const last = parts.pop();
  if (last === undefined) return text === glob;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
