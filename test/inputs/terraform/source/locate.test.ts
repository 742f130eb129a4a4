import { describe, expect, it } from 'vitest';
import { configured, type Written } from './configured.ts';

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

const at = ({ file, line, column, endLine, endColumn }: Place): string => `${file}:${line}:${column}-${endLine}:${endColumn}`;

async function located(files: Written | string, address: string, path: string, options = {}): Promise<readonly string[]> {
  const found = (await configured(files, options)).locate(address, path);
  return found === null ? [] : [at(found.place), ...found.related.map((one) => `${one.role}${one.name === null ? '' : ` ${one.name}`} ${at(one)}`)];
}

const web = `resource "aws_instance" "web" {
  instance_type = "p5.48xlarge"
  tags = {
    owner          = "ml"
    "cost.center"  = "c"
    (var.key)      = "k"
  }
  root_block_device {
    tags = { owner = "disk" }
  }
  dynamic "ebs_block_device" {
    for_each = ["a", "b"]
    content {
      volume_size = 5
      tags        = { owner = ebs_block_device.value }
    }
  }
}
variable "key" {
  default = "dynamic"
}
`;

describe('where an argument stands', () => {
  const rows: readonly (readonly [path: string, place: string])[] = [
    ['instance_type', 'main.tf:2:19-2:32'],
    ['tags', 'main.tf:3:10-7:4'],
    ['tags.owner', 'main.tf:4:22-4:26'],
    ['tags.cost.center', 'main.tf:5:22-5:25'],
    ['tags.missing', 'main.tf:3:10-7:4'],
    ['tags.dynamic', 'main.tf:6:22-6:25'],
    ['root_block_device[0].tags.owner', 'main.tf:9:22-9:28'],
    ['root_block_device[0].encrypted', 'main.tf:8:3-8:20'],
    ['ebs_block_device[1].volume_size', 'main.tf:14:21-14:22'],
    ['ebs_block_device[7].volume_size', 'main.tf:1:1-1:30'],
    ['ami', 'main.tf:1:1-1:30'],
    ['', 'main.tf:1:1-1:30'],
  ];
  for (const [path, place] of rows) it(`${path === '' ? 'the whole' : path}`, async () => expect((await located(web, 'aws_instance.web', path))[0]).toBe(place));

  it('is nowhere for an address that is not there', async () => {
    expect(await located(web, 'aws_instance.other', 'ami')).toEqual([]);
  });

  it('is the object in JSON', async () => {
    expect((await located({ 'main.tf.json': '{"resource": {"aws_instance": {"web": {\n  "instance_type": "p5",\n  "root_block_device": {"tags": {"owner": "x"}}\n}}}}' }, 'aws_instance.web', 'root_block_device[0].tags.owner'))[0]).toBe('main.tf.json:3:43-3:46');
  });
});

