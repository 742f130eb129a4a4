import type { SourcePlace } from '#model/resource.ts';
import type { WrittenIgnore } from '#model/waiver.ts';
import { ignoresIn, type LineSpan } from '../ignores/comments.ts';
import { ignoresOf } from '../ignores/metadata.ts';
import { SourceText } from '../source-text.ts';
import { child, placeOf, plain, type Node } from './document/node.ts';
import type { Template } from './template.ts';

/** The inline ignores of one template: in comments, in `Metadata.landrail` of the template and of its resources. */
export function ignoresOfTemplate({ document, root, comments }: Template): readonly WrittenIgnore[] {
  const found: WrittenIgnore[] = [];
  if (comments.length > 0) {
    const spans: LineSpan[] = [];
    collectSpans(root, spans);
    const ranges = comments.map(({ text, start, end }) => ({ text, range: { start: document.point(start), end: document.point(end) } }));
    found.push(...ignoresIn(new SourceText(document.path, document.text), ranges, spans));
  }
  const whole = { file: document.path, line: 1, endLine: document.point(document.text.length).line };
  found.push(...inMetadata(root.get('Metadata'), whole));
  const resources = root.get('Resources');
  for (const { value, keyStart } of resources?.kind === 'map' ? resources.members : []) {
    const metadata = child(value, 'Metadata');
    if (metadata === undefined) continue;
    found.push(...inMetadata(metadata, { file: document.path, line: document.point(keyStart).line, endLine: document.point(value.end).line }));
  }
  return found;
}

function inMetadata(metadata: Node | undefined, covers: Parameters<typeof ignoresOf>[2]): readonly WrittenIgnore[] {
  const node = child(metadata, 'landrail');
  return node === undefined ? [] : ignoresOf(plain(node), (path) => placeAt(node, path), covers);
}

function placeAt(node: Node, path: readonly (string | number)[]): SourcePlace {
  let at = node;
  for (const part of path) {
    const next = typeof part === 'number' ? (at.kind === 'list' ? at.items[part] : undefined) : child(at, part);
    if (next === undefined) break;
    at = next;
  }
  return placeOf(at);
}

/** The lines of every member of a map and every element of a list. */
function collectSpans(node: Node, spans: LineSpan[]): void {
  const { document } = node;
  const add = (start: number, end: number): void => {
    spans.push({ line: document.point(start).line, endLine: document.point(Math.max(start, end - 1)).line });
  };
  if (node.kind === 'list') {
    for (const item of node.items) {
      add(item.start, item.end);
      collectSpans(item, spans);
    }
  } else if (node.kind === 'map') {
    for (const { keyStart, value } of node.members) {
      add(keyStart, value.end);
      collectSpans(value, spans);
    }
  }
}
