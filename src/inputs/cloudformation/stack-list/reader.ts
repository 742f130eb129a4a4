import { arnIn } from '#catalog/aws/place.ts';
import { liveAwsTypes } from '#catalog/live-aws-types.ts';
import { accountOfArn, regionOfArn } from '#catalog/regions.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import type { LiveRow } from '#model/live-row.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import { scopeWith } from '#model/scope.ts';
import { inBatches } from '../../batches.ts';
import type { OpenedSource, SourceFile, SourceOptions, SourceReader } from '../../format.ts';
import { liveEntry } from '../../inventory/entry.ts';
import { LiveSubjects } from '../../inventory/subjects.ts';
import { JsonDocument } from '../../json/document.ts';
import { noSource, type Reading, type ReadingEnd } from '../../reading.ts';
import { aroundOf, resourceOf } from '../../resource/resource.ts';
import type { FormatWords } from '../../resource/subject.ts';
import { StackArns } from './arns.ts';
import { stackListsOf, type Made, type StackList } from './stack-list.ts';

const words: FormatWords = { stage: 'state', noun: 'list of a stack', because: 'the list of what a stack has made tells no properties' };

/** What stacks have made: ids and types. There is nothing in it to judge, but it tells what code has made. */
export const reader: SourceReader = {
  *open(files, options) {
    for (const file of files) {
      const { readings, problems } = opened(file, options);
      yield { path: file.path, named: file.given !== 'found', readings, problems } satisfies OpenedSource;
    }
  },
};

function opened(file: SourceFile, options: SourceOptions): Pick<OpenedSource, 'readings' | 'problems'> {
  try {
    const { bytes, length } = file.text();
    const { stacks, malformed, isCut } = stackListsOf(new JsonDocument(bytes, length).value({ start: 0, end: length }));
    const problems: Problem[] = [];
    const again = 'list it again: aws cloudformation list-stack-resources --stack-name NAME';
    if (isCut) problems.push({ code: 'stack-list-incomplete', message: `${file.path} goes on: its NextToken leads to further resources, which it does not list`, where: file.path, hint: `${again} (without --no-paginate and --max-items)` });
    if (malformed > 0) problems.push({ code: 'stack-list-malformed', message: `${file.path} has ${malformed === 1 ? 'an entry' : `${malformed} entries`} without a LogicalResourceId or a ResourceType`, where: file.path, hint: again });
    return { readings: stacks.map((stack) => new StackListReading(stacks.length > 1 ? `${file.path}#${stack.stackName ?? stack.stackId ?? ''}` : file.path, length, stack, options)), problems };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { readings: [], problems: error.problems };
  }
}

class StackListReading implements Reading {
  readonly path: string;
  readonly format = 'cloudformation-stack-resources';
  readonly size: number;
  readonly #stack: StackList;
  readonly #options: SourceOptions;

  constructor(path: string, size: number, stack: StackList, options: SourceOptions) {
    this.path = path;
    this.size = size;
    this.#stack = stack;
    this.#options = options;
  }

  get batches(): Iterable<readonly Resource[]> {
    return this.#options.declares === true ? inBatches(this.#resources()) : [];
  }

  *#resources(): Generator<Resource> {
    const subjects = new LiveSubjects(liveAwsTypes, words);
    const around = aroundOf(subjects, this.#options);
    const arns = new StackArns(this.#stack.made);
    for (const made of this.#stack.made) {
      const subject = subjects.of(liveEntry(rowOf(made, this.#stack, arns, this.#options), made.logicalId, false));
      if (subject !== null) yield resourceOf(subject, around);
    }
  }

  finish(): ReadingEnd {
    const { made, stackName } = this.#stack;
    const count = made.length === 1 ? 'a resource' : `${made.length} resources`;
    return {
      ...noSource,
      recognised: 0,
      notes: this.#options.declares === true ? [] : [`it lists ${count} that ${stackName === null ? 'a stack' : `stack ${stackName}`} has made, without properties: nothing to judge. landrail drift takes it as --iac`],
      problems: [],
      document: null,
      sensitive: [],
    };
  }
}

/** What CloudFormation calls the physical id is the ARN, the short id or the name, as the type has it. */
function rowOf(made: Made, { stackId }: StackList, stack: StackArns, { providerRegions, providerScopes }: SourceOptions): LiveRow {
  const { physicalId, type } = made;
  const arns = [arnIn(physicalId), arnIn(stackId)].filter((arn) => arn !== null);
  const account = arns.map(accountOfArn).find((one) => one !== null) ?? providerScopes.get('aws');
  const region = arns.map(regionOfArn).find((one) => one !== null) ?? providerRegions.get('aws');
  return {
    type,
    id: physicalId,
    aliases: stack.of(made, { region: region ?? null, account: account ?? null }),
    name: physicalId,
    region: told(region, 'region', '--provider-region aws=REGION'),
    regionPath: 'StackId',
    zone: absent,
    scope: scopeWith({ account: told(account, 'account', '--provider-scope aws=ACCOUNT') }),
    values: {},
    untold: {},
    partial: words.because,
    gone: null,
    madeBy: null,
    recorded: null,
  };
}

function told(value: string | undefined, what: string, flag: string): Known<string> {
  return value === undefined ? unknown(`list-stack-resources does not tell the ${what}, describe-stack-resources does; ${flag} decides it`, ['StackId']) : known(value);
}
