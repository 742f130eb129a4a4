/** A part of a catalogue path. */
export interface Segment {
  readonly name: string;
  /** `first`: the one nested block, `a[0]`; `each`: every element, `a[]`; `where`: elements in which a flag is true, `tag[propagate_at_launch]`. */
  readonly take: 'value' | 'first' | 'each' | 'where';
  readonly flag: string;
}

const cut = new Map<string, readonly Segment[]>();

/** Catalogue paths are few; each is cut once. */
export function segmentsOf(path: string): readonly Segment[] {
  const before = cut.get(path);
  if (before) return before;
  const segments = path.split('.').map((part): Segment => {
    const bracket = part.indexOf('[');
    if (bracket < 0) return { name: part, take: 'value', flag: '' };
    const inside = part.slice(bracket + 1, part.endsWith(']') ? -1 : undefined);
    return { name: part.slice(0, bracket), take: inside === '0' ? 'first' : inside === '' ? 'each' : 'where', flag: inside };
  });
  cut.set(path, segments);
  return segments;
}

/** The argument or block at the head of a path: `launch_template` of `launch_template[0].id`. */
export function headOf(path: string): string {
  const end = path.search(/[.[]/);
  return end < 0 ? path : path.slice(0, end);
}

const elements = new Map<string, string[]>();
/** Of a path, and of paths: most lists are short. */
const [mostElements, mostPaths] = [16, 1024];

/** `override[2]` of `override`: the same text each time, for resources are many and their paths few. */
export function elementPath(path: string, index: number): string {
  if (index >= mostElements) return `${path}[${index}]`;
  let known = elements.get(path);
  if (known === undefined) {
    if (elements.size >= mostPaths) elements.clear();
    known = [];
    elements.set(path, known);
  }
  return (known[index] ??= `${path}[${index}]`);
}
