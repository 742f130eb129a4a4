import { aggregates, objects, sets } from './collections.ts';
import type { Family } from './family.ts';
import { conflicts, language } from './language.ts';
import { graphs, network } from './network.ts';
import { arithmetic, integers, printed, wholes } from './numbers.ts';
import { globs, patterns } from './patterns.ts';
import { joined, text } from './text.ts';

export const families: readonly Family[] = [arithmetic, integers, printed, wholes, text, joined, sets, objects, aggregates, language, conflicts, network, graphs, patterns, globs];
