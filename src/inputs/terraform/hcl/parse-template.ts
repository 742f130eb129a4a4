import { bareTemplate, expression } from './expressions.ts';
import type { Grammar } from './grammar.ts';
import { Lines, MovedPlaces, type Places } from './lines.ts';
import { readTree, type Read } from './read.ts';
import type { Expression } from './syntax.ts';
import type { Walk } from './walk.ts';

/**
 * A template that is a text of its own: a file for `templatefile`, a string in JSON. Backslashes mean nothing in it.
 * @param places where its characters stand
 */
export function templateOf(hcl: Grammar, path: string, text: string, places: Places = new Lines(text)): Read<Expression> {
  if (!text.includes('${') && !text.includes('%{')) return { built: { kind: 'literal', value: text.normalize('NFC'), range: places.range(0, text.length) }, doubt: null };
  const { shown, from } = asHeredoc(text);
  const moved = new MovedPlaces(places, (offset) => Math.min(Math.max(offset - from, 0), text.length));
  return value(hcl, path, shown, moved, (walk) => {
    walk.enter();
    walk.enter();
    const built = bareTemplate(walk, from, from + text.length);
    walk.leave();
    walk.leave();
    return built;
  });
}

/** An expression that is a text of its own: a value of `--var`, `aws.west` in JSON. */
export function expressionOf(hcl: Grammar, path: string, text: string, places: Places = new Lines(text)): Read<Expression> {
  const from = opening.length;
  return value(hcl, path, `${opening}${text}\n`, new MovedPlaces(places, (offset) => Math.min(Math.max(offset - from, 0), text.length)), expression);
}

const opening = 'x = ';

/** With a marker that no line of the text begins with. */
export function asHeredoc(text: string): { readonly shown: string; readonly from: number } {
  let marker = 'END_OF_TEMPLATE';
  while (text.includes(marker)) marker += '_';
  const head = `${opening}<<${marker}\n`;
  return { shown: `${head}${text}\n${marker}\n`, from: head.length };
}

/** The value of the one argument of a file, built from its node `expression`. */
function value(hcl: Grammar, path: string, text: string, places: Places, build: (walk: Walk) => Expression): Read<Expression> {
  const whole = (walk: Walk): Expression => {
    // config_file > body > attribute > name, "=", expression
    walk.enter();
    walk.enter();
    walk.next();
    walk.next();
    walk.lineBound = true;
    const built = build(walk);
    walk.leave();
    if (walk.next()) walk.suspect(walk.start, 'more than one expression', true);
    walk.leave();
    return built;
  };
  const first = readTree(hcl, path, text, places, false, whole, nothing);
  return first.doubt === null ? first : readTree(hcl, path, text, places, true, whole, nothing);
}

function nothing(): never {
  throw new Error('a wrapped expression is nothing');
}
