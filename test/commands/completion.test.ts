import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { severities } from '#model/severity.ts';
import { reports } from '#reports/registry.ts';
import { powershellScript } from '../../src/commands/completion/powershell.ts';
import { landrail, scratchFolder } from './landrail.ts';

const scratch = scratchFolder('completion');
const script = (shell: string): string => {
  const run = landrail(['completion', shell]);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  const path = join(scratch, `landrail.${shell}`);
  writeFileSync(path, run.stdout);
  return path;
};

/** Whether a program runs here; where it does not, its tests are skipped with a notice. */
function has(program: string, args: readonly string[] = ['--version']): boolean {
  const there = spawnSync(program, args).status === 0;
  if (!there) console.log(`skipped: completion in ${program}, which is not on PATH`);
  return there;
}

const shipped = landrail(['policy', 'list']).stdout.split('\n').filter((line) => line.includes('  ')).map((line) => line.split(' ')[0] ?? '');

/** What is typed, up to the word that is completed, and what is offered for it. */
const offered: readonly (readonly [typed: readonly string[], offers: readonly string[]])[] = [
  [['che'], ['check']],
  [['policy', ''], ['test', 'list', 'fmt']],
  [['check', '--fail-on', ''], severities],
  [['check', '--fail-on', 'h'], ['high']],
  [['check', 'plan.json', '--undecided', ''], ['warn', 'fail', 'ignore']],
  [['check', '--format', ''], Object.keys(reports)],
  [['check', '-o', 'js'], ['json']],
  [['drift', '--co'], ['--compat', '--config', '--color']],
  [['drift', '--compat', ''], ['splunk']],
  [['explain', 'gpu'], ['gpu-shapes']],
  [['explain', ''], shipped],
  [['baseline', 'wr'], ['write']],
  [['history', 'approve', 'us'], ['user']],
  [['history', 'approve', '--provider', ''], ['aws', 'azure', 'gcp', 'oci']],
  [['completion', ''], ['bash', 'zsh', 'fish', 'powershell']],
  // The value of a flag is no command.
  [['check', '--config', 'drift', '--fail-on', 'cr'], ['critical']],
];

describe.skipIf(!has('bash'))('in bash', () => {
  const path = script('bash');
  const offers = (words: readonly string[]): readonly string[] => {
    const quoted = ['landrail', ...words].map((word) => `'${word}'`).join(' ');
    const run = spawnSync('bash', ['--norc', '-c', `source '${path}'; COMP_WORDS=(${quoted}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _landrail; printf '%s\\n' "\${COMPREPLY[@]}"`], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    return run.stdout.split('\n').filter((one) => one !== '');
  };

  it.each([...offered, [['check', '--fail-on', '=', 'lo'], ['low']], [['check', '--fail-on', '='], severities]] as typeof offered)('%j', (typed, expected) => {
    expect([...offers(typed)].sort()).toEqual([...expected].sort());
  });
});

describe.skipIf(!has('fish'))('in fish', () => {
  const path = script('fish');
  it.each([...offered, [['check', '--fail-on=lo'], ['--fail-on=low']]] as typeof offered)('%j', (typed, expected) => {
    const run = spawnSync('fish', ['--no-config', '-c', `source '${path}'; cd '${scratch}'; complete -C 'landrail ${typed.join(' ')}'`], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', HOME: scratch } });
    expect(run.stderr).toBe('');
    const said = run.stdout.split('\n').map((line) => line.split('\t')[0] ?? '').filter((one) => one !== '');
    // explain takes files behind its id; fish offers both from the start.
    expect(said.filter((one) => expected.includes(one) || !/[/.]/.test(one)).sort()).toEqual([...expected].sort());
  });
});

/** A person at a terminal: what the line became when Tab had been pressed is what the command was called with. */
const typed: readonly (readonly [keys: string, called: string])[] = [
  ['landrail che\t--fail-on hi\t', '<check><--fail-on><high>'],
  ['landrail check --fail-on=cri\t', '<check><--fail-on=critical>'],
  ['landrail explain required\t', '<explain><required-tags>'],
  ['landrail policy fm\tsome\t', '<policy><fmt><some-policies.rego>'],
  ['landrail check --conf\tother\t', '<check><--config><other-landrail.yaml>'],
];

const hasScript = has('script');
describe.skipIf(!hasScript).each([
  ['bash', 'bash --norc --noprofile -i', 'PS1=; bind "set enable-bracketed-paste off"'],
  ['zsh', 'zsh -f -i', 'PS1=; autoload -Uz compinit; compinit -u -d $HOME/.zcompdump; unsetopt zle_bracketed_paste'],
])('typed into %s', (shell, start, setUp) => {
  it.skipIf(!has(shell))('is completed', () => {
    writeFileSync(join(scratch, 'some-policies.rego'), 'package some');
    writeFileSync(join(scratch, 'other-landrail.yaml'), 'version: 1\n');
    const keys = [setUp, `landrail() { printf '<%s>' "$@"; echo; }`, `source '${script(shell)}'`, ...typed.map(([line]) => line), 'exit', ''].join('\n');
    const run = spawnSync('script', ['-qec', start, '/dev/null'], { input: keys, encoding: 'utf8', cwd: scratch, env: { PATH: process.env['PATH'] ?? '', HOME: scratch, TERM: 'dumb' }, timeout: 30_000 });
    const called = run.stdout.split(/\r?\n/).filter((line) => /^<.*>$/.test(line.trim())).map((line) => line.trim());
    expect(called).toEqual(typed.map(([, expected]) => expected));
  });
});

describe('in PowerShell', () => {
  it('no word ends the quotes around it', () => {
    const one = "it's \u2018so\u2019 \u201a\u201b";
    expect(powershellScript([{ path: '', commands: [{ name: one, title: '' }], flags: [], values: [], files: false }])).toContain("words = @('it''s \u2018\u2018so\u2019\u2019 \u201a\u201a\u201b\u201b')");
  });

  // Its tables know no capital letters: two keys that differ in them alone are an error of the whole script.
  it('no table has a key twice', () => {
    for (const [, table = ''] of readFileSync(script('powershell'), 'utf8').matchAll(/values = @\{ (.*?) \} \}/g)) {
      const keys = [...table.matchAll(/(?:^|; )'([^']+)' = /g)].map(([, key = '']) => key.toLowerCase());
      expect(keys).toEqual([...new Set(keys)]);
    }
  });

  const path = script('powershell');
  it.skipIf(!has('pwsh')).each(offered)('%j', (typed, expected) => {
    const line = `landrail ${typed.join(' ')}`;
    const run = spawnSync('pwsh', ['-NoProfile', '-Command', `function landrail {}; . '${path}'; (TabExpansion2 -inputScript '${line}' -cursorColumn ${line.length}).CompletionMatches.CompletionText`], { encoding: 'utf8' });
    expect(run.stdout.split(/\r?\n/).filter((one) => one !== '').sort()).toEqual([...expected].sort());
  });
});

it('an unknown shell is told, with those that there are', () => {
  expect(landrail(['completion', 'fsh'])).toMatchObject({ status: 2, stdout: '', stderr: 'error  there is no completion for "fsh"\n  next     did you mean "fish"? shells: bash, zsh, fish, powershell\n' });
});
