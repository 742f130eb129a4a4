import { expression } from './expressions.ts';
import { Fault } from './fault.ts';
import { Lines, type Places } from './lines.ts';
import { Scanner } from './scanner.ts';
import { bareTemplate } from './strings.ts';
import type { Expression } from './syntax.ts';

/**
 * A template that is a text of its own: a file for `templatefile`, a string in JSON. Backslashes mean nothing in it.
 * @param places where its characters stand
 */
export function templateOf(path: string, text: string, places: Places = new Lines(text)): Expression | Fault {
  return faulty(() => bareTemplate(new Scanner(path, text, places), expression));
}

/** An expression that is a text of its own: a value of `--var`, `aws.west` in JSON. It may go over several lines. */
export function expressionOf(path: string, text: string, places: Places = new Lines(text)): Expression | Fault {
  return faulty(() => {
    const scan = new Scanner(path, text, places);
    scan.bracketed = true;
    scan.next();
    const built = expression(scan);
    return scan.is('end') ? built : scan.refuse('more than one expression');
  });
}

function faulty(read: () => Expression): Expression | Fault {
  try {
    return read();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
