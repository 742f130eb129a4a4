import type { Problem } from '#model/problem.ts';
import { pathWord } from '#model/shell-word.ts';
import { emptyInput, encodingOf, isNulFilled, nulFilled } from './bytes.ts';
import { lineAndColumn } from './json/place.ts';

const showPlan = 'terraform show -json tfplan > plan.json';

/** The next step for a file that is none of ours. */
export const whatIsRead = `give a plan (${showPlan}), a state, an inventory (an answer or export of AWS, Azure, Google Cloud or OCI), a folder of Terraform source, a CloudFormation template or change set, or a cdk.out`;

const hcl = /^\s*(?:(?:#|\/\/)[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*(?:(?:terraform|locals|moved|import|removed)\s*\{|(?:resource|data)\s+"[^"\n]*"\s+"[^"\n]*"\s*\{|(?:provider|variable|output|module|check)\s+"[^"\n]*"\s*\{)/;
const yaml = /^(?:\s*#[^\n]*\n)*\s*(?:---|%YAML|[A-Za-z_$"'][\w$ "'.-]*:(?:\s|$))/;

const yamlHint = 'of YAML landrail reads CloudFormation templates: maps with Resources whose members have a Type such as AWS::S3::Bucket';

interface TextFormat {
  readonly title: string;
  readonly test: Pick<RegExp, 'test'>;
  readonly hint: string;
  /** Why it is not judged, where its kind is. */
  readonly but?: (path: string) => string;
}

function hclUnder(path: string): string {
  return isHidden(path) ? 'under a name that Terraform passes over, since it begins with a dot' : 'under a name that does not end in .tf';
}

function isHidden(path: string): boolean {
  return /(?:^|\/)\.[^/]*\.(?:tf|tofu)$/.test(path);
}

/** As the AWS CLI, az, gcloud and oci say it, and Python where they fail. */
const cloudError = /^\s*(?:ERROR: |An error occurred \(\w+\) when calling |ServiceError:|Could not connect to the endpoint URL|Unable to locate credentials|Partial credentials found|You must specify a region|The (?:SSO session|config profile|security token|provided token)|Token has expired|Error (?:loading|when retrieving) |Please run 'az login'|There was a problem refreshing|usage: (?:aws|az|oci) |(?:aws|az|gcloud|oci): error|Traceback \(most recent call last\))/;

/** What a file that is not JSON may be, by its first characters. */
const textFormats: readonly TextFormat[] = [
  {
    title: 'the text that terraform plan prints',
    test: /Terraform used the selected providers|Terraform will perform the following actions|An execution plan has been generated|Your infrastructure matches the configuration|: Refreshing state\.\.\.|OpenTofu used the selected providers/,
    hint: `it has no values that can be checked; save the plan and show it: terraform plan -out=tfplan && ${showPlan}`,
  },
  { title: "an error message of a cloud's command line", test: cloudError, but: () => 'in place of an answer', hint: 'it says why the call failed; make it again with rights to read, and keep what goes to standard error out of the file' },
  { title: 'an HTML or XML document', test: /^\s*</, hint: whatIsRead },
  { title: 'Terraform source (HCL)', test: hcl, but: hclUnder, hint: `give its folder, or a file that ends in .tf; or check the plan: terraform plan -out=tfplan && ${showPlan}` },
  { title: 'a Kubernetes manifest', test: { test: (text) => /^apiVersion:/m.test(text) && /^kind:/m.test(text) }, hint: yamlHint },
  { title: 'a workflow of GitHub Actions', test: { test: (text) => /^["']?on["']?:/m.test(text) && /^jobs:/m.test(text) }, hint: yamlHint },
  { title: 'a Compose file', test: /^services:/m, hint: yamlHint },
  { title: 'a YAML document', test: yaml, hint: yamlHint },
];

/** Whether a text may be YAML or Terraform source, so that it is worth reading to its end. */
export function maySpeak(head: Buffer): boolean {
  if (isZip(head)) return false;
  const text = headText(head);
  return text !== null && (hcl.test(text) || yaml.test(text));
}

function isZip(head: Buffer): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5);
}

/** The first entry of a saved plan is always `tfplan` (its name stands at offset 30 of the local file header). */
export function isSavedPlan(head: Buffer): boolean {
  return isZip(head) && head.length >= 36 && head.readUInt16LE(26) === 6 && head.toString('latin1', 30, 36) === 'tfplan';
}

/** Whether a file that nobody named may be meant as an input all the same: what it lacks is then worth telling. */
export function looksLikeInput(head: Buffer): boolean {
  if (isZip(head)) return isSavedPlan(head);
  return /"(?:format_version|resource_changes|planned_values|lineage|encrypted_data|AWSTemplateFormatVersion|ChangeSetId|Resources)"\s*:|^AWSTemplateFormatVersion\s*:/m.test(headText(head) ?? '');
}

/** Whether such a file is a plan, saved or shown. */
export function looksLikePlan(head: Buffer): boolean {
  return isSavedPlan(head) || (!isZip(head) && /"(?:resource_changes|planned_values)"\s*:/.test(headText(head) ?? ''));
}

/** Whether a manifest is that of a cloud assembly, as `cdk synth` writes it. */
export function looksLikeAssembly(head: Buffer): boolean {
  const text = isZip(head) ? '' : (headText(head) ?? '');
  return /"artifacts"\s*:\s*\{/.test(text) && /"type"\s*:\s*"(?:aws|cdk):/.test(text);
}

/** Whether what breaks off may be an answer of a cloud: then what is missing is worth telling as well. */
export function looksLikeInventory(head: Buffer): boolean {
  return /"(?:id|identifier)"\s*:\s*"(?:\/subscriptions\/|ocid1\.)|"(?:asset_?[tT]ype|configurationItems|Reservations|ResourceTagMappingList|TypeName)"\s*:/.test(headText(head) ?? '');
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

function headText(head: Buffer): string | null {
  const { encoding, mark } = encodingOf(head);
  if (encoding === 'utf-32') return null;
  const content = head.subarray(mark);
  return encoding === 'utf-8' ? content.toString('utf8') : new TextDecoder(encoding).decode(content);
}

/**
 * Whether the first bytes of a file already rule out JSON, so that the rest need not be read. `whole` says that the head is all there is.
 * Null: go on.
 */
export function headProblem(head: Buffer, whole: boolean, path: string): Problem | null {
  if (head.length === 0) return emptyInput(path, 'is empty');
  if (isNulFilled(head)) return nulFilled(path);
  if (isGzip(head)) return { code: 'input-not-supported', message: `${path} is a gzip archive within another`, where: path, hint: 'unpack it once: gunzip' };
  if (isSavedPlan(head)) return { code: 'input-not-supported', message: `${path} is a saved plan, and not the JSON of one`, where: path, hint: `leave --input-type out, or say terraform-saved-plan; what wants JSON takes what shows it: terraform show -json ${pathWord(path)} > plan.json` };
  if (isZip(head)) return { code: 'input-not-supported', message: `${path} is a zip archive, but not a saved plan`, where: path, hint: whatIsRead };
  if (isVariables(path)) return variablesProblem(path);
  const text = headText(head);
  if (text === null) return null;
  const start = text.search(/\S/);
  if (start < 0) return whole ? emptyInput(path, 'holds only white space') : null;
  const first = text[start] as string;
  if (first === '{' || first === '[') return null;
  if (whole && text.trim() === 'null') return { code: 'input-not-json', message: `${path} holds no more than null`, where: path, hint: 'a query (--query, jq) that selects nothing gives null: see what it asks for' };
  return textProblem(text, start, path);
}

/** By its name alone: what it holds may be read as anything. */
function isVariables(path: string): boolean {
  return /\.tfvars(?:\.json)?$/.test(path);
}

function variablesProblem(path: string): Problem {
  const itself = /(?:^|\/)terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(path);
  return {
    code: 'input-not-supported',
    message: `${path} holds values of Terraform variables, and nothing that is judged`,
    where: path,
    hint: itself ? 'name its folder, with which it is read' : `name the folder of the root module, and this file with --var-file ${pathWord(path)}`,
  };
}

function textProblem(text: string, start: number, path: string): Problem {
  // A message on stderr that was redirected into the file stands before the JSON.
  const json = text.search(/^\{"(?:format_version|terraform_version)"/m);
  if (json > 0) {
    const { line } = lineAndColumn(Buffer.from(text.slice(0, json)), Buffer.byteLength(text.slice(0, json)));
    return {
      code: 'input-not-json',
      message: `${path} begins with text; its JSON starts in line ${line}`,
      where: `${path}:1:1`,
      hint: `do not redirect messages into the file (no 2>&1): ${showPlan}`,
    };
  }
  const format = textFormats.find((one) => one.test.test(text));
  if (format) return { code: 'input-not-supported', message: `${path === '-' ? 'standard input' : path} is ${format.title}, ${format.but?.(path) ?? 'which landrail does not judge'}`, where: path, hint: format.but !== undefined && isHidden(path) ? 'give it a name without the dot, if Terraform is to read it' : format.hint };
  const firstLine = text.slice(start).split(/\r?\n/, 1)[0] ?? '';
  // Half of random bytes are no characters of a text, whose lines end early by chance; a text in another encoding has a few.
  const sample = Array.from(text.slice(start, start + 200));
  const strange = sample.filter((character) => (character < ' ' && !/\s/.test(character)) || character === '\uFFFD').length;
  const binary = strange * 8 > sample.length;
  const shown = firstLine.length > 60 ? `${firstLine.slice(0, 60)}…` : firstLine;
  return {
    code: 'input-not-json',
    message: binary ? `${path} is binary data, not JSON` : `${path} is not JSON: it begins with "${shown}"`,
    where: `${path}:1:1`,
    hint: whatIsRead,
  };
}
