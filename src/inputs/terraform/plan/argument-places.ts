import { keyText } from '../../json/scan.ts';
import { skipValue, walkMembers } from '../../json/skip.ts';
import { byte, type Span } from '../../json/span.ts';
import type { Section } from '../../resource/likeness.ts';

/** Where an argument stands in a section of a change; the name is null where the section is not an object. */
export interface ArgumentPlace {
  readonly section: Section;
  readonly name: string | null;
  readonly span: Span;
}

const sections: ReadonlyMap<string, Section> = new Map([['after', 'value'], ['after_unknown', 'unknown'], ['after_sensitive', 'sensitive']]);

/** The arguments of an entry of `resource_changes`, in order. Null where the same name stands twice, so that the last one would count. */
export function argumentPlaces(bytes: Buffer, view: DataView, span: Span): readonly ArgumentPlace[] | null {
  const places: ArgumentPlace[] = [];
  const seen = new Set<string>();
  let once = true;
  const note = (...path: readonly string[]): void => {
    const key = JSON.stringify(path);
    once &&= !seen.has(key) && path.at(-1) !== '__proto__';
    seen.add(key);
  };
  walkMembers(bytes, view, span.start, (keyStart, keyEnd, change) => {
    if (keyText(bytes, keyStart, keyEnd) !== 'change') return 0;
    note('change');
    if (bytes[change] !== byte.openBrace) return 0;
    walkMembers(bytes, view, change, (start, end, value) => {
      const section = sections.get(keyText(bytes, start, end));
      if (section === undefined) return 0;
      note('change', section);
      const behind = skipValue(bytes, view, value);
      if (bytes[value] !== byte.openBrace) places.push({ section, name: null, span: { start: value, end: behind } });
      else {
        walkMembers(bytes, view, value, (from, to, argument) => {
          const name = keyText(bytes, from, to);
          note('change', section, name);
          const last = skipValue(bytes, view, argument);
          places.push({ section, name, span: { start: argument, end: last } });
          return last;
        });
      }
      return behind;
    });
    return 0;
  });
  return once ? places : null;
}
