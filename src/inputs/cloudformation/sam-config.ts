import { basename, dirname, join } from 'node:path';
import { known } from '#model/known.ts';
import { ProblemError } from '#model/problem.ts';
import type { SourcePlace, Tag } from '#model/resource.ts';
import type { Files } from '../files.ts';
import { listed } from '../sorts.ts';
import { SourceText } from '../source-text.ts';
import type { GivenParameter } from './deployment.ts';
import { overridesIn } from './sam-overrides.ts';
import { tomlSettings, yamlSettings, type SamSettings, type Setting } from './sam-settings.ts';

/** Templates that `sam deploy` takes when nobody names one. */
const usual = new Set(['template.yaml', 'template.yml', 'template.json']);

/**
 * What `sam deploy` gives the stack of a template, from the samconfig beside it: tags, parameters and region of the environment `default`,
 * which is the one that is deployed when no other is named.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
 */
export class SamConfigs {
  readonly #files: Files;
  readonly #byFolder = new Map<string, Config | null>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** `template`: absolute. */
  of(template: string): SamDeployment {
    const config = this.#in(dirname(template));
    if (config === null) return none;
    const { settings, source } = config;
    const named = (settings.of('template_file') ?? settings.of('template'))?.values ?? null;
    const applies = named === null ? usual.has(basename(template)) : named.length === 1 && basename(named[0] ?? '') === basename(template);
    if (!applies) return none;
    const [tags, overrides] = [settings.of('tags'), settings.of('parameter_overrides')];
    const { values, files } = overridesIn(overrides?.values ?? []);
    const place = (setting: Setting | null): SourcePlace | null => (setting === null ? null : { file: source.file, ...setting.point });
    return {
      tags: tagsIn(tags?.values ?? []),
      tagsAt: place(tags),
      parameters: new Map([...values].map(([name, value]) => [name, { value, place: place(overrides), argument: null }])),
      region: settings.of('region')?.values[0] ?? null,
      notes: [...environmentNotes(config), ...files.map((file) => `${source.file} takes parameters from ${file}, which is not read: --parameters gives them`)],
      source,
    };
  }

  #in(folder: string): Config | null {
    let config = this.#byFolder.get(folder);
    if (config === undefined) {
      config = null;
      for (const name of ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml']) config ??= configIn(join(folder, name), this.#files);
      this.#byFolder.set(folder, config);
    }
    return config;
  }
}

/** What a samconfig says of a stack. */
export interface SamDeployment {
  readonly tags: readonly Tag[];
  readonly tagsAt: SourcePlace | null;
  readonly parameters: ReadonlyMap<string, GivenParameter>;
  readonly region: string | null;
  readonly notes: readonly string[];
  readonly source: SourceText | null;
}

const none: SamDeployment = { tags: [], tagsAt: null, parameters: new Map(), region: null, notes: [], source: null };

interface Config {
  readonly settings: SamSettings;
  readonly source: SourceText;
}

function configIn(path: string, files: Files): Config | null {
  try {
    const text = files.text(path);
    if ('refused' in text) return null;
    const content = text.bytes.toString('utf8', 0, text.length);
    return { settings: path.endsWith('.toml') ? tomlSettings(content) : yamlSettings(content, path), source: new SourceText(files.shown(path), content) };
  } catch (error) {
    // What is wrong with it is for `sam deploy` to say.
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

const flags = '--parameters, --stack-tags and --provider-region';

/** What is judged is what one environment deploys: who looks for another one must see that. */
function environmentNotes({ settings: { hasDefault, others }, source: { file } }: Config): readonly string[] {
  if (others.length === 0) return [];
  const [is, they] = others.length === 1 ? ['is', 'it deploys'] : ['are', 'they deploy'];
  if (!hasDefault) return [`${file} does not say what environment default deploys, only ${listed(others)}, which ${is} not judged: ${flags} say what ${they}`];
  return [`judged as environment default of ${file} deploys it; ${listed(others)} ${is} not judged: ${flags} say what ${they}`];
}

/** `owner=payroll "cost center"="4 2"`. */
function tagsIn(texts: readonly string[]): readonly Tag[] {
  return texts.flatMap((text) => {
    const pairs = [...text.matchAll(/(?:"([^"]*)"|'([^']*)'|([^\s="']+))=(?:"([^"]*)"|'([^']*)'|(\S*))/g)];
    return pairs.map(([, a, b, c, d, e, f]) => ({ key: a ?? b ?? c ?? '', value: known(d ?? e ?? f ?? ''), origin: 'stack tags' }));
  });
}
