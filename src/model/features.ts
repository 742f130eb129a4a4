/** What an event may bring that was never seen before. `user` is the principal, `type` the machine shape, `service` the one that was called. */
export const dimensions = ['user', 'region', 'image', 'type', 'service'] as const;
export type Dimension = (typeof dimensions)[number];

/** What is known of one value from before the window, in the scope of the event (account, subscription, project, compartment). */
export interface SeenBefore {
  /** Of several values (two images) the one that is least known. */
  readonly key: string;
  /** UTC, ISO 8601; null: never. */
  readonly first: string | null;
  readonly last: string | null;
  /** Events. */
  readonly times: number;
  /** Since when it has alerted without being approved: whatever came after does not make it known. Null where it has not. */
  readonly quarantined: string | null;
  readonly approved: { readonly owner: string; readonly ticket: string | null; readonly reason: string; readonly expires: string } | null;
}

/** Machines launched per clock hour of the 90 days before the window, hours without any counted as 0. `hours`: how many of them the history holds. */
export interface Baseline {
  readonly hours: number;
  readonly mean: number;
  readonly stdev: number;
  readonly max: number;
}

/** What the history says of one event. */
export interface Features {
  /** How far the history of the scope reaches back before the window; whether that is enough is for a detection to decide. */
  readonly observed: { readonly from: string | null; readonly days: number };
  readonly seen: Readonly<Partial<Record<Dimension, SeenBefore>>>;
  /** Null for an event that launches no machine. */
  readonly launches: Launches | null;
}

export interface Launches {
  /** The clock hour of the event, UTC. */
  readonly hour: string;
  /** Machines that the principal has launched in the scope in that hour. */
  readonly machines: number;
  /** The principal's, over all hours of the history. */
  readonly principal: Baseline;
  /** The principal's, over hours in the same four-hour block of the day, on weekends or on other days as this one. */
  readonly block: Baseline;
  /** All principals of the scope together. */
  readonly everybody: { readonly machines: number; readonly events: number; readonly hours: Baseline; readonly block: Baseline };
}
