import { ProblemError } from '#model/problem.ts';
import type { Outline } from '../../outline.ts';
import { readerOf } from './open.ts';
import { shownObjects } from './shown-state.ts';

/** States as `terraform show -json` tells of them. */
export const reader = readerOf('terraform-state-json', shownObjects, refuse);

/** The major version is a promise (https://developer.hashicorp.com/terraform/internals/json-format). @throws ProblemError */
function refuse(whole: Outline, path: string): void {
  const version = whole.text('format_version') ?? '';
  if (/^[01](\.|$)/.test(version)) return;
  throw new ProblemError({ code: 'state-unknown-version', message: `${path} has state format ${version}; this landrail reads formats 0.1 to 1.x`, where: path, hint: 'install a newer landrail, or give the state itself: terraform state pull > state.json' });
}
