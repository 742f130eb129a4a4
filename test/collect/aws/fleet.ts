import { AutoScalingClient, CreateAutoScalingGroupCommand, CreateLaunchConfigurationCommand } from '@aws-sdk/client-auto-scaling';
import { CreateVolumeCommand, EC2Client, RegisterImageCommand, RunInstancesCommand, type _InstanceType } from '@aws-sdk/client-ec2';
import { CreateClusterCommand, CreateNodegroupCommand, EKSClient } from '@aws-sdk/client-eks';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

export const regions = ['ap-south-1', 'eu-west-1', 'us-east-1'];
export const training = '111122223333';
export const payroll = '444455556666';

export interface Access {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
}

/** In moto the account of a role is whatever its name says. */
export function roleIn(account: string): string {
  return `arn:aws:iam::${account}:role/auditor`;
}

export async function accessTo(account: string, endpoint: string): Promise<Access> {
  const sts = new STSClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: roleIn(account), RoleSessionName: 'fleet' }));
  return { endpoint, credentials: { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '', sessionToken: Credentials?.SessionToken ?? '' } };
}

/** Machines: `count` of a shape, with an owner or without one. @returns their ids */
export async function machines(access: Access, region: string, shape: string, count: number, owner: string | null): Promise<readonly string[]> {
  const ec2 = new EC2Client({ ...access, region });
  const { ImageId } = await ec2.send(new RegisterImageCommand({ Name: `image-${shape}-${count}` }));
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ...(ImageId === undefined ? {} : { ImageId }), InstanceType: shape as _InstanceType, MinCount: count, MaxCount: count,
      ...(owner === null ? {} : { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'owner', Value: owner }] }] }),
    }),
  );
  return (Instances ?? []).map((one) => one.InstanceId ?? '');
}

export async function volume(access: Access, region: string): Promise<string> {
  const { VolumeId } = await new EC2Client({ ...access, region }).send(new CreateVolumeCommand({ AvailabilityZone: `${region}a`, Size: 100 }));
  return VolumeId ?? '';
}

export async function trainingGroup(access: Access, region: string, name: string): Promise<void> {
  const client = new AutoScalingClient({ ...access, region });
  await client.send(new CreateLaunchConfigurationCommand({ LaunchConfigurationName: `${name}-launch`, ImageId: 'ami-12c6146b', InstanceType: 'p3.2xlarge' }));
  await client.send(new CreateAutoScalingGroupCommand({ AutoScalingGroupName: name, LaunchConfigurationName: `${name}-launch`, MinSize: 2, MaxSize: 4, AvailabilityZones: [`${region}a`], Tags: [{ Key: 'owner', Value: 'ml-platform', PropagateAtLaunch: true }] }));
}

export async function cluster(access: Access, region: string, name: string): Promise<void> {
  const eks = new EKSClient({ ...access, region });
  const role = `arn:aws:iam::${training}:role/eks`;
  await eks.send(new CreateClusterCommand({ name, roleArn: role, resourcesVpcConfig: {}, tags: { owner: 'platform' } }));
  await eks.send(new CreateNodegroupCommand({ clusterName: name, nodegroupName: 'gpu', nodeRole: role, subnets: ['subnet-1'], instanceTypes: ['g5.xlarge'], tags: {} }));
}

export async function bucket(access: Access, region: string, name: string, owner: string | null): Promise<void> {
  const s3 = new S3Client({ ...access, region, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: name, ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }) }));
  if (owner !== null) await s3.send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet: [{ Key: 'owner', Value: owner }] } }));
}

export async function payrollFunction(access: Access, region: string, name: string, owner: string | null): Promise<void> {
  const iam = new IAMClient({ ...access, region: 'us-east-1' });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: `${name}-role`, AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' }));
  await new LambdaClient({ ...access, region }).send(
    new CreateFunctionCommand({ FunctionName: name, Role: Role?.Arn ?? '', Code: { ZipFile: emptyZip }, Runtime: 'nodejs20.x', Handler: 'index.handler', ...(owner === null ? {} : { Tags: { owner } }) }),
  );
}

/** The end of a central directory without entries. */
const emptyZip = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
