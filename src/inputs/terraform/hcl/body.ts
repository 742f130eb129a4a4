import { expression, quoted } from './expressions.ts';
import type { Attribute, Block, Body } from './syntax.ts';
import type { Walk } from './walk.ts';

/** From a node `body`. `opened` is the offset behind the brace of its block, -1 for a whole file. */
export function body(walk: Walk, opened: number): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  const names = new Set<string>();
  let end = opened;
  walk.enter();
  do {
    if (end >= 0 && !walk.breaks(end, walk.start) && (end !== opened || !isSingle(walk))) walk.suspect(walk.start, 'an argument or block that begins on the line of what stands before it', true);
    if (walk.kind === 'attribute') {
      const made = attribute(walk);
      if (names.has(made.name)) walk.suspect(walk.start, `the argument ${made.name} is set twice`);
      names.add(made.name);
      attributes.push(made);
    } else blocks.push(block(walk));
    end = walk.end;
  } while (walk.next());
  walk.leave();
  return { attributes, blocks };
}

/** `block { argument = value }`: nothing but one argument fits on the line of its block. */
function isSingle(walk: Walk): boolean {
  return walk.kind === 'attribute';
}

function attribute(walk: Walk): Attribute {
  const range = walk.range();
  walk.lineBound = range.start.line !== range.end.line;
  walk.enter();
  const [name, nameRange, end] = [walk.slice, walk.range(), walk.end];
  if (name.includes('::')) walk.suspect(walk.start, 'a name with "::"');
  walk.next();
  walk.follows(end);
  walk.next();
  walk.follows(end);
  const value = expression(walk);
  walk.leave();
  walk.lineBound = false;
  return { name, nameRange, value, range };
}

const nothing: Body = { attributes: [], blocks: [] };

function block(walk: Walk): Block {
  return walk.nested(() => {
    const [start, end, range] = [walk.start, walk.end, walk.range()];
    walk.enter();
    const type = walk.slice;
    if (type.includes('::')) walk.suspect(start, 'a name with "::"');
    const labels: string[] = [];
    let headerEnd = walk.end;
    let opened = -1;
    let content = nothing;
    while (walk.next()) {
      switch (walk.kind) {
        case 'string_lit':
          labels.push(quoted(walk, walk.start + 1, walk.end - 1));
          headerEnd = walk.end;
          break;
        case 'identifier':
          labels.push(walk.slice);
          headerEnd = walk.end;
          break;
        case 'block_start':
          opened = walk.end;
          if (walk.breaks(start, walk.start)) walk.suspect(start, 'a block whose brace is not on the line of its type');
          break;
        case 'body':
          content = body(walk, opened);
          checkEnd(walk, opened, end, content);
          break;
        default:
      }
    }
    walk.leave();
    return { type, labels, body: content, headerRange: walk.range(start, headerEnd), range };
  });
}

/** From the body: the closing brace stands on a line of its own, or the whole block on one line. */
function checkEnd(walk: Walk, opened: number, end: number, content: Body): void {
  const single = !walk.breaks(opened, walk.start);
  const closes = !walk.breaks(walk.end, end - 1);
  if (single ? !closes || content.attributes.length !== 1 || content.blocks.length > 0 : closes) walk.suspect(end - 1, 'a closing brace that is not on a line of its own');
}
