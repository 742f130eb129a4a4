import { readFileSync } from 'node:fs';
import type { Written } from '../../inputs/terraform/source/configured.ts';

/** A configuration that reaches into a corner of the language. */
export interface Corner {
  readonly name: string;
  readonly files: Written;
  /** `TF_VAR_…`, without that. */
  readonly environment: Readonly<Record<string, string>>;
  /** `-var` and `-var-file`, as Terraform takes them. */
  readonly args: readonly string[];
}

/** `=== name`, then `main.tf`, other files under `--- path`; `@env NAME=value`, `@args …`. */
export function corners(file: string): readonly Corner[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8').split(/^=== /m).slice(1).map((text) => {
    const [name = '', ...lines] = text.split('\n');
    const files: Record<string, string> = {};
    const environment: Record<string, string> = {};
    const args: string[] = [];
    let path = 'main.tf';
    for (const line of lines.slice(0, -1)) {
      const [, variable = '', value = ''] = /^@env TF_VAR_(\w+)=(.*)$/.exec(line) ?? [];
      if (line.startsWith('--- ')) path = line.slice(4);
      else if (variable !== '') environment[variable] = value;
      else if (line.startsWith('@args ')) args.push(...line.slice(6).split(' '));
      else files[path] = `${files[path] ?? ''}${line}\n`;
    }
    return { name, files, environment, args };
  });
}
