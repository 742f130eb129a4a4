import type { JsonValue } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';
import type { Ahead } from './ahead.ts';

export type Wanted = (resource: Pick<Resource, 'kind' | 'type' | 'provider'>) => boolean;

/** What the readers need to know from flags and configuration; built once at the edge. */
export interface InputOptions {
  /** Against which relative paths are resolved. */
  readonly cwd: string;
  /** Also judge resources that a plan does not change. */
  readonly all: boolean;
  /** What code declares is asked for, not what it will bring: what a plan removes is there until it is applied, and the list of a stack tells what code has made. */
  readonly declares?: boolean;
  /** Every resource of an inventory, also those for which others answer: what made them is told, and nobody is judged for them. */
  readonly everyRow?: boolean;
  /** Every file of a folder counts: one that is found and cannot be read is a problem as if it were named. */
  readonly everyFile?: boolean;
  /** Keep the raw document, for policies that read it. */
  readonly document: boolean;
  /** Of which resources policies ask for the raw arguments: for none, for all, or for those of these names. */
  readonly attributes: (resource: Pick<Resource, 'kind' | 'type' | 'provider'>) => boolean | readonly string[];
  /** Of which resources policies ask for relations and grants. */
  readonly relations: Wanted;
  /** Of which resources policies judge what source says, and not what a plan does. */
  readonly sourceAlone?: Wanted;
  /** Regions of provider configurations that the input does not tell: `aws` or `aws.west` -> `us-west-2`. */
  readonly providerRegions: ReadonlyMap<string, string>;
  /** Accounts, subscriptions, projects or compartments of provider configurations: `aws.west` -> `111122223333`. */
  readonly providerScopes: ReadonlyMap<string, string>;
  readonly terraform: TerraformOptions;
  /** Folder of the root module that plans were made from: their findings stand at its lines. */
  readonly source: ValuesFile | null;
  /** The JSON of the one saved plan among the paths. */
  readonly planJson: ValuesFile | null;
  /** Has Terraform write the JSON of a saved plan; null: it is not to be run. @throws ProblemError */
  readonly showPlan: ((absolute: string, folder: string) => Promise<Buffer>) | null;
  readonly cloudformation: CloudFormationOptions;
  /** An earlier inventory: of the others only what is new or has changed since is judged. */
  readonly since: ValuesFile | null;
  /** The format that every path is read as; null: what its content says. */
  readonly inputType: string | null;
  /** Told when many files were found, and how many, before the first of them is looked at. */
  readonly manyFound?: (files: number) => void;
  /** Told when many files of source are about to be read, and how many. */
  readonly manyFiles?: (files: number) => void | Promise<void>;
  /** A file that is being read already. */
  readonly ahead?: Ahead | null;
  /** A file that was found in a folder and cannot be read is a problem, not a note. */
  readonly strict: boolean;
  /** Standard input, for the path `-`. */
  readonly stdin: () => AsyncIterable<Uint8Array>;
}

/** A value as the user wrote it, for a variable or parameter of any type. */
export interface Assigned {
  readonly name: string;
  readonly text: string;
  /** Where it was written: `--var`, `TF_VAR_type`, `--parameters`. */
  readonly from: string;
}

/** The final value of a root module's variable, as a plan holds it: above everything that source says. */
export interface Told {
  readonly name: string;
  readonly value: JsonValue;
}

/** A root module's variable that was set, and to what a plan does not hold. */
export interface Withheld {
  readonly name: string;
  readonly withheld: true;
}

/** A file or folder that was named by a flag. */
export interface ValuesFile {
  /** As the user named it. */
  readonly path: string;
  readonly absolute: string;
}

export interface TerraformOptions {
  /** `TF_VAR_…`, which everything else stands above. */
  readonly environment: readonly Assigned[];
  /** `--var` and `--var-file`, later ones above earlier ones; in the end what a plan tells. */
  readonly given: readonly (Assigned | ValuesFile | Told | Withheld)[];
  /** Null where nobody has told. */
  readonly workspace: string | null;
  /** A plan has told every variable that was set: what else would set one is of another time. */
  readonly toldAll?: boolean;
}

export interface CloudFormationOptions {
  /** `--parameters`, later ones above earlier ones. */
  readonly parameters: readonly (Assigned | ValuesFile)[];
  readonly stackTags: ReadonlyMap<string, string>;
}

/** What holds without a flag. */
export const noFlags: Pick<InputOptions, 'all' | 'providerRegions' | 'providerScopes' | 'terraform' | 'source' | 'planJson' | 'showPlan' | 'cloudformation' | 'since' | 'inputType' | 'strict'> = {
  all: false,
  providerRegions: new Map(),
  providerScopes: new Map(),
  terraform: { environment: [], given: [], workspace: null },
  source: null,
  planJson: null,
  showPlan: null,
  cloudformation: { parameters: [], stackTags: new Map() },
  since: null,
  inputType: null,
  strict: false,
};

