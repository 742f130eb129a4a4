import { toJSONSchema } from 'zod/mini';
import type { JsonObject } from '#model/json.ts';
import { resultSchema } from './saved/schema.ts';

/** The published schema of `--format json`, made from the very schema that `landrail report` reads a saved run with. */
export function resultJsonSchema(): JsonObject {
  const { $schema, ...rest } = toJSONSchema(resultSchema, { io: 'input', unrepresentable: 'any', override: ({ jsonSchema }) => void (jsonSchema.maximum === Number.MAX_SAFE_INTEGER && delete jsonSchema.maximum) }) as { readonly [key: string]: unknown } & { readonly $schema: string };
  return JSON.parse(JSON.stringify({ $schema, title: 'landrail result', ...rest })) as JsonObject;
}
