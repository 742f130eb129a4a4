import { byCodePoint } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { InputOptions, ValuesFile } from './options.ts';

type Flags = Pick<InputOptions, 'providerRegions' | 'providerScopes' | 'terraform' | 'source' | 'planJson' | 'cloudformation'>;

/** As many as a person reads. */
const mostNames = 12;

/** Remembers which of its keys were asked for. */
class Asked extends Map<string, string> {
  readonly asked = new Set<string>();

  override get(key: string): string | undefined {
    this.asked.add(key);
    return super.get(key);
  }

  /** For a hint: the names that would have been heard. */
  get names(): string {
    const all = [...this.asked].sort(byCodePoint);
    return all.length === 0 ? 'nothing is left open that it could decide' : `names that are asked for here: ${all.slice(0, mostNames).join(', ')}${all.length > mostNames ? `, and ${all.length - mostNames} more` : ''}`;
  }

  get unasked(): readonly string[] {
    return [...this.keys()].filter((key) => !this.asked.has(key));
  }
}

/** Remembers whether anybody wanted to read it. */
class AskedFile implements ValuesFile {
  asked = false;
  readonly path: string;
  readonly #absolute: string;

  constructor({ path, absolute }: ValuesFile) {
    this.path = path;
    this.#absolute = absolute;
  }

  get absolute(): string {
    this.asked = true;
    return this.#absolute;
  }
}

/** What was said about inputs on the command line, and whether any input took it: a flag without effect is a slip, or meant for another run. */
export class FlagUse {
  readonly options: Pick<InputOptions, 'providerRegions' | 'providerScopes' | 'planJson'>;
  readonly #flags: Flags;
  readonly #regions: Asked;
  readonly #scopes: Asked;
  readonly #planJson: AskedFile | null;

  constructor(flags: Flags) {
    this.#flags = flags;
    this.#regions = new Asked(flags.providerRegions);
    this.#scopes = new Asked(flags.providerScopes);
    this.#planJson = flags.planJson === null ? null : new AskedFile(flags.planJson);
    this.options = { providerRegions: this.#regions, providerScopes: this.#scopes, planJson: this.#planJson };
  }

  /** To be asked after the last input. @param formats of the inputs that were judged */
  unused(formats: ReadonlySet<string>): readonly Problem[] {
    if (formats.size === 0) return [];
    const { terraform, source, cloudformation } = this.#flags;
    const lacks = (...wanted: readonly string[]): boolean => !wanted.some((format) => formats.has(format));
    const noTemplate = lacks('cloudformation', 'cdk');
    return [
      ...(source === null && lacks('terraform-source') ? [...said('--var', terraform.given.some((one) => 'text' in one), 'Terraform source', values), ...said('--var-file', terraform.given.some((one) => 'path' in one), 'Terraform source', values)] : []),
      ...said('--parameters', noTemplate && cloudformation.parameters.length > 0, 'CloudFormation template', 'name the template'),
      ...said('--stack-tags', noTemplate && cloudformation.stackTags.size > 0, 'CloudFormation template', 'name the template'),
      ...said('--plan-json', this.#planJson?.asked === false, 'saved plan', 'a plan in JSON is judged by itself; name the saved plan (tfplan) that this is the JSON of'),
      ...said('--source', lacks('terraform-plan', 'terraform-saved-plan') && source !== null, 'plan', 'name the plan that was made from it'),
      ...this.#regions.unasked.map((name) => unused(`--provider-region ${name}`, `no input leaves the region of a provider ${name} open`, this.#regions.names)),
      ...this.#scopes.unasked.map((name) => unused(`--provider-scope ${name}`, `no input leaves the scope of a provider ${name} open`, this.#scopes.names)),
    ];
  }
}

const values = 'a plan holds the values that it was made with; name the folder of the source to judge it with others';

function said(flag: string, given: boolean, what: string, hint: string): readonly Problem[] {
  return given ? [unused(flag, `no ${what} was judged`, hint)] : [];
}

function unused(flag: string, what: string, hint: string): Problem {
  return { code: 'flag-unused', message: `${flag} has no effect: ${what}`, where: null, hint };
}
