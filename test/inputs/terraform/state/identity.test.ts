import { describe, expect, it } from 'vitest';
import { at, one, read, state } from './states.ts';

const compute = 'https://www.googleapis.com/compute/v1/projects/tills';

describe('identity: what logs and inventories know an object by', () => {
  it.each([
    ['aws_instance.a', { id: 'i-0a', arn: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a' }, 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a', ['i-0a']],
    ['aws_iam_role.a', { id: 'till', name: 'till', arn: 'arn:aws:iam::111122223333:role/till', unique_id: 'AROA1' }, 'arn:aws:iam::111122223333:role/till', ['till', 'AROA1']],
    ['aws_route_table_association.a', { id: 'rtbassoc-1' }, 'rtbassoc-1', []],
    ['aws_db_instance.a', { id: 'db-ABC', identifier: 'ledger', resource_id: 'db-ABC', arn: 'arn:aws:rds:eu-west-1:111122223333:db:ledger' }, 'arn:aws:rds:eu-west-1:111122223333:db:ledger', ['db-ABC', 'ledger']],
    ['aws_bedrock_guardrail.a', { guardrail_arn: 'arn:aws:bedrock:eu-west-1:111122223333:guardrail/g1', guardrail_id: 'g1', name: 'tills' }, 'arn:aws:bedrock:eu-west-1:111122223333:guardrail/g1', ['g1', 'tills']],
    ['aws_iam_role_policy_attachment.a', { id: 'r-1', role: 'r', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, 'r-1', []],
    ['azurerm_storage_account.a', { id: '/subscriptions/5B0C/resourceGroups/Tills/providers/Microsoft.Storage/storageAccounts/s', name: 's' }, '/subscriptions/5b0c/resourcegroups/tills/providers/microsoft.storage/storageaccounts/s', ['s']],
    ['azurerm_storage_container.a', { id: 'https://s.blob.core.windows.net/c', name: 'c', resource_manager_id: '/subscriptions/5B0C/resourceGroups/T/providers/Microsoft.Storage/storageAccounts/s/blobServices/default/containers/c' }, '/subscriptions/5b0c/resourcegroups/t/providers/microsoft.storage/storageaccounts/s/blobservices/default/containers/c', ['https://s.blob.core.windows.net/c', 'c']],
    ['google_compute_instance.a', { id: 'projects/tills/zones/us-east1-b/instances/a', name: 'a', instance_id: '499', self_link: `${compute}/zones/us-east1-b/instances/a` }, '//compute.googleapis.com/projects/tills/zones/us-east1-b/instances/a', ['projects/tills/zones/us-east1-b/instances/a', `${compute}/zones/us-east1-b/instances/a`, '499', 'a']],
    ['google_storage_bucket.a', { id: 'slips', name: 'slips', self_link: 'https://www.googleapis.com/storage/v1/b/slips' }, '//storage.googleapis.com/slips', ['slips', 'https://www.googleapis.com/storage/v1/b/slips']],
    ['google_sql_database_instance.a', { id: 'ledger', name: 'ledger', self_link: 'https://sqladmin.googleapis.com/sql/v1beta4/projects/tills/instances/ledger' }, '//cloudsql.googleapis.com/projects/tills/instances/ledger', ['ledger', 'https://sqladmin.googleapis.com/sql/v1beta4/projects/tills/instances/ledger']],
    ['google_container_cluster.a', { id: 'projects/tills/locations/us-east1-b/clusters/a', name: 'a', self_link: 'https://container.googleapis.com/v1/projects/tills/zones/us-east1-b/clusters/a' }, '//container.googleapis.com/projects/tills/zones/us-east1-b/clusters/a', ['//container.googleapis.com/projects/tills/locations/us-east1-b/clusters/a', 'projects/tills/locations/us-east1-b/clusters/a', 'https://container.googleapis.com/v1/projects/tills/zones/us-east1-b/clusters/a', 'a']],
    ['google_pubsub_topic.a', { id: 'projects/tills/topics/a', name: 'a' }, '//pubsub.googleapis.com/projects/tills/topics/a', ['projects/tills/topics/a', 'a']],
    ['google_project.a', { id: 'projects/tills', project_id: 'tills', number: '123', name: 'Tills' }, '//cloudresourcemanager.googleapis.com/projects/123', ['//cloudresourcemanager.googleapis.com/projects/tills', 'projects/tills', '123', 'tills', 'Tills']],
    ['google_service_account.a', { id: 'projects/tills/serviceAccounts/a@tills.iam.gserviceaccount.com', unique_id: '108', email: 'a@tills.iam.gserviceaccount.com', name: 'projects/tills/serviceAccounts/a@tills.iam.gserviceaccount.com' }, '//iam.googleapis.com/projects/tills/serviceAccounts/108', ['//iam.googleapis.com/projects/tills/serviceAccounts/a@tills.iam.gserviceaccount.com', 'projects/tills/serviceAccounts/a@tills.iam.gserviceaccount.com', '108', 'a@tills.iam.gserviceaccount.com']],
    ['google_project_iam_member.a', { id: 'tills/roles/owner/user:a@b.example' }, 'tills/roles/owner/user:a@b.example', []],
    ['oci_core_instance.a', { id: 'ocid1.instance.oc1.phx.a', display_name: 'a' }, 'ocid1.instance.oc1.phx.a', []],
    ['oci_objectstorage_bucket.a', { id: 'n/ns/b/slips', bucket_id: 'ocid1.bucket.oc1.phx.a', namespace: 'ns', name: 'slips' }, 'n/ns/b/slips', ['ocid1.bucket.oc1.phx.a', 'slips']],
  ])('%s', async (address, attributes, id, aliases) => {
    const found = at(await read(state([one(address, attributes)])), address);
    expect([found.id, found.aliases]).toEqual([id, aliases]);
  });
});
