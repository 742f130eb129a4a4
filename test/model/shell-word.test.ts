import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pathWord, shellWord } from '../../src/model/shell-word.ts';

describe('a word of a command', () => {
  it.each([
    ['plan.json', 'plan.json'],
    ['infra/eu-west-1/plan.json', 'infra/eu-west-1/plan.json'],
    ['Size=t3.small', 'Size=t3.small'],
    ['=ls', "'=ls'"],
    ['', "''"],
    ['our plan.json', "'our plan.json'"],
    ['aws_instance.web["a"]', `'aws_instance.web["a"]'`],
    ["it's.json", String.raw`'it'\''s.json'`],
    ['$(reboot)', "'$(reboot)'"],
    ['a\nb', String.raw`$'a\nb'`],
    ["it's\u001b[31m\\", String.raw`$'it\'s\U0000001b[31m\\'`],
    ['plan\u202enosj.', String.raw`$'plan\U0000202enosj.'`],
  ])('%j is %s', (text, word) => expect(shellWord(text)).toBe(word));

  it.each([['-o.json', './-o.json'], ['-', '-'], ['- o', "'./- o'"]])('the file %j is %s', (path, word) => expect(pathWord(path)).toBe(word));

  const bash = existsSync('/bin/bash');
  if (!bash) console.log('skipped: words as bash reads them: there is no /bin/bash');
  it.runIf(bash)('is the text again to a shell', () => {
    const texts = ['', ' ', "'", '"', '\\', '`id`', '$HOME', '!!', '*', '~', '#', ';&|<>(){}[]?', 'ä ö', 'a\tb\r\nc', "\\'\n$(id)", '\u200b\u2028\u{e0041}', '\u007f\u0085', '=ls', '%1', 'x=y z'];
    const { stdout } = spawnSync('bash', ['-c', `printf '%s\\0' ${texts.map(shellWord).join(' ')}`], { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } });
    expect(stdout.split('\0').slice(0, -1)).toEqual(texts);
  });
});
