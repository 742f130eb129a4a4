/** A file of configuration, by its name alone. */
export interface FileName {
  readonly name: string;
  readonly json: boolean;
  /** Merged into what the others say, not added to it. */
  readonly override: boolean;
}

const form = /^(.*)\.(tf|tofu)(\.json)?$/s;

/** `main.tf`, `main.tofu.json`; not what editors leave behind (`.main.tf`, `main.tf~`, `#main.tf#`). */
export function isConfigurationName(name: string): boolean {
  return form.test(name) && !name.startsWith('.') && !(name.startsWith('#') && name.endsWith('#'));
}

/**
 * Which files of a folder are read, in the order in which they are: all that are no overrides first. `a.tofu` stands in for `a.tf`
 * (https://opentofu.org/docs/language/files/): where somebody wrote one, OpenTofu is what runs.
 * @param names sorted
 */
export function configurationFiles(names: readonly string[]): readonly FileName[] {
  const files = names.filter(isConfigurationName);
  const present = new Set(files);
  const read = files
    .filter((name) => !present.has(name.replace(/\.tf(\.json)?$/, '.tofu$1')) || /\.tofu(\.json)?$/.test(name))
    .map((name): FileName => {
      const base = form.exec(name)?.[1] ?? '';
      return { name, json: name.endsWith('.json'), override: base === 'override' || base.endsWith('_override') };
    });
  return [...read.filter((file) => !file.override), ...read.filter((file) => file.override)];
}

/** Values of variables that are read only where somebody names their file. @param names sorted */
export function unnamedVariableFiles(names: readonly string[]): readonly string[] {
  const read = new Set(variableFiles(names));
  return names.filter((name) => /\.tfvars(\.json)?$/.test(name) && !name.startsWith('.') && !read.has(name));
}

/** Values of variables that are read without being named, in the order in which later ones win. @param names sorted */
export function variableFiles(names: readonly string[]): readonly string[] {
  const present = new Set(names);
  return [...['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => present.has(name)), ...names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name))];
}
