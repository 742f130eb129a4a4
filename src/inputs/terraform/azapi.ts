import { azapiType, isAzapi } from '#catalog/azapi.ts';
import type { TypeFacts } from '#catalog/facts.ts';
import { terraformType } from '#catalog/terraform.ts';
import { isObject, type JsonValue } from '#model/json.ts';
import { isHidden } from '../resource/mask.ts';
import { Values, type Masked } from '../resource/values.ts';

/** Facts of a resource; of one of azapi by what its `type` argument names. */
export function factsOf(type: string, values: Values): TypeFacts | null {
  if (!isAzapi(type)) return terraformType(type);
  const named = values.text('type');
  return named.status === 'known' ? azapiType(type, named.value) : null;
}

/** Values in which `body` is an object; before version 2 of azapi it is JSON text. */
export class BodyValues extends Values {
  override at(name: string): Masked {
    const written = super.at(name);
    if (name !== 'body' || typeof written.value !== 'string' || isHidden(written.mask)) return written;
    const body = parsed(written.value);
    return body === null ? written : { value: body, mask: undefined };
  }
}

function parsed(text: string): JsonValue | null {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
