import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { switches as general } from '../src/kept-code.ts';
import { root } from './commands/landrail.ts';

// V8 writes `Error: unrecognized flag` where it lacks a switch, in the middle of what people read. CI runs this by every Node that is promised.

const literal = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
  .flatMap((text) => text.split('\n').filter((line) => /setFlagsFromString\(|^const switches = /.test(line)))
  .flatMap((line) => line.split(/[\s'"`]+/).filter((word) => word.startsWith('--')));

const switches = [...literal, ...general.split(' ').filter((one) => one !== '')];

const said = (flag: string): string => spawnSync(process.execPath, ['-e', `require('node:v8').setFlagsFromString(${JSON.stringify(flag)})`], { encoding: 'utf8' }).stderr;

it('the source has switches', () => expect(literal.length).toBeGreaterThanOrEqual(6));

it.each(switches)('this Node knows %s', (flag) => expect(said(flag)).toBe(''));

it('which it does not know is told', () => expect(said('--no-such-switch')).toContain('unrecognized flag'));
