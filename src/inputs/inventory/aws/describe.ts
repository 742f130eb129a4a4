import { liveAnswers, liveAnswersByHead, type LiveAnswer } from '#catalog/live-aws.ts';
import { liveAwsTypes } from '#catalog/live-aws-types.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Answers, Told } from '../answers.ts';
import { BuiltPage, type Page } from '../page.ts';
import { drawnMaker, drawnName } from './drawn-name.ts';
import type { LiveRow } from '#model/live-row.ts';
import { arnRow } from './arn-row.ts';
import { textAt } from './at.ts';
import { liveRow } from './live-row.ts';
import { ownArnOf } from './own-arn.ts';
import { arnIn, arnOfQueue } from '#catalog/aws/place.ts';
import { tellRest } from './rest.ts';
import { tagsIn, usualTagPlaces } from '#catalog/aws/tags.ts';

/**
 * Answers of `aws … describe-…`, `list-…` and `get-…`, as the CLI prints them, as SDKs return them, narrowed to a list by `--query`, or
 * recorded by VCR and placebo. What is where in them says live-aws.json, a row a command.
 */
export const describeAnswers: Answers = {
  provider: 'aws',
  types: liveAwsTypes,
  drawnName,
  drawnMaker,
  *rows(page, told) {
    const recorded = page.value('status_code') === undefined ? undefined : page.value('data');
    const answer = recorded === undefined ? page : new BuiltPage(recorded);
    tellRest(answer, told);
    // An answer that is a resource has lists as well: the security groups of a notebook.
    const own = liveAnswers().filter((one) => one.at.length === 0 && one.has.every((name) => answer.value(name) !== undefined));
    if (own.length > 0) yield* rowsOf(whole(answer), {}, 'the answer', own, told);
    else if (!(yield* lists(answer, told))) {
      yield* bare(answer.elements(null), told);
      yield* byArn(whole(answer));
    }
  },
};

/** Lists and single resources under the members of an answer; whether there are any. */
function* lists(page: Page, told: Told): Generator<LiveRow, boolean> {
  let any = false;
  for (const [head, answers] of liveAnswersByHead()) {
    let isList = false;
    for (const element of page.elements(head)) {
      isList = true;
      any = true;
      yield* inside(element, {}, head, answers, told);
    }
    const single = isList ? undefined : page.value(head);
    if (!isObject(single) || !answers.some((one) => (one.at.includes(head) ? fits(single, one) : one.at.some((at) => isArray(member(single, at.slice(at.indexOf('.') + 1))))))) continue;
    any = true;
    yield* inside(single, whole(page), head, answers, told);
  }
  return any;
}

/** An element, or the elements of a list inside it: instances of a reservation. */
function* inside(element: JsonValue, around: JsonObject, head: string, answers: readonly LiveAnswer[], told: Told): Iterable<LiveRow> {
  const nested = answers.filter((one) => one.at.some((at) => at.startsWith(`${head}[`) || at.startsWith(`${head}.`)));
  for (const answer of nested) {
    const name = answer.at.find((at) => at.startsWith(head))?.split('.')[1] ?? '';
    const list = member(element, name);
    if (!isArray(list) || !isObject(element)) continue;
    for (const one of list) yield* rowsOf(one, element, `${head}[].${name}`, [answer], told);
    return;
  }
  if (nested.length < answers.length) yield* rowsOf(element, around, head, answers.filter((one) => !nested.includes(one)), told);
  else told.malformed(`an element of ${head} without ${nested[0]?.at[0]?.split('.')[1] ?? 'a list'}`);
}

function* rowsOf(element: JsonValue, around: JsonObject, where: string, answers: readonly LiveAnswer[], told: Told): Iterable<LiveRow> {
  const object: JsonValue = typeof element === 'string' ? { $: arnOfQueue(element) ?? element, url: element } : element;
  const answer = answers.find((one) => fits(object, one));
  const row = answer === undefined || !isObject(object) ? null : liveRow({ element: object, around }, answer, told.given);
  if (row !== null) yield row;
  else if (isObject(object)) told.malformed(`an element of ${where} without ${answers.map((one) => one.has.join(' and ')).filter((one) => one !== '$').slice(0, 3).join(', or ')}`);
  else told.malformed(`an element of ${where} that is not an object`);
}

/** What `--query` has left: elements without the answer around them. */
function* bare(elements: Iterable<JsonValue>, told: Told): Iterable<LiveRow> {
  for (const element of elements) {
    if (isArray(element)) yield* bare(element, told);
    else {
      const reserved = isObject(element) ? member(element, 'Instances') : undefined;
      const answers = liveAnswers().filter((one) => fits(element, one));
      if (isArray(reserved) && isObject(element)) yield* inside(element, {}, 'Reservations', liveAnswersByHead().get('Reservations') ?? [], told);
      else yield* rowsOf(element, {}, 'the list', answers.length > 0 ? answers.slice(0, 1) : liveAnswers().slice(0, 1), told);
    }
  }
}

/** Resources of an answer that has no row: what their ARNs and tags say. */
function* byArn(answer: JsonObject): Iterable<LiveRow> {
  for (const [head, value] of Object.entries(answer)) {
    for (const element of isArray(value) ? value : [value]) {
      const own = isObject(element) ? ownArnOf(Object.keys(element), head) : null;
      const arn = own === null ? null : arnIn(textAt(element, own));
      if (arn === null || !isObject(element)) continue;
      const tags = usualTagPlaces.map((name) => tagsIn(member(element, name))).find((found) => found !== null) ?? null;
      yield arnRow({ arn, type: null, tags, noTags: 'the answer does not list tags', region: null, account: null, element: {}, partial: 'the catalogue has no row for this answer', recorded: null });
    }
  }
}

function fits(element: JsonValue | undefined, { has }: LiveAnswer): boolean {
  return isObject(element) && has.every((name) => Object.hasOwn(element, name));
}

function whole(page: Page): JsonObject {
  const value = page.whole();
  return isObject(value) ? value : {};
}
