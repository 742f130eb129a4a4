import type { JsonValue } from '#model/json.ts';
import type { Entry } from '../../resource/entry.ts';
import type { Stated } from '../../resource/values.ts';
import type { BlockName } from '../provider-words.ts';

/** Why a value of a state is not known: nothing but an object without values lacks any. */
export const unknownInState = 'the state does not say';

/** One object of a state. */
export interface StateEntry extends Entry {
  /** Without instance keys, as `dependencies` name it: `module.a.aws_instance.web`. */
  readonly configAddress: string;
  /** What configures it, as far as the state tells. */
  readonly provider: StateProvider;
  /** The key of an object that a replacement has left behind and that is still there; else empty. */
  readonly deposed: string;
  /** The next apply replaces it. */
  readonly tainted: boolean;
  /** Blocks that it depends on, without instance keys. */
  readonly dependencies: readonly string[];
  /** `account_id`, `region` and the like, as newer providers tell objects apart. */
  readonly identity: JsonValue | undefined;
  /** False for an object of which nothing but its address is there. */
  readonly hasValues: boolean;
  /** Its arguments, built anew at each call: all that `stated` says but for its masks. */
  readonly value: () => JsonValue | undefined;
  /** Its values, built anew at each call. */
  readonly stated: () => Stated;
}

export interface StateProvider extends BlockName {
  /** Whether this very configuration is named; `terraform show` names the provider alone. */
  readonly exact: boolean;
}

/** What all objects of a state have in common. */
export function existing(mode: Entry['mode'], type: string, name: string): Pick<StateEntry, 'previousAddress' | 'mode' | 'type' | 'name' | 'action' | 'conditional' | 'judged' | 'source'> {
  return { previousAddress: null, mode, type, name, action: 'exists', conditional: null, judged: mode === 'managed', source: null };
}

/**
 * As Terraform prints it. An object that a replacement has left behind shares its address with the one in use, so its key stands
 * behind (`aws_instance.web (deposed 00a1b2c3)`).
 */
export function stateAddress(module: string, mode: Entry['mode'], type: string, name: string, key: string, deposed: string): string {
  const local = `${mode === 'data' ? 'data.' : ''}${type}.${name}${key}`;
  return withDeposed(`${module === '' ? '' : `${module}.`}${local}`, deposed);
}

export function withDeposed(address: string, deposed: string): string {
  return deposed === '' ? address : `${address} (deposed ${deposed})`;
}
