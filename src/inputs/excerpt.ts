import type { Claim, Located, RelatedPlace, Snippet, SnippetLine } from '#model/finding.ts';
import { owned } from '#model/owned.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { ReadingEnd } from './reading.ts';
import type { SourceText } from './source-text.ts';

/** Of a value that takes more lines, the first ones. */
const mostLines = 4;
/** UTF-16 code units of a line that a snippet holds: a template may be one line of many megabytes. */
const mostText = 600;
/** Units before the mark that are kept of such a line. */
const lead = 200;

type Sources = (file: string) => SourceText | null;

/** The claim with its place in the source, and what the source says there. */
export function inSource(claim: Claim, { locate, sources }: Pick<ReadingEnd, 'locate' | 'sources'>): Claim {
  const named = claim.location === null ? null : { place: claim.location, related: [] };
  const located = named ?? (claim.address === null ? null : (locate?.(claim.address, claim.evidence.path) ?? null));
  return located === null ? claim : { ...claim, located: withSnippets(located, sources) };
}

const noPlaces: readonly RelatedPlace[] = [];

function withSnippets(located: Located, sources: Sources): Located {
  const { place, related } = located;
  const snippet = snippetAt(place, sources);
  const from = related.length === 0 ? noPlaces : related.map((one) => withSnippet(one, sources));
  return snippet === null ? { place, related: from } : { place, snippet, related: from };
}

function withSnippet(place: RelatedPlace, sources: Sources): RelatedPlace {
  const snippet = snippetAt(place, sources);
  // A name is cut out of the source, which may be let go once all is judged.
  const name = place.name === null ? null : owned(place.name);
  // Not spread: V8 gives each object to which a member is added after that a layout of its own, three times its size.
  return snippet === null ? { ...place, name } : Object.assign({}, place, { name, snippet });
}

/** By place: what several findings point at is kept once. */
const snippets = new WeakMap<Sources, Map<string, Snippet>>();

/** The lines of a place: null where there is no such file or line. */
function snippetAt(place: SourcePlace, sources: Sources): Snippet | null {
  const source = sources(place.file);
  if (source === null) return null;
  const known = snippets.get(sources) ?? new Map<string, Snippet>();
  snippets.set(sources, known);
  const key = `${place.line}:${place.column}-${place.endLine ?? ''}:${place.endColumn ?? ''} ${place.file}`;
  const snippet = known.get(key) ?? linesOf(place, source);
  known.set(key, snippet);
  return snippet.length === 0 ? null : snippet;
}

function linesOf(place: SourcePlace, source: SourceText): Snippet {
  const last = Math.min(place.endLine ?? place.line, place.line + mostLines - 1);
  const lines: SnippetLine[] = [];
  for (let number = place.line; number <= last; number++) {
    const text = source.line(number);
    if (text === undefined) break;
    const start = number === place.line ? place.column - 1 : text.length - text.trimStart().length;
    const end = number === place.endLine && place.endColumn !== undefined ? place.endColumn - 1 : text.trimEnd().length;
    // A range that ends at the start of a line has nothing on it.
    if (number > place.line && end <= start) continue;
    lines.push(cut(number, text, start, end));
  }
  // Without the room for more that `push` makes: it would be most of it.
  return lines.slice();
}

/** `start` and `end` count from 0. A mark is never empty: behind the end of a line it is one column wide. */
function cut(line: number, text: string, start: number, end: number): SnippetLine {
  const from = Math.max(0, Math.min(start, text.length));
  const to = Math.max(from + 1, Math.min(end, text.length));
  if (text.length <= mostText) return { line, text: owned(text), mark: { start: from + 1, end: to + 1 } };
  const first = onCharacter(text, Math.max(0, from - lead));
  const kept = text.slice(first, onCharacter(text, first + mostText));
  return { line, text: owned(kept), mark: { start: from - first + 1, end: Math.max(from - first + 1, Math.min(to - first, kept.length)) + 1 } };
}

/** `at`, or one before it where it would cut a surrogate pair in half. */
function onCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
