import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { patternFault } from '#config/regex.ts';

const read = [
  '^[a-z0-9.-]+@example\\.com$', '', 'a|', '(?P<team>[a-z]+)-\\d{2,4}', '(?i)prod|staging', '(?i:prod)', '(?-i:a)', '(?U)a*', '(?:)', '()*', '^*', '\\b\\w+\\b', 'a??', 'a{,2}', 'a{', 'a{}', 'a{x}',
  'a{1000}', '(a{10}){100}', '(a*)*', '[]a]', '[^]a]', '[a-]', '[-a]', '[\\d-z]', '[[:alpha:]]', '[[:^alpha:]]', '[\\w.+-]+', '[\\n-\\r]', '\\x41', '\\x{1F600}', '\\Qa*b\\E', '\\pL', '\\p{Greek}', '\\PN',
  '\\012', '\\12', '\\A\\z', '[\u{1F600}-\u{1F64F}]', '\\-\\/\\_', '[\\]]',
];

const refused: readonly (readonly [string, string])[] = [
  ['(?=prod)', 'has (?=…), a lookahead, which RE2 does not have'],
  ['(?!prod)', 'has (?!…), a lookahead, which RE2 does not have'],
  ['(?<=prod)x', 'has (?<=…), a lookbehind, which RE2 does not have'],
  ['(?<!prod)x', 'has (?<!…), a lookbehind, which RE2 does not have'],
  ['(a)\\1', 'has \\1, a back-reference, which RE2 does not have'],
  ['(?P<n>a)\\k<n>', 'has \\k, a back-reference, which RE2 does not have'],
  ['(?P=n)', 'has (?P…, which RE2 does not have'],
  ['(?>a)', 'has (?>…, which RE2 does not have'],
  ['(?#note)', 'has (?#…, which RE2 does not have'],
  ['(?P<n-1>a)', 'has a named group that RE2 cannot read'],
  ['a++', 'has ++, a repetition of a repetition'],
  ['a{2}{3}', 'has {2}{3}, a repetition of a repetition'],
  ['a{2,1}', 'has {2,1}, whose limits are the wrong way round'],
  ['a{1001}', 'repeats something more than 1000 times'],
  ['(a{100}){100}', 'repeats something more than 1000 times'],
  ['*a', 'has a * with nothing before it to repeat'],
  ['(?i)*', 'has a * with nothing before it to repeat'],
  ['(a', 'has a ( at 1 that is never closed'],
  ['a)', 'has a ) that closes nothing'],
  ['[a', 'has a [ at 1 that is never closed'],
  ['[]', 'has a [ at 1 that is never closed'],
  ['[z-a]', 'has the range z-a, which runs backwards'],
  ['[a-\\d]', 'has a range with a class at one end'],
  ['[[:letter:]]', 'has [:letter:], which is not an RE2 class'],
  ['[\\b]', 'has \\b, which RE2 does not have in [ ]'],
  ['prod\\Z', 'has \\Z, which RE2 does not have'],
  ['\\u0041', 'has \\u, which RE2 does not have'],
  ['\\x4', 'has \\x without two hexadecimal digits or {…} after it'],
  ['\\x{110000}', 'has \\x without two hexadecimal digits or {…} after it'],
  ['\\p{Klingon}', 'has \\p{Klingon}, which is not a Unicode class'],
  ['\\p', 'has \\p without the name of a Unicode class'],
  ['prod\\', 'ends with a \\ that stands for nothing'],
  ['('.repeat(200), 'nests groups too deeply'],
];

test.each(read)('%j is read', (pattern) => {
  expect(patternFault(pattern)).toBeNull();
});

test.each(refused)('%j %s', (pattern, message) => {
  expect(patternFault(pattern)?.message).toBe(message);
  expect(patternFault(pattern)?.hint).not.toBe('');
});

/** Pieces put together at random, always the same ones. */
function generated(count: number): readonly string[] {
  const pieces = ['a', 'b', '.', '^', '$', '|', '(', ')', '(?:', '(?i)', '(?P<n>', '(?=', '[', '[^', ']', '-', '*', '+', '?', '{2}', '{2,}', '{3,1}', '{', '\\d', '\\b', '\\1', '\\x41', '\\Q', '\\E', '\\', '\\pL', '[:alpha:]', ':', ',', '}', '0'];
  let seed = 42;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return (seed >> 8) % below;
  };
  return Array.from({ length: count }, () => Array.from({ length: 1 + next(8) }, () => pieces[next(pieces.length)]).join(''));
}

const judgedByGo = `package main

import (
	"encoding/json"
	"os"
	"regexp/syntax"
)

func main() {
	var patterns []string
	if err := json.NewDecoder(os.Stdin).Decode(&patterns); err != nil {
		panic(err)
	}
	ok := make([]bool, len(patterns))
	for i, p := range patterns {
		_, err := syntax.Parse(p, syntax.Perl)
		ok[i] = err == nil
	}
	json.NewEncoder(os.Stdout).Encode(ok)
}
`;

const go = spawnSync('go', ['version']).status === 0;
if (!go) console.log('skipped: patterns against Go: go is not on PATH');

/** Odd but harmless: a repetition that reaches through flags or an empty quote to what stands before them. */
const stricter = /\(\?i?\)|\\Q\\E/;

test.skipIf(!go)('of 20,000 patterns none is read that Go refuses, and none refused that Go reads, but for known oddities', () => {
  const folder = mkdtempSync(join(tmpdir(), 'landrail-re2-'));
  try {
    writeFileSync(join(folder, 'main.go'), judgedByGo);
    const patterns = [...read, ...refused.map(([pattern]) => pattern).filter((pattern) => !pattern.startsWith('((')), ...generated(20_000)];
    const run = spawnSync('go', ['run', 'main.go'], { cwd: folder, input: JSON.stringify(patterns), encoding: 'utf8', maxBuffer: 1 << 26, env: { ...process.env, GOFLAGS: '-mod=mod', GO111MODULE: 'off' } });
    expect(run.stderr).toBe('');
    const ok = JSON.parse(run.stdout) as boolean[];
    const ours = patterns.map((pattern) => patternFault(pattern) === null);
    expect(patterns.filter((_, index) => ours[index] && !ok[index])).toEqual([]);
    expect(patterns.filter((pattern, index) => !ours[index] && ok[index] && !stricter.test(pattern))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
