import * as z from 'zod/mini';
import { channels, outcomes } from '#model/event.ts';
import type { JsonValue } from '#model/json.ts';
import { isShallow } from '#model/shallow.ts';

/** Members of the contract that stand in several of its parts. What is added to one after a release is optional, so that older files stay readable. */
export const text = z.string();
export const count = z.int().check(z.minimum(0));
export const position = z.int().check(z.minimum(1));

/** What the published schema says of a member. */
export function about<T extends z.ZodMiniType>(description: string, schema: T): T {
  return schema.check(z.describe(description)) as T;
}

/** Whatever a policy has found or wants. */
export const anything = z.custom<JsonValue>((value) => value !== undefined && isShallow(value as JsonValue), 'is nested too deeply');

export const snippet = about(
  'Lines of the source, ascending; of a very long line the part around the mark. The mark is what is at fault: columns of `text`, half-open.',
  z.array(z.object({ line: position, text, mark: z.nullable(z.object({ start: position, end: position })) })).check(z.minLength(1)),
);

const recordPlace = z.object({ file: text, record: about('Counted from 1 within the file.', z.int().check(z.minimum(1))) });

/** An event in the order in which it is written. */
export const eventParts = {
  id: text,
  time: about('UTC, ISO 8601 with milliseconds.', z.string()),
  name: about('As the log names it: RunInstances, Microsoft.Compute/virtualMachines/write.', z.string()),
  outcome: z.enum(outcomes),
  principal: about('By which the same one is told again: ARN, UPN, e-mail, OCID.', z.string()),
  actor: about('Whom to speak to.', z.string()),
  channel: z.enum(channels),
  claimed: about('By what the call says it was made.', z.enum(channels)),
  source: recordPlace,
  address: z.exactOptional(about('From where, as the log has it: an IP address, or the name of a service.', z.nullable(text))),
  userAgent: z.exactOptional(about('What the call says it was made with.', z.nullable(text))),
  mfa: z.exactOptional(about('Whether a second factor was asked for; null where the log does not tell.', z.nullable(z.boolean()))),
};
