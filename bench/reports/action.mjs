// What the Action takes on top of the command that it runs: the event, annotations, the summary of the job and outputs, without a network.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alternate } from '../measure.mjs';
import { extraRow } from '../table.mjs';

export async function rows({ root, cache, quick, progress, environment }) {
  const folder = join(root, 'samples', 'ticket-office');
  const work = join(cache, 'action');
  mkdirSync(work, { recursive: true });
  const event = join(work, 'event.json');
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7, updated_at: '2026-11-23T08:00:00Z', head: { sha: '4f1c'.repeat(10) }, base: { sha: 'b05e'.repeat(10) } } }));
  const [output, summary] = ['output', 'summary'].map((name) => join(work, name));
  const before = () => {
    for (const file of [output, summary]) {
      rmSync(file, { force: true });
      writeFileSync(file, '');
    }
  };
  const env = environment(join(cache, 'warm'));
  const command = { name: 'command', argv: [process.execPath, join(root, 'dist', 'cli.js'), 'check', '.', '--format', 'terminal', '--format', `json=${join(work, 'command.json')}`], env, cwd: folder, codes: [1] };
  const action = {
    name: 'action',
    argv: [process.execPath, join(root, 'dist', 'action.js')],
    env: {
      ...env, GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: root, RUNNER_TEMP: work, GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event, GITHUB_REPOSITORY: 'parcels/shop', GITHUB_SHA: '4f1c'.repeat(10), GITHUB_RUN_ID: '1',
      GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, 'INPUT_WORKING-DIRECTORY': folder, 'INPUT_GITHUB-TOKEN': '',
    },
    cwd: root,
    codes: [1],
    before,
  };
  progress('the Action');
  const times = alternate([command, action], quick ? 5 : 15);
  return [extraRow('the Action over the command that it runs, a pull request of source', { most: 0.3, hope: 0.1 }, times.get('action'), times.get('command'))];
}
