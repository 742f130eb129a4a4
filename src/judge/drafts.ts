import type { Claim, Evidence, Finding, FindingResource, RelatedPlace } from '#model/finding.ts';
import type { Guardrail } from '#model/guardrail.ts';
import type { Severity } from '#model/severity.ts';
import type { BaselineFinding } from './baseline.ts';
import { shouldItBeMade } from './conditional.ts';
import { Distinct } from './distinct.ts';
import { settingsOf, type PolicySettings } from './enabled.ts';
import { anchored, type Base } from './file.ts';
import { digest, identity, identityText } from './fingerprint.ts';
import type { Named } from './named.ts';
import type { Ordered } from './order.ts';
import { Redactor } from './redact.ts';
import { remembered } from '#model/remembered.ts';
import { shallow } from '#model/shallow.ts';

/** A finding before waivers and baseline, with what they need to know of it. */
export interface Draft extends Ordered {
  readonly finding: DraftFinding;
  readonly named: Named | null;
}

type DraftFinding = Finding & Required<Pick<Finding, 'identity'>>;

export interface DraftOptions {
  /** `level` and `severity` are read. */
  readonly settings: PolicySettings;
  readonly base: Base;
}

/** What policies say of one input. */
export interface Said {
  readonly claims: readonly Claim[];
  /** Folder of the root module that they are of, as the user would name it; null where there is none. */
  readonly root?: string | null;
  /** The resources that they name, by address. */
  readonly named: ReadonlyMap<string, Named>;
  /** Sensitive scalars of all its resources and of the document: a policy that compares resources may print the neighbour's. */
  readonly sensitive: Iterable<string>;
}

/**
 * Claims to findings: the same claim once, secrets taken out, each with its resource and place. Input by input, so that what was claimed
 * of one is let go before the next is read: thousands of templates may be judged.
 */
export class Drafting {
  readonly drafts: Draft[] = [];
  readonly #distinct = new Distinct();
  readonly #guardrails: ReadonlyMap<string, Guardrail>;
  readonly #around: Around;

  constructor({ named, sensitive, root = null }: Omit<Said, 'claims'>, guardrails: ReadonlyMap<string, Guardrail>, { settings, base }: DraftOptions) {
    this.#guardrails = guardrails;
    this.#around = { named, settings, root: root === null ? null : anchored(root, base), redactor: new Redactor(sensitive), file: remembered((path) => anchored(path, base)), fingerprint: remembered(digest) };
  }

