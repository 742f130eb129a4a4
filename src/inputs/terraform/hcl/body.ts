import { expression } from './expressions.ts';
import type { Scanner } from './scanner.ts';
import { label } from './strings.ts';
import type { Attribute, Block, Body } from './syntax.ts';

/** Arguments and blocks, each of which ends its line, up to what closes them. */
export function body(scan: Scanner, closing: '}' | 'end'): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  const names = new Set<string>();
  for (;;) {
    while (scan.is('newline')) scan.next();
    if (scan.is(closing)) return { attributes, blocks };
    if (!scan.is('name')) scan.refuse(scan.is('end') ? 'a block that is never closed' : 'no argument or block');
    const { start, end } = scan;
    const name = scan.word;
    scan.next();
    if (scan.is('=')) {
      if (names.has(name)) scan.refuse(`the argument ${name}, which is set already`, start);
      names.add(name);
      attributes.push(attribute(scan, name, start, end));
    } else blocks.push(block(scan, name, start, end));
    if (!scan.is('newline') && !scan.is('end')) scan.refuse('an argument or block that does not end its line');
  }
}

/** At the equals sign behind a name. */
function attribute(scan: Scanner, name: string, start: number, end: number): Attribute {
  scan.next();
  const value = expression(scan);
  return { name, nameRange: scan.range(start, end), value, range: scan.range(start, scan.last) };
}

/** Behind the type of a block. */
function block(scan: Scanner, type: string, start: number, end: number): Block {
  scan.descend();
  const labels: string[] = [];
  let headerEnd = end;
  while (!scan.is('{')) {
    if (scan.is('quote')) labels.push(label(scan));
    else labels.push(scan.name('neither "=" nor a label nor an opening brace'));
    headerEnd = scan.last;
  }
  scan.next();
  const inner = scan.is('newline') || scan.is('}') ? body(scan, '}') : single(scan);
  if (!scan.is('}')) scan.refuse('a block that is never closed, or that holds more than one argument in its line');
  scan.next();
  scan.ascend();
  return { type, labels, body: inner, headerRange: scan.range(start, headerEnd), range: scan.range(start, scan.last) };
}

/** `block { argument = value }` */
function single(scan: Scanner): Body {
  const { start, end } = scan;
  const name = scan.name('no argument');
  if (!scan.is('=')) scan.refuse('neither an argument nor the end of the line', start);
  return { attributes: [attribute(scan, name, start, end)], blocks: [] };
}
