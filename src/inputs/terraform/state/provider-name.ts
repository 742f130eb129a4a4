import type { StateProvider } from './entry.ts';

const current = /^((?:module\.[^.[\]]+\.)*)provider\["([^"\]]+)"\](?:\.([\w-]+))?(\[.*\])?$/;
/** Before Terraform 0.13. */
const old = /^((?:module\.[^.[\]]+\.)*)provider\.([\w-]+)(?:\.([\w-]+))?$/;

/**
 * The configuration of a provider as a state names it: `provider["registry.terraform.io/hashicorp/aws"].west`, with the module in front
 * where it stands in one. What it is called in a `required_providers` block is not there: the last part of its source stands for it.
 */
export function providerOf(written: string, type: string): StateProvider {
  const [, module = '', source = '', alias = '', key = ''] = current.exec(written) ?? old.exec(written) ?? [];
  const name = source.split('/').at(-1) ?? '';
  if (name === '') return { ...unnamed(type), exact: false };
  const local = `${name}${alias === '' ? '' : `.${alias}`}${key}`;
  return { label: `${module}${local}`, local, exact: true };
}

/** By the source alone, which any number of configurations may have. */
export function providerOfSource(source: string, type: string): StateProvider {
  const name = source.split('/').at(-1) ?? '';
  return { ...(name === '' ? unnamed(type) : { label: name, local: name }), exact: false };
}

function unnamed(type: string): { readonly label: string; readonly local: string } {
  const name = type.split('_')[0] ?? type;
  return { label: name, local: name };
}
