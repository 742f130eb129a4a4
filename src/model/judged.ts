import type { DriftItem } from './drift.ts';
import type { AuditEvent } from './event.ts';
import type { Features } from './features.ts';
import type { Resource } from './resource.ts';

/** An event as detections judge it. */
export interface JudgedEvent {
  readonly event: AuditEvent;
  /** Its subjects, in their order, as policies judge them; null for one that belongs to no cloud that is judged. */
  readonly resources: readonly (Resource | null)[];
  /** What was before; null where no history is loaded. */
  readonly features: Features | null;
}

/** What became of a resource, as detections judge it. */
export interface JudgedItem {
  readonly item: DriftItem;
  /** Null where neither an inventory nor an event tells enough of it. */
  readonly resource: Resource | null;
}
