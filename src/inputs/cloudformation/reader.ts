import { known, unknown, type Known } from '#model/known.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { OpenedSource, SourceFile, SourceOptions, SourceReader } from '../format.ts';
import { Assemblies } from './cdk/assemblies.ts';
import { givesTags, type Deployment, type GivenParameter } from './deployment.ts';
import { nestedPaths } from './nested-paths.ts';
import { givenParameters, type GivenParameters } from './parameter-files.ts';
import { CloudFormationReading } from './reading.ts';
import { SamConfigs } from './sam-config.ts';
import { mergedTags } from './stack-tags.ts';
import { FilesBeside, noFiles } from './template-files.ts';

export const reader: SourceReader = { open };

/** Each template by itself; one that another of the run makes a stack of is judged there, with what it is given there. */
function* open(files: readonly SourceFile[], options: SourceOptions): Generator<OpenedSource> {
  const given = givenParameters(options.cloudformation.parameters);
  const configs = new SamConfigs(options.files);
  const assemblies = new Assemblies(options.files);
  const undeclared = new Map(given.parameters);
  let whole = true;
  const within = files.length < 2 ? new Set<string>() : nestedPaths(files);
  for (const file of files) {
    // What the CDK made is judged with its manifest, which says where it goes.
    if (within.has(file.absolute) || (file.given !== 'file' && options.inputType === null && assemblies.hold(file.absolute))) continue;
    const named = file.given === 'file';
    try {
      const beside = file.path === '-' ? noFiles : new FilesBeside(options.files, file);
      const reading = new CloudFormationReading('cloudformation', { path: file.path, text: textOf(file) }, deploymentOf(file, given, configs, options), beside, options);
      for (const name of undeclared.keys()) if (reading.declares(name)) undeclared.delete(name);
      yield { path: file.path, named, readings: [reading], problems: [] };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      whole = false;
      yield { path: file.path, named, readings: [], problems: error.problems };
    }
  }
  for (const [name, parameter] of undeclared) {
    // A file may be shared by many stacks; a pair is meant for this run. A template that cannot be read may have it.
    yield { path: '--parameters', named: whole && parameter.place === null, readings: [], problems: [undeclaredProblem(name, parameter)] };
  }
}

/** A name that is misspelled would leave the parameter at its default. */
function undeclaredProblem(name: string, { place }: GivenParameter): Problem {
  return {
    code: 'parameter-undeclared',
    message: place === null ? `--parameters sets ${name}, but no template declares such a parameter` : `no template has a parameter ${name}`,
    where: place === null ? null : `${place.file}:${place.line}:${place.column}`,
    hint: 'check its spelling; parameter names are case-sensitive',
  };
}

function textOf(file: SourceFile): string {
  const { bytes, length } = file.text();
  return bytes.toString('utf8', 0, length);
}

/** What the flags and the files beside the template say of its stack. */
function deploymentOf(file: SourceFile, given: GivenParameters, configs: SamConfigs, options: SourceOptions): Deployment {
  const { stackTags } = options.cloudformation;
  const flags = [...stackTags].map(([key, value]) => ({ key, value: known(value), origin: 'stack tags' }));
  const config = file.path === '-' ? null : configs.of(file.absolute);
  const place = config?.tagsAt ?? null;
  return {
    region: told(options.providerRegions, config?.region ?? null, 'AWS::Region', 'the template does not say in which region its stack is; --provider-region aws=REGION decides it'),
    account: told(options.providerScopes, null, 'AWS::AccountId', 'the template does not say in which account its stack is; --provider-scope aws=ACCOUNT decides it'),
    stackName: null,
    tags: mergedTags(config?.tags ?? [], given.tags, flags),
    tagPlace: (key) => (stackTags.has(key) ? null : (given.tagPlaces.get(key) ?? (place === null ? null : givesTags(place, key)))),
    parameters: new Map([...(config?.parameters ?? []), ...given.parameters]),
    notes: config?.notes ?? [],
    sources: config === null || config.source === null ? given.sources : new Map([...given.sources, [config.source.file, config.source]]),
  };
}

function told(flags: ReadonlyMap<string, string>, config: string | null, ref: string, because: string): Known<string> {
  const value = flags.get('aws') ?? config;
  return value === null ? unknown(because, [ref]) : known(value);
}
