import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A pipeline that a repository may get: where it stands there, and its text. */
export interface Pipeline {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  /** What is left to do by hand. */
  readonly next: string;
}

const hosts = [
  {
    title: 'workflow of GitHub',
    marks: ['.github'],
    remote: /github\.com[/:]/i,
    template: 'templates/github/pre-merge.yml',
    path: '.github/workflows/landrail-pre-merge.yml',
    next: 'put the repository and commit of a landrail release where it says your-org/landrail: until then its job fails',
  },
  {
    title: 'job of GitLab',
    marks: ['.gitlab-ci.yml', '.gitlab'],
    remote: /gitlab[\w.-]*[/:]/i,
    template: 'templates/gitlab/landrail.gitlab-ci.yml',
    path: '.gitlab/landrail.gitlab-ci.yml',
    next: 'include it in .gitlab-ci.yml, and say in LANDRAIL_PACKAGE where runners get landrail',
  },
];

/** Of the hosts that a repository shows signs of: their files in it, or its remotes. Empty for a folder that is not the root of one. */
export function pipelinesFor(folder: string): readonly Pipeline[] {
  const remotes = remotesOf(folder);
  return hosts.flatMap(({ title, marks, remote, template, path, next }) => {
    if (!marks.some((mark) => existsSync(join(folder, mark))) && !remote.test(remotes)) return [];
    return [{ title, path, next, text: readFileSync(new URL(template, import.meta.url), 'utf8') }];
  });
}

/** The lines of .git/config that say where a repository comes from. */
function remotesOf(folder: string): string {
  try {
    return readFileSync(join(folder, '.git', 'config'), 'utf8').split('\n').filter((line) => /^\s*url\s*=/.test(line)).join('\n');
  } catch {
    return '';
  }
}
