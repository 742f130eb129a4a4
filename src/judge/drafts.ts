import type { Claim, Evidence, Finding, FindingResource } from '#model/finding.ts';
import type { Guardrail } from '#model/guardrail.ts';
import type { Input } from '#model/input.ts';
import type { Resource } from '#model/resource.ts';
import type { Severity } from '#model/severity.ts';
import { canonical } from './canonical.ts';
import { shouldItBeMade } from './conditional.ts';
import { anchored } from './file.ts';
import { digest, identity, identityText, type Identity } from './fingerprint.ts';
import { inReportOrder, type Ordered } from './order.ts';
import { Redactor } from './redact.ts';
import { remembered } from './remembered.ts';
import type { Evaluated, JudgeOptions } from './run.ts';
import { shallow } from './shallow.ts';

/** A finding before waivers and baseline, with what they need to know of it. */
export interface Draft extends Ordered {
  readonly resource: Resource | null;
  readonly identity: Identity;
}

/** Claims to findings in the order of the report: the same claim once, secrets taken out, each with its resource and place. */
export function draftFindings(run: Evaluated, options: JudgeOptions): readonly Draft[] {
  const guardrails = new Map(run.guardrails.map((guardrail) => [guardrail.id, guardrail]));
  const inputs = new Map(run.inputs.map((input) => [input.path, indexed(input)]));
  const file = remembered((path) => anchored(path, options.base));
  const drafts: Draft[] = [];
  // What is remembered to tell claims apart and to share fingerprints is let go with the input: thousands of templates may be judged.
  for (const claims of byInput(run.claims)) {
    const names: Names = { file, fingerprint: remembered(digest) };
    for (const claim of distinct(claims)) {
      const guardrail = guardrails.get(claim.guardrail);
      if (guardrail === undefined) throw new Error(`a claim names the guardrail ${claim.guardrail}, which did not run`);
      drafts.push(draft(claim, guardrail, inputs.get(claim.input) ?? null, names, options));
    }
  }
  return inReportOrder(drafts);
}

/** Claims come input by input. */
function* byInput(claims: readonly Claim[]): Generator<readonly Claim[]> {
  for (let from = 0, to = 0; from < claims.length; from = to) {
    while (to < claims.length && claims[to]?.input === claims[from]?.input) to++;
    yield claims.slice(from, to);
  }
}

/** What many findings share. */
interface Names {
  readonly file: (path: string) => string;
  readonly fingerprint: (text: string) => string;
}

interface Indexed {
  readonly byAddress: ReadonlyMap<string, Resource>;
  readonly redactor: Redactor;
}

/** Secrets of the whole input: a policy that compares resources may print the neighbour's. */
function indexed(input: Input): Indexed {
  const byAddress = new Map<string, Resource>();
  for (const resource of input.resources) if (!byAddress.has(resource.address)) byAddress.set(resource.address, resource);
  return { byAddress, redactor: new Redactor(input.sensitive) };
}

const noSecrets = new Redactor([]);

function draft(said: Claim, guardrail: Guardrail, input: Indexed | null, names: Names, options: JudgeOptions): Draft {
  const { guardrails } = options.settings;
  const settings = Object.hasOwn(guardrails, guardrail.id) ? guardrails[guardrail.id] : undefined;
  const resource = said.address === null ? null : (input?.byAddress.get(said.address) ?? null);
  const condition = resource?.conditional ?? null;
  const claim = condition === null ? said : shouldItBeMade(said, condition);
  const { located } = claim;
  const redactor = input?.redactor ?? noSecrets;
  const evidence = redacted(claim.evidence, redactor);
  // What a document policy says of no resource and no argument is told apart by its message.
  const place = claim.address === null && claim.evidence.path === '' ? redactor.text(claim.message) : claim.evidence.path;
  // Of the block, not of the argument: the same whether or not the source is there to look the argument up. An inventory is another
  // file every night, and the id alone tells a resource.
  const file = resource?.stage === 'inventory' ? '' : names.file((claim.location ?? resource?.source)?.file ?? claim.input);
  const who = identity(guardrail.id, file, claim.address, place);
  // An address that the input does not have would otherwise be seen by nobody.
  const lost = claim.address !== null && resource === null && !evidence.refs.includes(claim.address) ? [claim.address] : [];
  const finding: Finding = {
    guardrail: guardrail.id,
    title: guardrail.title,
    verdict: claim.verdict,
    original: claim.verdict,
    severity: claim.severity ?? (settings?.['severity'] as Severity | undefined) ?? guardrail.severity,
    advisory: settings?.['level'] === 'advisory',
    message: redactor.text(claim.message),
    input: claim.input,
    resource: resource === null ? null : summaryOf(resource, redactor),
    evidence: { ...evidence, refs: [...lost, ...evidence.refs] },
    location: claim.location ?? located?.place ?? resource?.source ?? null,
    snippet: located?.snippet === undefined ? null : redactor.snippet(located.snippet),
    related: (located?.related ?? []).map((place) => (place.snippet === undefined ? place : { ...place, snippet: redactor.snippet(place.snippet) })),
    remediation: claim.remediation === null ? guardrail.remediation.summary || null : redactor.text(claim.remediation),
    references: guardrail.references,
    fingerprint: names.fingerprint(identityText(who)),
    waiver: null,
  };
  return { finding, resource, address: claim.address, identity: who };
}

function summaryOf(resource: Resource, redactor: Redactor): FindingResource {
  const { address, type, provider, kind, stage, action, id, region } = resource;
  return { address, type, provider, kind, stage, action, id: id === null ? null : redactor.text(id), region: region.status === 'known' ? redactor.text(region.value) : null };
}

function redacted(evidence: Evidence, redactor: Redactor): Evidence {
  return {
    path: evidence.path,
    actual: redactor.value(shallow(evidence.actual)),
    expected: redactor.value(shallow(evidence.expected)),
    refs: evidence.refs.map((ref) => redactor.text(ref)),
    needs: evidence.needs === null ? null : redactor.text(evidence.needs),
  };
}

/** Two rules of one guardrail, or one rule in two batches, may say the very same thing. */
function distinct(claims: readonly Claim[]): readonly Claim[] {
  const seen = new Set<string>();
  return claims.filter((claim) => {
    const { evidence, location } = claim;
    const key = JSON.stringify([
      claim.guardrail, claim.verdict, claim.input, claim.address, claim.message, claim.severity, claim.remediation,
      evidence.path, canonical(shallow(evidence.actual)), canonical(shallow(evidence.expected)), evidence.refs, evidence.needs,
      location && [location.file, location.line, location.column],
    ]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
