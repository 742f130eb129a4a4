import { toJSONSchema } from 'zod/mini';
import type { JsonObject } from '#model/json.ts';
import { configSchema } from './schema.ts';

/** landrail.yaml for editors, as JSON Schema 2020-12; made from the very schema that loading validates with. */
export function configJsonSchema(): JsonObject {
  const { $schema, ...rest } = toJSONSchema(configSchema, { io: 'input' }) as { readonly [key: string]: unknown } & { readonly $schema: string };
  const schema = { $schema, title: 'landrail.yaml', description: 'Guardrails for the landing zone', ...rest };
  return JSON.parse(JSON.stringify(schema)) as JsonObject;
}
