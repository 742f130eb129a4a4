import type { Runner } from './runner.ts';

/** The checkout of a parcel service: Terraform in a folder of its own, a config that says what is allowed. */
export function shop(runner: Runner, machines: Readonly<Record<string, string>> = { sorter: 'p5.48xlarge', printer: 'm5.24xlarge' }): void {
  runner.write('infra/landrail.yaml', 'version: 1\nguardrails:\n  instance-types:\n    aws: { allow: ["t3.*", "m7i.*", "p5.*"] }\n');
  runner.write('infra/main.tf', Object.entries(machines).map(([name, type]) => `resource "aws_instance" "${name}" {\n  ami                    = "ami-0aaaabbbbccccdddd"\n  instance_type          = "${type}"\n  vpc_security_group_ids = ["sg-0aaaabbbbccccdddd"]\n}\n`).join('\n'));
}

/** What the pull request has changed: the type of the sorter, in line 3. */
export const sorterOnly = [{ filename: 'infra/main.tf', status: 'modified', patch: '@@ -1,5 +1,5 @@\n resource "aws_instance" "sorter" {\n   ami                    = "ami-0aaaabbbbccccdddd"\n-  instance_type          = "t3.small"\n+  instance_type          = "p5.48xlarge"\n   vpc_security_group_ids = ["sg-0aaaabbbbccccdddd"]\n }' }];

/** A machine whose name is what it is: harmless. */
export const clean = { sorter: 't3.small' };
