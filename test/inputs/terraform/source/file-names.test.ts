import { describe, expect, it } from 'vitest';
import { configurationFiles, isConfigurationName, variableFiles } from '../../../../src/inputs/terraform/source/file-names.ts';

describe('files of a folder', () => {
  it('are told by their names', () => {
    const names = ['main.tf', 'main.tofu', 'x.tf.json', 'x.tofu.json', 'a\nb\u001b[31m.tf', '.tf', '.hidden.tf', '#main.tf#', 'main.tf~', 'main.tf.bak', 'main.hcl', 'x.tfvars', 'tests.tftest.hcl', 'plan.json'];
    expect(names.filter(isConfigurationName)).toEqual(['main.tf', 'main.tofu', 'x.tf.json', 'x.tofu.json', 'a\nb\u001b[31m.tf']);
  });

  it('are read in order, overrides last, those of OpenTofu in place of others of the same name', () => {
    expect(configurationFiles(['a.tf', 'a.tofu', 'b.tf.json', 'b.tofu.json', 'c.tf', 'c.tf.json', 'c_override.tf', 'my_override.tofu', 'my_override.tf', 'override.tf', 'overrides.tf', 'z.tf']).map((one) => `${one.name}${one.json ? ' json' : ''}${one.override ? ' override' : ''}`)).toEqual([
      'a.tofu', 'b.tofu.json json', 'c.tf', 'c.tf.json json', 'overrides.tf', 'z.tf', 'c_override.tf override', 'my_override.tofu override', 'override.tf override',
    ]);
  });

  it('give values to variables, later ones above earlier ones', () => {
    expect(variableFiles(['a.auto.tfvars', 'b.auto.tfvars.json', 'prod.tfvars', 'terraform.tfvars', 'terraform.tfvars.json'])).toEqual(['terraform.tfvars', 'terraform.tfvars.json', 'a.auto.tfvars', 'b.auto.tfvars.json']);
  });
});
