// What Node itself needs for a plan: read the file, parse it, touch it.
import { readFileSync } from 'node:fs';

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
if (!Array.isArray(plan.resource_changes)) throw new Error('not a plan');
