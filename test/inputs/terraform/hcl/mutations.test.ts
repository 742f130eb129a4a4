import { describe, expect, it } from 'vitest';
import { convert } from '../../../../src/inputs/terraform/hcl/diagnose.ts';
import { Random } from '../../../rego/engine/random.ts';
import { refused } from './written.ts';

/** Configuration as people write it; a part of it is changed, and what comes out is mostly no HCL any more, or just so. */
const written = [
  `resource "aws_instance" "web" {
  count         = var.enabled ? length(var.zones) : 0
  ami           = data.aws_ami.ubuntu[count.index].id # the newest
  instance_type = lookup(local.types, terraform.workspace, "t3.micro")
  tags = merge(var.tags, {
    Name  = "web-\${count.index + 1}"
    owner : upper(trimspace(var.owner)),
    ("a-\${b}") = aws_vpc.main.*.id[0]
  })

  root_block_device {
    volume_size = -1 * (4 + var.size) / 2 % 3 // GiB
  }
  metadata_options { http_tokens = "required" }
  user_data = <<-EOT
    #!/bin/sh
    echo "100% \${var.name} costs 5$"
      %{ if var.debug ~}
    set -x
      %{ else }
    :
      %{~ endif ~}

  EOT
}
`,
  `locals {
  by_name = { for key, one in var.fleet : key => one... if one.size >= 2 && !one.off || one == null }
  ids     = [for x in module.net.subnets[*].ids[0] : x.id]
  arn     = provider::aws::arn_parse(var.arn).region
  text    = <<EOT
$\${not.this} %%{nor this} $$\${a} %
EOT
  list = [1, 2.5, 1e3, "\\u00e9\\t\\"", true, null,
    /* several
       lines */
    [], {},
  ]
  old = aws_instance.web.0.private_ip != "" ? a.*.b.0.c : (f(list...))
  all = "%{ for k, v in m }\${~ k ~}=\${"\${v}"},%{ endfor }"
}
`,
  `variable "regions" { type = map(object({ name = string, zones = optional(list(string), ["a"]) })) }\r
\r
output é {\r
  value = "😀 \${var.regions["eu"].name}"\r
}\r
moved {\r
}\r
`,
];

/** Everything that means something to a scanner, and some of what means nothing. */
const pieces = [
  '{', '}', '[', ']', '(', ')', '"', '${', '%{', '$${', '%%{', '~', '~}', '\n', '\r\n', '\r', ' ', '\t', '#', '//', '/*', '*/', '=', '==', '=>', '!', '!=', '<', '<=', '<<', '<<EOT\n', '<<-EOT\n', '\nEOT\n', '\n  EOT \n', '>', '>=', '&&', '||',
  '&', '|', '^', ';', '`', "'", ',', '.', '..', '...', '*', '[*]', '.*', '?', ':', '::', '+', '-', '/', '%', '$', '\\', '\\n', '\\"', '\\u12', '\\ud800', '\\U0001F600', 'a', 'for', 'in', 'if', 'for x in a : x', 'for k, v in a : k => v', '%{ if a }', '%{ else }', '%{ endif }',
  '%{ for a in b }', '%{ endfor }', '${~ a ~}', '%{~ endif ~}', 'true', '0', '1.5', '1e+5', '1.', '1.2.3', '.0', 'é', '😀', '\u00a0', '\uFEFF', '\u0301', '\u2028', '\0', 'f(', 'f(a)', 'a.0.1', 'a[0]', 'x = 1\n', 'x {\n', 'x "y" {\n', 'x::y()',
];

function mutated(random: Random): string {
  const text = random.pick(written);
  const at = random.below(text.length);
  switch (random.below(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + random.below(3));
    case 1:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at + random.below(12));
    case 2:
      return text.slice(0, at);
    case 3:
      return `x = ${random.pick(['', '"', '<<EOT\n', '<<-EOT\n  '])}${Array.from({ length: 1 + random.below(9) }, () => random.pick(pieces)).join(random.pick(['', ' ']))}${random.pick(['', '"', '\nEOT'])}\n`;
    default:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at);
  }
}

describe('our parser and HashiCorp’s', () => {
  const batches = 5;
  const each = 400;
  it.each(Array.from({ length: batches }, (_, seed) => seed + 1))(`accept and refuse the same ${each} texts (seed %i)`, { timeout: 60_000 }, async (seed) => {
    const random = new Random(seed);
    const disagreeing: string[] = [];
    for (let count = 0; count < each; count++) {
      const text = mutated(random);
      const [ours = null] = await refused(text);
      // Blocks of one type with and without labels have no form in hcl2json's output; they are valid.
      const theirs = await convert(text.replace(/^\uFEFF/, '')).then(() => null, (error: Error) => (error.message.startsWith('convert to HCL') ? null : error.message));
      if ((ours === null) !== (theirs === null)) disagreeing.push(`${JSON.stringify(text)}: ${ours ?? 'accepted'}, ${theirs ?? 'accepted'}`);
    }
    expect(disagreeing).toEqual([]);
  });
});
