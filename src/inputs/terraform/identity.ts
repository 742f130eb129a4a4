import type { Entry } from '../resource/entry.ts';
import type { Identity } from '../resource/subject.ts';
import type { Values } from '../resource/values.ts';

/** How the cloud calls it, most telling first: an ARN, an ARM id, a full resource name, an OCID. */
const idArguments = ['arn', 'self_link', 'id'];

/** The provider's id, and other names by which logs, states and inventories know the resource; null and none for what is still to be made. */
export function identityOf(values: Values, entry: Entry): Identity {
  const ids: string[] = [];
  for (const argument of idArguments) {
    const id = values.text(argument);
    if (id.status === 'known' && id.value !== '' && !ids.includes(id.value)) ids.push(id.value);
  }
  const name = values.text('name');
  return { id: ids[0] ?? null, aliases: ids.slice(1), name: name.status === 'known' && name.value !== '' ? name.value : entry.name };
}
