import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convert } from '../../src/inputs/terraform/hcl/diagnose.ts';
import { parseHcl } from '../../src/inputs/terraform/hcl/parse.ts';
import { ProblemError } from '../../src/model/problem.ts';
import { corpus, filesBelow } from './corpus.ts';
import { asHcl2json, comparable, firstDifference } from './hcl2json.ts';

const folder = join(corpus ?? '', 'hcl');
const files = filesBelow(folder, /\.(tf|tofu|tfvars)$/);

/**
 * Files of which HashiCorp's parser says something else than we: none. What it does not tell apart in its output is levelled out in
 * `comparable` (parentheses and comments around an expression, `"${a}"` and `a`, conditions inside templates); what it reads and we
 * cannot is in parse.test.ts (a function's name cut by blanks, a heredoc whose marker is not ASCII), and nobody writes it.
 */
const repositories = [...new Set(files.map((file) => file.split('/')[0] ?? ''))];

describe.skipIf(corpus === null)('the corpus of real Terraform files, read by us and by HashiCorp', () => {
  for (const repository of repositories) {
    const members = files.filter((file) => file.startsWith(`${repository}/`));
    it(`${repository}: ${members.length} files`, { timeout: 300_000 }, async () => {
      const disagreeing: string[] = [];
      for (const file of members) {
        const text = readFileSync(join(folder, file), 'utf8');
        const ours = await parseHcl(file, text).catch((error: unknown) => {
          if (error instanceof ProblemError) return error.problems[0]?.code ?? '';
          throw error;
        });
        const theirs = await convert(text).then((json) => JSON.parse(json) as unknown, (error: Error) => error.message);
        if (typeof ours === 'string' || typeof theirs === 'string') {
          // Blocks of one type with and without labels have no form in hcl2json's output; they are valid.
          const valid = typeof theirs !== 'string' || theirs.startsWith('convert to HCL');
          if ((typeof ours === 'string') === valid) disagreeing.push(`${file}: ${JSON.stringify(ours).slice(0, 100)}, ${JSON.stringify(theirs).slice(0, 100)}`);
          continue;
        }
        const difference = firstDifference(comparable(asHcl2json(ours.body, text.replace(/^\uFEFF/, ''))), comparable(theirs));
        if (difference !== null) disagreeing.push(`${file}: ${difference}`);
      }
      expect(disagreeing).toEqual([]);
    });
  }
});
