import { isObject } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { detect } from '../../detect.ts';
import { headProblem } from '../../head.ts';
import { textOf } from '../../load.ts';
import type { SourceOptions } from '../../format.ts';
import type { Told } from '../../options.ts';
import type { Outline } from '../../outline.ts';
import type { Reading } from '../../reading.ts';
import { readHeader } from '../plan/change-header.ts';
import { plansIn } from '../plan/detect.ts';
import { Plan } from '../plan/plan.ts';
import { reader } from '../plan/reader.ts';

const detector = { format: null, title: 'Terraform plan', detect: (whole: Outline, lines: boolean): boolean => !lines && plansIn(whole).length === 1, single: true };

/**
 * What `terraform show -json` has written, as a reading of the plan at `path`, and that plan. @throws ProblemError
 */
export function openPlanJson(bytes: Buffer, json: string, path: string, options: SourceOptions): { readonly reading: Reading; readonly plan: Plan } {
  const text = textOf(bytes, json, (head, whole) => headProblem(head, whole, json));
  const detection = detect(text, json, [detector]);
  if ('problem' in detection) throw new ProblemError(detection.problem);
  const [reading] = reader.open(detection.whole, { path, encoding: text.encoding }, options);
  const [place] = plansIn(detection.whole);
  if (reading === undefined || place === undefined) throw new ProblemError(noPlan(json));
  return { reading, plan: new Plan(place.plan) };
}

/** Of what it makes or changes. */
export function changedIn(plan: Plan): readonly string[] {
  return plan.list('resource_changes')
    .map((span) => readHeader(plan.document, span))
    .flatMap(({ address, mode, deposed, actions }) => (deposed === '' && mode !== 'data' && /create|update/.test(actions) ? [address] : []));
}

/** Variables of the root module, defaults included. */
export function variablesIn(plan: Plan): readonly Told[] {
  const variables = plan.value('variables');
  return isObject(variables) ? Object.entries(variables).flatMap(([name, one]) => (isObject(one) && Object.hasOwn(one, 'value') ? [{ name, value: one['value'] ?? null }] : [])) : [];
}

function noPlan(json: string): Problem {
  return { code: 'input-not-recognised', message: `${json} is not a Terraform plan`, where: json, hint: 'write it with: terraform show -json tfplan > plan.json' };
}
