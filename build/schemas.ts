import { configJsonSchema } from '#config/json-schema.ts';
import { resultJsonSchema } from '#reports/json-schema.ts';

/** File name -> JSON Schema; the build writes them to dist/schema/. */
export function schemas(): Readonly<Record<string, object>> {
  return { 'landrail.schema.json': configJsonSchema(), 'result.schema.json': resultJsonSchema() };
}
