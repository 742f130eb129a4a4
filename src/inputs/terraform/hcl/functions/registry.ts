import { collections } from './collections.ts';
import { conversions } from './conversions.ts';
import { dates } from './dates.ts';
import { encoding } from './encodings.ts';
import { formats } from './format.ts';
import type { Functions } from './function.ts';
import { hashes } from './hashes.ts';
import { mappings } from './mappings.ts';
import { networks } from './networks.ts';
import { numbers } from './numbers.ts';
import { paths } from './paths.ts';
import { patterns } from './patterns.ts';
import { sequences } from './sequences.ts';
import { sets } from './sets.ts';
import { strings } from './strings.ts';

/** Terraform's functions by name, besides those that look at their arguments' expressions: see special.ts. */
export const functions: Functions = {
  ...collections, ...conversions, ...dates, ...encoding, ...formats, ...hashes, ...mappings, ...networks, ...numbers, ...paths, ...patterns, ...sequences, ...sets, ...strings,
};
