import { byCodePoint } from '#model/json.ts';
import type { ModuleOutline, Place, RegoModule } from './compiled.ts';
import { inputReading } from './input-keys.ts';
import type { PackageFacts } from './selection.ts';

/** Joins the files of each package. Packages sorted by name; test files are left out, since they judge nothing. */
export function packagesOf(modules: readonly ModuleOutline[], sources: readonly RegoModule[]): readonly PackageFacts[] {
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  const byPackage = new Map<string, ModuleOutline[]>();
  for (const module of modules) {
    if (module.path.endsWith('_test.rego')) continue;
    const files = byPackage.get(module.package);
    if (files) files.push(module);
    else byPackage.set(module.package, [module]);
  }
  return [...byPackage].sort(([a], [b]) => byCodePoint(a, b)).map(([name, files]) => {
    const annotated = files.flatMap((file) =>
      file.annotations.filter((one) => one.rule === undefined && one.scope !== 'rule' && one.path === name).map((one) => ({ file, one })),
    );
    const first = annotated[0]?.file ?? files[0];
    const readings = files.map(({ path }) => ({ path, ...inputReading(texts.get(path) ?? '') }));
    return {
      package: name,
      where: first ? placeText(first.at) : name,
      annotations: annotated[0]?.one.metadata ?? null,
      rules: files.flatMap((file) => file.rules.map((rule) => ({ name: rule.name, kind: rule.kind, where: placeText(rule.at) }))),
      references: [...new Set(files.flatMap((file) => file.references))].sort(byCodePoint),
      inputs: readings.flatMap(({ path, keys }) => keys.map(({ key, row, col }) => ({ key, where: placeText({ file: path, row, col }) }))),
      replacesInput: readings.some(({ replaces }) => replaces),
    };
  });
}

export function placeText(place: Place): string {
  return `${place.file}:${place.row}:${place.col}`;
}