  /** The resources that these name are there, as far as the input has them. */
  add(claims: Iterable<Claim>): void {
    for (const claim of claims) {
      const guardrail = this.#guardrails.get(claim.guardrail);
      if (guardrail === undefined) throw new Error(`a claim names the guardrail ${claim.guardrail}, which did not run`);
      if (this.#distinct.isNew(claim)) this.drafts.push(draft(claim, guardrail, this.#around));
    }
  }
}

export function draftsOf({ claims, ...around }: Said, guardrails: ReadonlyMap<string, Guardrail>, options: DraftOptions): readonly Draft[] {
  const drafting = new Drafting(around, guardrails, options);
  drafting.add(claims);
  return drafting.drafts;
}

/** What makes a draft the same as one of another run. */
export function baselined({ finding: { guardrail, identity: same, original, evidence } }: Draft): BaselineFinding {
  return { guardrail, ...same, verdict: original, actual: evidence.actual };
}

/** What the findings of an input share. */
interface Around {
  readonly named: ReadonlyMap<string, Named>;
  readonly settings: DraftOptions['settings'];
  readonly root: string | null;
  readonly redactor: Redactor;
  readonly file: (path: string) => string;
  readonly fingerprint: (text: string) => string;
}

const noPlaces: readonly RelatedPlace[] = [];

function draft(said: Claim, guardrail: Guardrail, around: Around): Draft {
  const { redactor } = around;
  const settings = settingsOf(guardrail, around.settings);
  const named = said.address === null ? null : (around.named.get(said.address) ?? null);
  const condition = named?.conditional ?? null;
  const claim = condition === null ? said : shouldItBeMade(said, condition);
  const { located, detected } = claim;
  // The text of the resource stays in any case.
  const address = named === null ? claim.address : named.resource.address;
  const evidence = redacted(claim.evidence, redactor);
  // Of the block, not of the argument: the same whether or not the source is there to look the argument up. An inventory is another
  // file every night, as are logs, and the id alone tells a resource.
  const lives = detected !== undefined || named?.resource.stage === 'inventory' || named?.resource.stage === 'event';
  const file = lives ? '' : around.file((claim.location ?? named?.source)?.file ?? claim.input);
  // An address that the input does not have would otherwise be seen by nobody.
  const isLost = address !== null && named === null && !evidence.refs.includes(address);
  const same = identity(guardrail.id, file, address ?? detected?.who ?? null, placeOf(claim, address === null, redactor), lives || (named?.source ?? null) === null ? null : around.root);
  const finding: DraftFinding = {
    guardrail: guardrail.id,
    title: guardrail.title,
    verdict: claim.verdict,
    original: claim.verdict,
    severity: claim.severity ?? (settings?.['severity'] as Severity | undefined) ?? guardrail.severity,
    advisory: settings?.['level'] === 'advisory',
    message: redactor.text(claim.message),
    input: claim.input,
    resource: named === null ? null : summaryOf(named.resource, redactor),
    evidence: isLost ? { ...evidence, refs: [address, ...evidence.refs] } : evidence,
    location: claim.location ?? located?.place ?? named?.source ?? null,
    ...(named?.block === undefined ? {} : { block: named.block }),
    snippet: located?.snippet === undefined ? null : redactor.snippet(located.snippet),
    related: located === null ? noPlaces : relatedOf(located.related, redactor),
    remediation: claim.remediation === null ? guardrail.remediation.summary || null : redactor.text(claim.remediation),
    references: guardrail.references,
    fingerprint: around.fingerprint(identityText(same)),
    identity: { file: same.file, address: same.address, path: same.path, ...(same.root === undefined ? {} : { root: same.root }) },
    waiver: null,
    event: detected?.event ?? null,
    ...(detected?.items === undefined ? {} : { items: detected.items }),
  };
  return { finding, named, address };
}

/** The argument at fault, and what tells the claim apart beside it. What a document policy says of no resource and no argument is told apart by its message. */
function placeOf({ evidence: { path }, message, detected }: Claim, aboutNothing: boolean, redactor: Redactor): string {
  if (detected !== undefined) return detected.about === null ? path : `${path}=${detected.about}`;
  return aboutNothing && path === '' ? redactor.text(message) : path;
}

/** The very same objects where there are no secrets: several findings share a resource. */
function summaryOf(resource: FindingResource, redactor: Redactor): FindingResource {
  const { id, region, name } = resource;
  return redactor.idle ? resource : { ...resource, ...(name === undefined ? {} : { name: redactor.text(name) }), id: id === null ? null : redactor.text(id), region: region === null ? null : redactor.text(region) };
}

function relatedOf(places: readonly RelatedPlace[], redactor: Redactor): readonly RelatedPlace[] {
  if (redactor.idle) return places;
  return places.map((place) => (place.snippet === undefined ? place : { ...place, snippet: redactor.snippet(place.snippet) }));
}

function redacted(evidence: Evidence, redactor: Redactor): Evidence {
  const { path, refs, needs } = evidence;
  const actual = shallow(evidence.actual);
  const expected = shallow(evidence.expected);
  if (redactor.idle && actual === evidence.actual && expected === evidence.expected) return evidence;
  return {
    path,
    actual: redactor.value(actual),
    expected: redactor.value(expected),
    refs: refs.map((ref) => redactor.text(ref)),
    needs: needs === null ? null : redactor.text(needs),
  };
}
