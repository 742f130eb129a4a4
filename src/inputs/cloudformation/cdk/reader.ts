import { join } from 'node:path';
import { known, unknown, type Known } from '#model/known.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { OpenedSource, SourceFile, SourceOptions, SourceReader } from '../../format.ts';
import { givesTags, type Deployment, type GivenParameter } from '../deployment.ts';
import { givenParameters, type GivenParameters } from '../parameter-files.ts';
import { mergedTags } from '../stack-tags.ts';
import { AssemblyFiles } from './assembly-files.ts';
import { Constructs } from './constructs.ts';
import { manifestAt, type Manifest, type StackArtifact } from './manifest.ts';
import { CdkReading } from './reading.ts';

export const reader: SourceReader = { open };

/** Each stack of an assembly by itself, those of its stages behind its own. */
function* open(manifests: readonly SourceFile[], options: SourceOptions): Generator<OpenedSource> {
  const given = givenParameters(options.cloudformation.parameters);
  const seen = new Set<string>();
  // Stages lie in folders below: the assembly around them comes first.
  const ordered = [...manifests].sort((a, b) => a.absolute.length - b.absolute.length);
  for (const file of ordered) yield* assembly(file.absolute, file.path, file.given !== 'found', { given, options, seen });
}

interface Around {
  readonly given: GivenParameters;
  readonly options: SourceOptions;
  /** Manifests that were read, absolute. */
  readonly seen: Set<string>;
}

function* assembly(absolute: string, path: string, named: boolean, around: Around): Generator<OpenedSource> {
  const { options, seen } = around;
  if (seen.has(absolute)) return;
  seen.add(absolute);
  let manifest: Manifest;
  try {
    manifest = manifestAt(absolute, options.files);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    yield { path, named, readings: [], problems: error.problems };
    return;
  }
  if (manifest.missing.length > 0) yield { path, named, readings: [], problems: [missingProblem(manifest.missing, path)] };
  for (const stack of manifest.stacks) yield stackIn(manifest, stack, named, around);
  for (const stage of manifest.stages) {
    const inner = join(stage, 'manifest.json');
    yield* assembly(inner, options.files.shown(inner), named, around);
  }
}

function missingProblem(missing: readonly string[], path: string): Problem {
  const [first] = missing;
  const what = missing.length === 1 ? `the lookup ${first ?? ''} has` : `${missing.length} lookups (${first ?? ''}, …) have`;
  return { code: 'cdk-missing-context', message: `${path} is not finished: ${what} not been done, and templates hold placeholders for what they would find`, where: path, hint: 'synthesise with credentials (cdk synth), and commit cdk.context.json' };
}

function stackIn({ folder }: Manifest, stack: StackArtifact, named: boolean, { given, options }: Around): OpenedSource {
  const absolute = join(folder, stack.template);
  const path = options.files.shown(absolute);
  try {
    const read = options.files.text(absolute);
    if ('refused' in read) throw new ProblemError({ code: 'input-unreadable', message: `stack ${stack.name}: ${read.because}`, where: path, hint: 'synthesise the app again: cdk synth' });
    const constructs = new Constructs(stack.metadata);
    const files = new AssemblyFiles(options.files, { path, absolute }, constructs);
    const reading = new CdkReading({ path, text: read.bytes.toString('utf8', 0, read.length) }, deploymentOf(stack, { file: options.files.shown(join(folder, 'manifest.json')), line: 1, column: 1 }, given, options), files, constructs, options);
    return { path, named, readings: [reading], problems: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // A stack without resources is left out of a deployment.
    return { path, named, readings: [], problems: error.problems.filter(({ code }) => code !== 'template-no-resources') };
  }
}

/** What the manifest says of a stack; flags say more. */
function deploymentOf(stack: StackArtifact, manifest: SourcePlace, given: GivenParameters, options: SourceOptions): Deployment {
  const [, account, region] = /^aws:\/\/([^/]*)\/([^/]*)$/.exec(stack.environment) ?? [];
  const own = [...stack.tags].map(([key, value]) => ({ key, value: known(value), origin: 'stack tags' }));
  const flags = [...options.cloudformation.stackTags].map(([key, value]) => ({ key, value: known(value), origin: 'stack tags' }));
  const parameters = [...stack.parameters].map(([name, value]): readonly [string, GivenParameter] => [name, { value, place: null, argument: null }]);
  return {
    region: told(region, 'unknown-region', options.providerRegions, 'AWS::Region', `the app leaves the region of stack ${stack.name} open; --provider-region aws=REGION decides it`),
    account: told(account, 'unknown-account', options.providerScopes, 'AWS::AccountId', `the app leaves the account of stack ${stack.name} open; --provider-scope aws=ACCOUNT decides it`),
    stackName: stack.stackName,
    tags: mergedTags(own, given.tags, flags),
    tagPlace: (key) => (options.cloudformation.stackTags.has(key) ? null : (given.tagPlaces.get(key) ?? (stack.tags.has(key) ? givesTags(manifest, stack.name) : null))),
    sources: given.sources,
    parameters: new Map([...parameters, ...given.parameters]),
  };
}

function told(written: string | undefined, open: string, flags: ReadonlyMap<string, string>, ref: string, because: string): Known<string> {
  if (written !== undefined && written !== '' && written !== open) return known(written);
  const flag = flags.get('aws');
  return flag === undefined ? unknown(because, [ref]) : known(flag);
}
