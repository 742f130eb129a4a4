import type { EventRef } from '#model/drift.ts';
import type { Channel } from '#model/event.ts';

/** The newer of two, whatever the order in which they came. */
export function newer(one: EventRef | null, other: EventRef | null): EventRef | null {
  if (one === null || other === null) return one ?? other;
  return isNewer(other, one) ? other : one;
}

export function isNewer(one: EventRef, other: EventRef): boolean {
  return one.time === other.time ? one.id > other.id : one.time > other.time;
}

/** How a call stands to the code: by a pipeline, by the cloud itself, with a tool of infrastructure code (which is a claim), or by hand. */
export type Hand = 'pipeline' | 'service' | 'code-tool' | 'hand';

const hands: Readonly<Record<Channel, Hand>> = {
  pipeline: 'pipeline',
  service: 'service',
  terraform: 'code-tool',
  cloudformation: 'code-tool',
  pulumi: 'code-tool',
  console: 'hand',
  cli: 'hand',
  sdk: 'hand',
  unknown: 'hand',
};

export function handOf({ channel }: Pick<EventRef, 'channel'>): Hand {
  return hands[channel];
}

/** `RunInstances at 2026-11-27T22:14:03.000Z by arn:… (mona, console)` */
export function toldEvent({ name, time, principal, actor, channel, claimed }: EventRef): string {
  const by = channel === claimed ? channel : `${channel}, says ${claimed}`;
  // Joined, so that it is no tree of texts: there may be hundreds of thousands.
  return [name, ' at ', time, ' by ', principal, ' (', actor === '' || actor === principal ? '' : `${actor}, `, by, ')'].join('');
}
