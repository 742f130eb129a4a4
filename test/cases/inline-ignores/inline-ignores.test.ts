import { describe, expect, it } from 'vitest';
import { check, type Result } from '../../../src/index.ts';
import { folderOf, type Written } from '../../inputs/terraform/source/configured.ts';

const ignore = 'landrail:ignore gpu-shapes until=2026-12-31 reason="labelling"';
const type = '  instance_type = "p4d.24xlarge"';
const rest = '  vpc_security_group_ids = ["sg-1"]\n';

/** A machine with a GPU, and nothing else to be found in it. */
function machine(name: string, { above = '', first = '', body = `${type}\n` } = {}): string {
  return `${above}resource "aws_instance" "${name}" {${first}\n${rest}${body}}\n`;
}

async function judged(files: Written, ignores = true): Promise<Result> {
  return check(['.'], { cwd: folderOf({ 'landrail.yaml': 'version: 1\n', ...files }), now: new Date('2026-11-23T00:00:00Z'), ignores });
}

/** Address -> verdict, with the place of what waives it. */
function verdicts({ findings }: Result): Record<string, string> {
  return Object.fromEntries(findings.filter((one) => one.guardrail === 'gpu-shapes').map(({ resource, verdict, waiver, evidence }) => [`${resource?.address ?? ''}${evidence.path === 'instance_type' ? '' : ` ${evidence.path}`}`, waiver === null ? verdict : `${verdict} ${waiver.where}`]));
}

const unused = ({ notices }: Result): readonly string[] => notices.filter((one) => one.code === 'ignore-unused').map((one) => String(one.where));

