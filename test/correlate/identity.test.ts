import { expect, test } from 'vitest';
import { idIn } from '#correlate/identity.ts';
import type { Provider } from '#model/resource.ts';

/** What stands on different sides for one thing comes to one text; what others may be called as well is none. */
test.each<readonly [provider: Provider, texts: readonly string[], id: string | null]>([
  ['aws', ['https://sqs.eu-west-1.amazonaws.com/111122223333/orders', 'https://eu-west-1.queue.amazonaws.com/111122223333/orders'], 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders'],
  ['aws', ['i-0aaaabbbbccccdddd'], 'i-0aaaabbbbccccdddd'],
  ['aws', ['AROAABCDEFGHIJKLMNOP'], 'AROAABCDEFGHIJKLMNOP'],
  ['aws', ['orders', 'i-web', 'https://shop.example/111122223333/orders', 'https://sqs.eu-west-1.amazonaws.com/orders'], null],
  ['azure', ['/subscriptions/0B1F/resourceGroups/RG-Shop', '/subscriptions/0b1f/resourcegroups/rg-shop/'], '/subscriptions/0b1f/resourcegroups/rg-shop'],
  ['azure', ['0B1F6471-1bf0-4dda-aec3-111122223333'], 'azure 0b1f6471-1bf0-4dda-aec3-111122223333'],
  ['azure', ['/', 'rg-shop'], null],
  ['gcp', ['//compute.googleapis.com/projects/shop/zones/z/instances/web', 'https://www.googleapis.com/compute/v1/projects/shop/zones/z/instances/web', 'https://compute.googleapis.com/compute/v1/projects/shop/zones/z/instances/web', 'https://content.googleapis.com/compute/beta/projects/shop/zones/z/instances/web'], '//compute.googleapis.com/projects/shop/zones/z/instances/web'],
  ['gcp', ['https://sqladmin.googleapis.com/v1/projects/shop/instances/orders', 'https://sqladmin.googleapis.com/sql/v1beta4/projects/shop/instances/orders'], '//sqladmin.googleapis.com/projects/shop/instances/orders'],
  ['gcp', ['1234567890123456789'], 'gcp 1234567890123456789'],
  ['gcp', ['deployer@shop.iam.gserviceaccount.com'], 'deployer@shop.iam.gserviceaccount.com'],
  ['gcp', ['web', '12345', 'mona@shop.example', 'https://www.googleapis.com/compute/v1/zones/z'], null],
  ['oci', ['ocid1.instance.oc1.eu-frankfurt-1.web'], 'ocid1.instance.oc1.eu-frankfurt-1.web'],
  ['oci', ['n/shop/b/exports'], 'n/shop/b/exports'],
  ['oci', ['web', 'n/shop/b/'], null],
])('%s: %j', (provider, texts, id) => {
  expect(texts.map((text) => idIn(provider, text))).toEqual(texts.map(() => id));
});
