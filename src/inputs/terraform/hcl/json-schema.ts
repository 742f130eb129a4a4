/**
 * What JSON does not tell apart and HCL does: blocks and arguments, and strings that are names of things. Block types by the type of
 * the block around them (`''` is the file), with the number of their labels (https://developer.hashicorp.com/terraform/language/syntax/json).
 * Nested blocks of resources and providers depend on schemas that are not here: they are read as arguments that hold objects.
 */
export const blockLabels: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '': { terraform: 0, provider: 1, variable: 1, locals: 0, output: 1, module: 1, resource: 2, data: 2, ephemeral: 2, moved: 0, import: 0, removed: 0, check: 1 },
  terraform: { required_providers: 0, backend: 1, cloud: 0, provider_meta: 1 },
  variable: { validation: 0 },
  output: { precondition: 0 },
  resource: { lifecycle: 0, provisioner: 1, connection: 0, dynamic: 1 },
  data: { lifecycle: 0, dynamic: 1 },
  ephemeral: { lifecycle: 0, dynamic: 1 },
  provider: { dynamic: 1 },
  check: { data: 2, assert: 0 },
  lifecycle: { precondition: 0, postcondition: 0 },
  dynamic: { content: 0 },
  content: { dynamic: 1 },
  removed: { lifecycle: 0, provisioner: 1 },
  provisioner: { connection: 0 },
};

/** What the strings in an argument are. */
export type Strings = 'template' | 'name' | 'literal';

export function stringsOf(blockType: string, argument: string): Strings {
  if (nameArguments[blockType]?.includes(argument) === true) return 'name';
  return literalArguments[blockType]?.includes(argument) === true ? 'literal' : 'template';
}

/** Arguments whose strings mean themselves: Terraform looks at them before there is anything to refer to. */
const literalArguments: Readonly<Record<string, readonly string[]>> = { variable: ['default', 'description'], output: ['description'] };

/** Arguments whose strings are references or types. */
const nameArguments: Readonly<Record<string, readonly string[]>> = {
  resource: ['provider', 'depends_on'],
  data: ['provider', 'depends_on'],
  ephemeral: ['provider', 'depends_on'],
  module: ['providers', 'depends_on'],
  output: ['depends_on'],
  variable: ['type'],
  lifecycle: ['ignore_changes', 'replace_triggered_by'],
  moved: ['from', 'to'],
  removed: ['from'],
  import: ['to', 'provider'],
};
