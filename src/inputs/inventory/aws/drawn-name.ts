import { liveAnswerOf } from '#catalog/live-aws.ts';
import type { LiveRow } from '#model/live-row.ts';

/**
 * `vol-0a1b2c3d4e5f60718`, at the end of an ARN or by itself. Short ones of older days are not like no other: there are no more of them
 * than four thousand million, of each kind, in all accounts together.
 */
export function drawnName({ id, type }: LiveRow): string | null {
  if (!liveAnswerOf(type).drawn) return null;
  const drawn = /[/:]([a-z]+-[0-9a-f]{17})$/.exec(id)?.[1];
  return drawn === undefined ? null : `${type}/${drawn}`;
}

/** A machine, which has made its first network interface. */
export function drawnMaker(id: string): string | null {
  return /^i-[0-9a-f]{17}$/.test(id) ? `AWS::EC2::Instance/${id}` : null;
}
