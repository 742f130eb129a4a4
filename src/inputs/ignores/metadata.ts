import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { LineRange, WrittenIgnore } from '#model/waiver.ts';
import { faultAt } from './comments.ts';
import { idForm, isKey, settled } from './directive.ts';

type Path = readonly (string | number)[];

const form = 'ignore: [{guardrail: gpu-shapes, until: YYYY-MM-DD, reason: "why this is right here"}]';

/**
 * The ignores in `Metadata.landrail` of a CloudFormation resource: `{ignore: [{guardrail, until, reason, owner, ticket}]}`, where
 * `guardrail` is an id or a list of them, and one entry needs no list around it.
 * @param at where a member of the value stands
 */
export function ignoresOf(value: JsonValue, at: (path: Path) => SourcePlace, covers: LineRange): readonly WrittenIgnore[] {
  const faulty = (path: Path, message: string, hint = `write ${form}`): WrittenIgnore => ({ place: at(path), problem: faultAt({ message, hint }, at(path)) });
  if (!isObject(value)) return [faulty([], 'Metadata.landrail is not a map')];
  const other = Object.keys(value).find((key) => key !== 'ignore');
  if (other !== undefined) return [faulty([other], `Metadata.landrail has the key ${JSON.stringify(other)}`, `its only key is ignore: ${form}`)];
  const list = member(value, 'ignore') ?? null;
  const entries = isArray(list) ? list.map((entry, index) => ({ entry, path: ['ignore', index] })) : [{ entry: list, path: ['ignore'] }];
  return entries.map(({ entry, path }): WrittenIgnore => {
    if (!isObject(entry)) return faulty(path, 'an entry of Metadata.landrail.ignore is not a map');
    const { guardrail, ...rest } = entry;
    const ids = isArray(guardrail) ? guardrail : guardrail === undefined ? [] : [guardrail];
    if (ids.length === 0) return faulty(path, 'the ignore names no guardrail');
    const wrong = ids.find((id) => typeof id !== 'string' || !idForm.test(id));
    if (wrong !== undefined) return faulty([...path, 'guardrail'], `${JSON.stringify(wrong)} is not a guardrail id`);
    for (const [key, text] of Object.entries(rest)) {
      if (!isKey(key)) return faulty([...path, key], `the ignore has the field ${JSON.stringify(key)}`, `its fields are guardrail, until, reason, owner, ticket: ${form}`);
      if (typeof text !== 'string') return faulty([...path, key], `${key} of the ignore is no text`);
    }
    const said = settled(ids as readonly string[], new Map(Object.entries(rest as { readonly [key: string]: string }).map(([key, text]) => [key, text.trim()])));
    if ('message' in said) return faulty(path, said.message, said.hint);
    return { ...said, place: at(path), covers };
  });
}
