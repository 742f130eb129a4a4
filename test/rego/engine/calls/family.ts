import type { Random } from '../random.ts';

/** Makes arguments of one built-in function, the right types mostly. */
export type Arguments = (random: Random) => readonly string[];

export type CallFamily = Readonly<Record<string, Arguments>>;