describe('where its value came from', () => {
  const resource = 'resource "x_y" "z" {\n  type = var.type\n  map  = local.tags\n  pick = local.tags["owner"]\n  if   = var.type == "p5" ? local.big : "t3"\n  call = upper(var.type)\n  self = "p5"\n}\nvariable "type" {\n  default = "p5"\n}\nlocals {\n  tags = {\n    owner = var.type\n  }\n  big = "big"\n}\n';

  it('a default, a file of values, a local', async () => {
    expect(await located(resource, 'x_y.z', 'type')).toEqual(['main.tf:2:10-2:18', 'variable default var.type main.tf:10:13-10:17']);
    expect(await located({ 'main.tf': resource, 'terraform.tfvars': 'type = "g5"\n' }, 'x_y.z', 'type')).toEqual(['main.tf:2:10-2:18', 'variable value var.type terraform.tfvars:1:8-1:12']);
    expect(await located(resource, 'x_y.z', 'type', { given: [{ name: 'type', text: 'g5', from: '--var' }] })).toEqual(['main.tf:2:10-2:18', 'set by --var var.type main.tf:9:1-9:16']);
    expect(await located(resource, 'x_y.z', 'map.owner')).toEqual(['main.tf:3:10-3:20', 'local value local.tags main.tf:14:13-14:21', 'variable default var.type main.tf:10:13-10:17']);
    expect(await located(resource, 'x_y.z', 'map')).toEqual(['main.tf:3:10-3:20', 'local value local.tags main.tf:13:10-15:4']);
    expect(await located(resource, 'x_y.z', 'pick')).toEqual(['main.tf:4:10-4:29', 'local value local.tags main.tf:14:13-14:21', 'variable default var.type main.tf:10:13-10:17']);
    expect(await located(resource, 'x_y.z', 'if')).toEqual(['main.tf:5:10-5:45', 'local value local.big main.tf:16:9-16:14']);
    expect(await located(resource, 'x_y.z', 'self')).toEqual(['main.tf:7:10-7:14']);
    expect(await located('variable "v" {}\nresource "x_y" "z" {\n  a = var.v\n}\n', 'x_y.z', 'a')).toEqual(['main.tf:3:7-3:12', 'defined here var.v main.tf:1:1-1:13']);
  });

  it('a module call, step by step', async () => {
    const files = {
      'main.tf': 'variable "type" {\n  default = "p5"\n}\nmodule "ml" {\n  source = "./ml"\n  kind = var.type\n}\n',
      'ml/main.tf': 'variable "kind" {}\nmodule "gpu" {\n  source = "../gpu"\n  for_each = toset(["a"])\n  type = var.kind\n  tags = { owner = "ml" }\n}\n',
      'gpu/main.tf': 'variable "type" {}\nvariable "tags" {}\nresource "x_y" "z" {\n  type = var.type\n  tags = merge({ app = "gpu" }, var.tags)\n}\n',
    };
    const calls = ['module call module.ml.module.gpu["a"] ml/main.tf:2:1-2:13', 'module call module.ml main.tf:4:1-4:12'];
    expect(await located(files, 'module.ml.module.gpu["a"].x_y.z', 'type')).toEqual([
      'gpu/main.tf:4:10-4:18', 'module argument module.ml.module.gpu["a"].var.type ml/main.tf:5:10-5:18', 'module argument module.ml.var.kind main.tf:6:10-6:18', 'variable default var.type main.tf:2:13-2:17', ...calls,
    ]);
    expect(await located(files, 'module.ml.module.gpu["a"].x_y.z', '')).toEqual(['gpu/main.tf:3:1-3:19', ...calls]);
  });

  it('an output of a module', async () => {
    const files = { 'main.tf': 'module "m" {\n  source = "./m"\n}\nresource "x_y" "z" {\n  a = module.m.out\n  b = module.m.all.k\n}\n', 'm/main.tf': 'locals {\n  v = "p5"\n}\noutput "out" {\n  value = local.v\n}\noutput "all" {\n  value = { k = "kk" }\n}\n' };
    expect(await located(files, 'x_y.z', 'a')).toEqual(['main.tf:5:7-5:19', 'defined here module.m.out m/main.tf:5:11-5:18', 'local value module.m.local.v m/main.tf:2:7-2:11']);
    expect(await located(files, 'x_y.z', 'b')).toEqual(['main.tf:6:7-6:21', 'defined here module.m.all m/main.tf:8:17-8:21']);
  });

  it('each.value', async () => {
    const text = 'locals {\n  fleet = {\n    web = "t3"\n    gpu = "p5"\n  }\n}\nresource "x_y" "z" {\n  for_each = local.fleet\n  type = each.value\n}\n';
    expect(await located(text, 'x_y.z["gpu"]', 'type')).toEqual(['main.tf:9:10-9:20', 'local value local.fleet main.tf:4:11-4:15']);
  });

  it('the block of a provider', async () => {
    const text = 'variable "region" {\n  default = "eu"\n}\nprovider "aws" {\n  alias = "west"\n  region = var.region\n}\nprovider "aws" {\n}\nresource "aws_vpc" "v" {\n  provider = aws.west\n}\nresource "aws_vpc" "bare" {\n}\nresource "google_x" "none" {\n}\n';
    expect(await located(text, 'aws_vpc.v', 'provider aws.west')).toEqual(['main.tf:10:1-10:23', 'provider block provider aws.west main.tf:6:12-6:22', 'variable default var.region main.tf:2:13-2:17']);
    expect(await located(text, 'aws_vpc.bare', 'provider aws')).toEqual(['main.tf:13:1-13:26', 'provider block provider aws main.tf:8:1-8:15']);
    expect(await located(text, 'google_x.none', 'provider google')).toEqual(['main.tf:15:1-15:27']);
  });

  it('the provider, for a place and an account that the resource does not name', async () => {
    const text = 'provider "aws" {\n  region = "us-east-1"\n  assume_role {\n    role_arn = "arn:aws:iam::1:role/x"\n  }\n}\nresource "aws_vpc" "v" {\n}\nresource "aws_vpc" "w" {\n  region = "eu-west-1"\n}\n';
    expect(await located(text, 'aws_vpc.v', 'region')).toEqual(['main.tf:7:1-7:23', 'provider block provider aws main.tf:2:12-2:23']);
    expect(await located(text, 'aws_vpc.v', 'account')).toEqual(['main.tf:7:1-7:23', 'provider block provider aws main.tf:4:16-4:39']);
    expect(await located(text, 'aws_vpc.w', 'region')).toEqual(['main.tf:10:12-10:23']);
    const chained = text.replace('  assume_role {', '  assume_role {\n    role_arn = "arn:aws:iam::2:role/hop"\n  }\n  assume_role {');
    expect(await located(chained, 'aws_vpc.v', 'account')).toEqual(['main.tf:10:1-10:23', 'provider block provider aws main.tf:7:16-7:39']);
  });

  it('a part of a JSON text, and the statement of a data source', async () => {
    const text = 'data "aws_iam_policy_document" "d" {\n  statement {\n    actions = ["*"]\n  }\n}\nresource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.d.json\n}\nresource "aws_iam_policy" "q" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow" }] })\n}\n';
    expect(await located(text, 'aws_iam_policy.p', 'policy.Statement[0]')).toEqual(['main.tf:7:12-7:47', 'defined here data.aws_iam_policy_document.d main.tf:2:3-2:12']);
    expect((await located(text, 'aws_iam_policy.q', 'policy.Statement[0]'))[0]).toBe('main.tf:10:38-10:58');
  });

  it('one of merged maps', async () => {
    const text = 'locals {\n  common = { stage = "prod" }\n}\nresource "x_y" "z" {\n  tags = merge(local.common, { team = "x" })\n}\n';
    expect(await located(text, 'x_y.z', 'tags.stage')).toEqual(['main.tf:5:10-5:45', 'local value local.common main.tf:2:22-2:28']);
    expect(await located(text, 'x_y.z', 'tags.team')).toEqual(['main.tf:5:10-5:45']);
  });

  it('a part of what an expression makes, where it came from; the whole was made there', async () => {
    const text = 'variable "owner" {\n  default = "ml"\n}\nresource "x_y" "z" {\n  tags = { owner = var.owner }\n  name = "${var.owner}-x"\n}\n';
    expect(await located(text, 'x_y.z', 'tags.owner')).toEqual(['main.tf:5:20-5:29', 'variable default var.owner main.tf:2:13-2:17']);
    expect(await located(text, 'x_y.z', 'tags')).toEqual(['main.tf:5:10-5:31']);
    expect(await located(text, 'x_y.z', 'name')).toEqual(['main.tf:6:10-6:26']);
  });

  it('the tag of a group, by its key', async () => {
    const text = 'resource "aws_autoscaling_group" "g" {\n  tag {\n    key = "stage"\n    value = "dev"\n  }\n  dynamic "tag" {\n    for_each = { "cost.center" = "c" }\n    content {\n      key = tag.key\n      value = tag.value\n    }\n  }\n}\n';
    expect((await located(text, 'aws_autoscaling_group.g', 'tag.stage'))[0]).toBe('main.tf:4:13-4:18');
    expect(await located(text, 'aws_autoscaling_group.g', 'tag.cost.center')).toEqual(['main.tf:10:15-10:24', 'defined here main.tf:7:34-7:37']);
  });

  it('the default tags of a provider', async () => {
    const text = 'variable "team" {\n  default = "ml"\n}\nprovider "aws" {\n  default_tags {\n    tags = { team = var.team, owner = "all" }\n  }\n}\nresource "aws_vpc" "v" {\n  tags = { owner = "own" }\n}\nresource "aws_vpc" "bare" {\n}\n';
    expect(await located(text, 'aws_vpc.v', 'tags.team')).toEqual(['main.tf:10:10-10:27', 'default tags provider aws main.tf:6:21-6:29', 'variable default var.team main.tf:2:13-2:17']);
    expect(await located(text, 'aws_vpc.v', 'tags.owner')).toEqual(['main.tf:10:20-10:25']);
    expect(await located(text, 'aws_vpc.bare', 'tags.owner')).toEqual(['main.tf:12:1-12:26', 'default tags provider aws main.tf:6:39-6:44']);
    expect(await located(`${text}resource "aws_instance" "i" {\n  root_block_device {\n  }\n}\n`, 'aws_instance.i', 'root_block_device[0].tags.owner')).toEqual(['main.tf:15:3-15:20', 'default tags provider aws main.tf:6:39-6:44']);
    expect(await located(text, 'aws_vpc.bare', 'tags.missing')).toEqual(['main.tf:12:1-12:26']);
  });
});