describe('an ignore in Terraform source waives', () => {
  it.each<readonly [string, string, string]>([
    ['the block below it', machine('m', { above: `# ${ignore}\n` }), '1:3'],
    ['behind two slashes', machine('m', { above: `// ${ignore}\n` }), '1:4'],
    ['in a comment of several lines', machine('m', { above: `/*\n * why\n * ${ignore}\n */\n` }), '3:4'],
    ['through further comments', machine('m', { above: `# ${ignore}\n# another remark\n` }), '1:3'],
    ['the block on whose first line it stands', machine('m', { first: ` # ${ignore}` }), '1:33'],
    ['the argument on its line', machine('m', { body: `${type} # ${ignore}\n` }), '3:36'],
    ['the argument below it', machine('m', { body: `\t# ${ignore}\n${type}\n` }), '3:4'],
    ['an argument of several lines below it', machine('m', { body: `  # ${ignore}\n  instance_type = (true ?\n    "p4d.24xlarge" :\n    "t3.micro")\n` }), '3:5'],
    ['a block of one line', `resource "aws_instance" "m" { instance_type = "p4d.24xlarge" } # ${ignore}\n`, '1:66'],
    ['behind a byte order mark', `\u{feff}${machine('m', { above: `# ${ignore}\n` })}`, '1:3'],
    ['in a file without a line end at its end', machine('m', { first: ` # ${ignore}` }).trimEnd(), '1:33'],
  ])('%s', async (_, text, at) => {
    for (const written of [text, text.replaceAll('\n', '\r\n')]) {
      const result = await judged({ 'main.tf': written });
      expect(verdicts(result)).toEqual({ 'aws_instance.m': `waived main.tf:${at}` });
      expect(unused(result)).toEqual([]);
      expect(verdicts(await judged({ 'main.tf': written }, false))).toEqual({ 'aws_instance.m': 'fail' });
    }
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['with a blank line between', machine('m', { above: `# ${ignore}\n\n` }), ['main.tf:1:3']],
    ['on another argument', machine('m', { body: `  ami = "a" # ${ignore}\n${type}\n` }), ['main.tf:3:15']],
    ['below what it is meant for', machine('m', { body: `${type}\n  # ${ignore}\n` }), ['main.tf:4:5']],
    ['of a local value that leads there', `locals {\n  type = "p4d.24xlarge" # ${ignore}\n}\n${machine('m', { body: '  instance_type = local.type\n' })}`, ['main.tf:2:27']],
    ['in a text', machine('m', { body: `  user_data = "# landrail:ignore gpu-shapes until=2026-12-31 reason=x"\n${type}\n` }), []],
    ['in a heredoc', machine('m', { body: `  user_data = <<-EOT\n    # ${ignore}\n  EOT\n${type}\n` }), []],
  ])('nothing %s, and says so', async (_, text, left) => {
    const result = await judged({ 'main.tf': text });
    expect(verdicts(result)).toEqual({ 'aws_instance.m': 'fail' });
    expect(unused(result)).toEqual(left);
  });

  it('one nested block, one argument in it, and a dynamic one', async () => {
    const override = (above: string, behind = '', line = ''): string => `${above}    override {${behind}\n      instance_type = "p4d.24xlarge"${line}\n    }\n`;
    const fleet = (name: string, overrides: string): string => `resource "aws_ec2_fleet" "${name}" {\n  launch_template_config {\n${overrides}  }\n  target_capacity_specification {\n    default_target_capacity_type = "spot"\n    total_target_capacity        = 1\n  }\n}\n`;
    const dynamic = (above: string, line: string): string => `${above}    dynamic "override" {\n      for_each = ["p4d.24xlarge"]\n      content {\n        instance_type = override.value${line}\n      }\n    }\n`;
    const result = await judged({ 'main.tf': `${fleet('a', override(`    # ${ignore}\n`) + override('', ` # ${ignore}`) + override('', '', ` # ${ignore}`) + override(''))}${fleet('b', dynamic(`    # ${ignore}\n`, ''))}${fleet('c', dynamic('', ` # ${ignore}`))}` });
    const path = (index: number): string => `launch_template_config[0].override[${index}].instance_type`;
    expect(verdicts(result)).toEqual({
      [`aws_ec2_fleet.a ${path(0)}`]: 'waived main.tf:3:7', [`aws_ec2_fleet.a ${path(1)}`]: 'waived main.tf:7:18', [`aws_ec2_fleet.a ${path(2)}`]: 'waived main.tf:11:40', [`aws_ec2_fleet.a ${path(3)}`]: 'fail',
      [`aws_ec2_fleet.b ${path(0)}`]: 'waived main.tf:24:7', [`aws_ec2_fleet.c ${path(0)}`]: 'waived main.tf:42:42',
    });
    expect(unused(result)).toEqual([]);
  });

  it('what a module makes wherever it is called, or what one of its calls makes', async () => {
    const call = (name: string, folder: string, above = ''): string => `${above}module "${name}" {\n  source = "./${folder}"\n}\n`;
    const result = await judged({ 'main.tf': `${call('a', 'own')}${call('b', 'own')}${call('c', 'bare', `# ${ignore}\n`)}${call('d', 'bare')}`, 'own/main.tf': machine('m', { above: `# ${ignore}\n` }), 'bare/main.tf': machine('m') });
    expect(verdicts(result)).toEqual({ 'module.a.aws_instance.m': 'waived own/main.tf:1:3', 'module.b.aws_instance.m': 'waived own/main.tf:1:3', 'module.c.aws_instance.m': 'waived main.tf:7:3', 'module.d.aws_instance.m': 'fail' });
    expect(unused(result)).toEqual([]);
  });

  it('what an override file puts into its block, by a comment at either', async () => {
    const override = (line = ''): string => `resource "aws_instance" "m" {\n${type}${line}\n}\n`;
    const base = machine('m', { body: '  instance_type = "t3.micro"\n' });
    expect(verdicts(await judged({ 'main.tf': base, 'override.tf': override(` # ${ignore}`) }))).toEqual({ 'aws_instance.m': 'waived override.tf:2:36' });
    expect(verdicts(await judged({ 'main.tf': `# ${ignore}\n${base}`, 'override.tf': override() }))).toEqual({ 'aws_instance.m': 'waived main.tf:1:3' });
    expect(verdicts(await judged({ 'main.tf': base.replace('"t3.micro"', `"t3.micro" # ${ignore}`), 'override.tf': override() }))).toEqual({ 'aws_instance.m': 'fail' });
  });

  it('nothing in JSON, which has no comments', async () => {
    const resource = { aws_instance: { m: { '//': `# ${ignore}`, instance_type: 'p4d.24xlarge', vpc_security_group_ids: ['sg-1'] } } };
    expect(verdicts(await judged({ 'main.tf.json': JSON.stringify({ '//': ignore, resource }, null, 2) }))).toEqual({ 'aws_instance.m': 'fail' });
  });
});
