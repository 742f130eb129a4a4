import { Chalk, type ChalkInstance } from 'chalk';
import type { Severity } from '#model/severity.ts';

export interface Palette {
  readonly severity: (severity: Severity, text: string) => string;
  readonly undecided: (text: string) => string;
  readonly error: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly good: (text: string) => string;
}

export function palette(color: boolean): Palette {
  const chalk: ChalkInstance = new Chalk({ level: color ? 1 : 0 });
  const severities: Readonly<Record<Severity, (text: string) => string>> = {
    critical: (text) => chalk.bold.magenta(text),
    high: (text) => chalk.bold.red(text),
    medium: (text) => chalk.yellow(text),
    low: (text) => chalk.cyan(text),
    info: (text) => chalk.blue(text),
  };
  return {
    severity: (severity, text) => severities[severity](text),
    undecided: (text) => chalk.bold.blue(text),
    error: (text) => chalk.bold.red(text),
    strong: (text) => chalk.bold(text),
    quiet: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
  };
}
