import { fieldsOf, table, type Schema } from './fields.ts';

/** The page of `--format json`, from its published schema. */
export function jsonPage(schema: Schema): string {
  const rows = fieldsOf(schema).map(({ path, type, required, about }) => [`\`${path}\``, type, required ? '' : 'may be missing', about]);
  return `# The JSON of a run

\`landrail check --format json\` and \`landrail drift --format json\` write one document, two spaces deep, LF, the same bytes for the same input. Its schema comes with the package: \`dist/schema/result.schema.json\`.
\`landrail report\` makes every other report of it again.

What programs may rely on:

- \`schemaVersion\` is 1. Within it fields are added, never renamed and never taken away: read what you know, and pass over the rest.
- \`exitCode\` is the code that the command ended with, and never depends on the format.
- \`fingerprint\` tells the same finding in two runs, in whatever line it stands.
- Findings that are waived or in the baseline are there, with their \`verdict\`; \`original\` says what they would be without.
- What is sensitive stands nowhere in it.

${table(['field', 'value', '', 'what it says'], rows)}

Made by \`npm run docs\` from the schema.
`;
}

/** What each part of the SARIF is for; a part without a word here fails `npm run docs`. */
const sarif: readonly (readonly [path: RegExp, about: string])[] = [
  [/^\$schema$|^version$/, 'SARIF 2.1.0'],
  [/^runs\[\]\.tool\.driver\.(?:name|version|semanticVersion)$/, 'which landrail'],
  [/rules\[\]\.(?:id|name)$/, 'the guardrail; every one that ran is listed, also without a finding, so that alerts of GitHub stay what they are'],
  [/rules\[\]\.(?:shortDescription|fullDescription)\.text$/, 'its title and description, cut to 1,024 characters'],
  [/rules\[\]\.help\.(?:text|markdown)$/, 'why, examples and how to fix it; GitHub shows the Markdown beside the alert'],
  [/rules\[\]\.helpUri$/, 'its first reference'],
  [/rules\[\]\.defaultConfiguration\.level$/, 'error for high and critical, warning for medium, note below'],
  [/rules\[\]\.properties\.(?:tags\[\]|precision)$/, 'guardrail or detection; how sure it is'],
  [/rules\[\]\.properties\.security-severity$/, 'the severity as GitHub sorts it: above 9 critical, from 7 high, from 4 medium'],
  [/results\[\]\.(?:ruleId|ruleIndex)$/, 'the guardrail, and its place in the list'],
  [/results\[\]\.level$/, 'of this finding: the config may have changed it'],
  [/results\[\]\.kind$/, 'open: undecided'],
  [/results\[\]\.message\.text$/, 'what is wrong; the first sentence stands by itself'],
  [/results\[\]\.locations\[\]/, 'exactly one place, one argument wide, relative to the working directory; without source the input itself'],
  [/results\[\]\.relatedLocations\[\]/, 'where the value came from: variables, module calls, provider blocks'],
  [/results\[\]\.partialFingerprints\./, 'of guardrail, file, resource and argument, and of the root module where a module outside of it has the fault, never of the line: what moves is no new alert, and two roots have one each; instances of one block are numbered'],
  [/results\[\]\.suppressions/, 'what is in the baseline; with --verbose also what is waived, by whom and until when'],
  [/results\[\]\.baselineState$/, 'the baseline has it'],
  [/results\[\]\.properties/, 'the finding as the JSON has it'],
  [/automationDetails\.id$/, 'which run it is of: two in one upload must differ'],
  [/invocations\[\]/, 'whether the run was whole, and what went wrong'],
  [/originalUriBaseIds|columnKind/, 'how places are to be read'],
];

/** The page of `--format sarif`, from what is written for a night of findings. */
export function sarifPage(documents: readonly unknown[]): string {
  const paths = new Set<string>();
  for (const document of documents) collect(document, '', paths);
  const byUse = new Map<string, string[]>();
  for (const path of paths) {
    const about = sarif.find(([pattern]) => pattern.test(path))?.[1];
    if (about === undefined) throw new Error(`build/docs/contracts.ts says nothing of ${path} in SARIF`);
    byUse.set(about, [...(byUse.get(about) ?? []), `\`${path}\``]);
  }
  const rows = [...byUse].map(([about, fields]) => [fields.join('<br>'), about]);
  return `# The SARIF of a run

\`landrail check --format sarif=landrail.sarif\` writes SARIF 2.1.0 for GitHub code scanning and every other reader. What GitHub does not take is kept out: of more than 25,000 findings the least severe are left out, with a note that says so, and
addresses of files are relative and encoded. What is waived is left out, since GitHub would show it as an alert; \`--verbose\` puts it in for other readers, as suppressions. Baselined findings stay: GitHub tracks old alerts itself.

${table(['fields', 'what they are for'], rows)}

Made by \`npm run docs\` from what landrail writes.
`;
}

function collect(value: unknown, at: string, paths: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, `${at}[]`, paths);
  else if (typeof value === 'object' && value !== null) for (const [key, member] of Object.entries(value)) collect(member, at === '' ? key : `${at}.${key}`, paths);
  else paths.add(at);
}
