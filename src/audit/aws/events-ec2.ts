import type { EventRow, SubjectRow } from './event-row.ts';

/** Machines, templates, disks and images. */
const page = (name: string): string => `https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_${name}.html`;

const instance = 'AWS::EC2::Instance';
const named = (type: string, id: string): SubjectRow => ({ type, id });
/** Items with an id each, as stop and start have them. */
const instances: SubjectRow = { type: instance, each: 'req.instancesSet[]|rsp.instancesSet[]', id: 'item.instanceId' };

const asked: Readonly<Record<string, string>> = {
  InstanceType: 'req.instanceType', ImageId: 'req.instancesSet.items[].imageId|req.imageId', KeyName: 'req.instancesSet.items[].keyName', SubnetId: 'req.subnetId|req.networkInterfaceSet[].subnetId',
  SecurityGroupIds: '*req.groupSet[].groupId|req.networkInterfaceSet[].groupSet[].groupId', AvailabilityZone: 'req.availabilityZone|req.placement.availabilityZone',
  IamInstanceProfile: 'req.iamInstanceProfile.arn|req.iamInstanceProfile.name', LaunchTemplate: 'req.launchTemplate', InstanceMarketOptions: 'req.instanceMarketOptions', InstanceLifecycle: 'req.instanceMarketOptions.marketType',
};

export const ec2Events: readonly EventRow[] = [
  {
    row: 1, service: 'ec2', names: ['RunInstances'], deed: 'create', source: page('RunInstances'),
    subjects: [
      {
        type: instance, each: 'rsp.instancesSet[]', id: 'item.instanceId', zone: 'item.placement.availabilityZone', tags: 'item.tagSet[]|[instance]', count: '1',
        values: {
          ...asked, InstanceType: 'item.instanceType|req.instanceType', ImageId: 'item.imageId', KeyName: 'item.keyName', SubnetId: 'item.subnetId', VpcId: 'item.vpcId', AvailabilityZone: 'item.placement.availabilityZone',
          SecurityGroupIds: '*item.groupSet[].groupId|item.networkInterfaceSet[].groupSet[].groupId', SecurityGroups: '*item.groupSet[]|item.networkInterfaceSet[].groupSet[]', MetadataOptions: 'item.metadataOptions|req.metadataOptions', IamInstanceProfile: 'item.iamInstanceProfile.arn', InstanceLifecycle: 'item.instanceLifecycle', Tenancy: 'item.placement.tenancy',
        },
      },
      // No records of their own: auto-tagging tools have to ask for them.
      { type: 'AWS::EC2::Volume', within: 'rsp.instancesSet[]', each: 'parent.blockDeviceMapping[].ebs', id: 'item.volumeId', zone: 'parent.placement.availabilityZone', tags: '[volume]', madeBy: 'ec2:*:*:instance/{parent.instanceId}' },
      { type: 'AWS::EC2::NetworkInterface', within: 'rsp.instancesSet[]', each: 'parent.networkInterfaceSet[]', id: 'item.networkInterfaceId', zone: 'parent.placement.availabilityZone', tags: 'item.tagSet[]|[network-interface]', values: { SubnetId: 'item.subnetId', VpcId: 'item.vpcId', GroupSet: '*item.groupSet[].groupId' }, madeBy: 'ec2:*:*:instance/{parent.instanceId}' },
      { type: instance, otherwise: true, zone: 'req.availabilityZone|req.placement.availabilityZone', tags: '[instance]', values: asked, count: 'req.instancesSet[].maxCount|req.maxCount|1' },
    ],
  },
  { row: 2, service: 'ec2', names: ['TerminateInstances'], deed: 'delete', source: page('TerminateInstances'), subjects: [{ ...instances, count: '1' }] },
  { row: 2, service: 'ec2', names: ['StopInstances'], deed: 'stop', source: page('StopInstances'), subjects: [{ ...instances, count: '1' }] },
  { row: 2, service: 'ec2', names: ['StartInstances'], deed: 'start', source: page('StartInstances'), subjects: [{ ...instances, count: '1' }] },
  {
    row: 3, service: 'ec2', names: ['ModifyInstanceAttribute'], deed: 'modify', when: 'req.userData', touches: 'code', source: page('ModifyInstanceAttribute'),
    subjects: [{ type: instance, id: 'req.instanceId', values: { UserData: 'req.userData' } }],
  },
  {
    row: 3, service: 'ec2', names: ['ModifyInstanceAttribute'], deed: 'modify', when: 'req.groupSet', touches: 'network', source: page('ModifyInstanceAttribute'),
    subjects: [{ type: instance, id: 'req.instanceId', values: { SecurityGroupIds: '*req.groupSet[].groupId' } }],
  },
  {
    row: 3, service: 'ec2', names: ['ModifyInstanceAttribute'], deed: 'modify', source: page('ModifyInstanceAttribute'),
    subjects: [{ type: instance, id: 'req.instanceId', values: { InstanceType: 'req.instanceType' } }],
  },
  {
    row: 4, service: 'ec2', names: ['RequestSpotInstances'], deed: 'create', unseen: true, source: page('RequestSpotInstances'),
    subjects: [
      {
        type: 'AWS::EC2::SpotInstanceRequest', each: 'rsp.spotInstanceRequestSet[]', id: 'item.spotInstanceRequestId', zone: 'item.launchedAvailabilityZone|item.launchSpecification.placement.availabilityZone', tags: 'item.tagSet[]|[spot-instances-request]', count: '1',
        values: { LaunchSpecification: 'item.launchSpecification|req.launchSpecification', SpotPrice: 'item.spotPrice|req.spotPrice' },
      },
      { type: 'AWS::EC2::SpotInstanceRequest', otherwise: true, zone: 'req.launchSpecification.placement.availabilityZone', tags: '[spot-instances-request]', values: { LaunchSpecification: 'req.launchSpecification', SpotPrice: 'req.spotPrice' }, count: 'req.instanceCount|1' },
    ],
  },
  { row: 4, service: 'ec2', names: ['CancelSpotInstanceRequests'], deed: 'delete', unseen: true, source: page('CancelSpotInstanceRequests'), subjects: [{ type: 'AWS::EC2::SpotInstanceRequest', each: 'req.spotInstanceRequestIdSet[]|req.spotInstanceRequestId[]', id: 'item.spotInstanceRequestId|item' }] },
  {
    row: 5, service: 'ec2', names: ['RequestSpotFleet'], deed: 'create', unseen: true, begins: true, source: page('RequestSpotFleet'),
    subjects: [{ type: 'AWS::EC2::SpotFleet', id: 'rsp.spotFleetRequestId', tags: 'req.spotFleetRequestConfig.tagSpecificationSet[].tags[]', values: { SpotFleetRequestConfigData: 'req.spotFleetRequestConfig' }, count: 'req.spotFleetRequestConfig.targetCapacity|1' }],
  },
  { row: 5, service: 'ec2', names: ['CancelSpotFleetRequests'], deed: 'delete', unseen: true, source: page('CancelSpotFleetRequests'), subjects: [{ type: 'AWS::EC2::SpotFleet', each: 'req.spotFleetRequestIdSet[]|req.SpotFleetRequestId[]', id: 'item.spotFleetRequestId|item' }] },
  {
    row: 6, service: 'ec2', names: ['CreateFleet'], deed: 'create', unseen: true, source: page('CreateFleet'),
    subjects: [
      {
        type: 'AWS::EC2::EC2Fleet', id: 'rsp.fleetId', tags: '[fleet]', count: 'req.TargetCapacitySpecification.TotalTargetCapacity|1',
        values: { Type: 'req.Type', LaunchTemplateConfigs: '*req.LaunchTemplateConfigs[]', TargetCapacitySpecification: 'req.TargetCapacitySpecification', SpotOptions: 'req.SpotOptions' },
      },
      // An instant fleet answers with its instances, for which it stands already.
      { type: instance, each: 'rsp.fleetInstanceSet[].instanceIds[]', id: 'item.content|item', tags: '[instance]', madeBy: 'ec2:*:*:fleet/{rsp.fleetId}' },
    ],
  },
  { row: 6, service: 'ec2', names: ['DeleteFleets'], deed: 'delete', unseen: true, source: page('DeleteFleets'), subjects: [{ type: 'AWS::EC2::EC2Fleet', each: 'req.FleetId[]|req.fleetIdSet[]', id: 'item.content|item' }] },
  {
    row: 7, service: 'ec2', names: ['CreateLaunchTemplate'], deed: 'create', source: page('CreateLaunchTemplate'),
    subjects: [{ type: 'AWS::EC2::LaunchTemplate', id: 'rsp.launchTemplate.launchTemplateId', name: 'req.LaunchTemplateName', aliases: ['rsp.launchTemplate.launchTemplateName|req.LaunchTemplateName'], tags: '[launch-template]', values: { LaunchTemplateName: 'req.LaunchTemplateName', LaunchTemplateData: 'req.LaunchTemplateData' } }],
  },
  {
    row: 7, service: 'ec2', names: ['CreateLaunchTemplateVersion'], deed: 'modify', source: page('CreateLaunchTemplateVersion'),
    subjects: [{ type: 'AWS::EC2::LaunchTemplate', id: 'rsp.launchTemplateVersion.launchTemplateId|req.LaunchTemplateId', aliases: ['rsp.launchTemplateVersion.launchTemplateName|req.LaunchTemplateName'], values: { LaunchTemplateData: 'req.LaunchTemplateData' } }],
  },
  { row: 7, service: 'ec2', names: ['DeleteLaunchTemplate'], deed: 'delete', source: page('DeleteLaunchTemplate'), subjects: [{ type: 'AWS::EC2::LaunchTemplate', id: 'rsp.launchTemplate.launchTemplateId|req.LaunchTemplateId', aliases: ['rsp.launchTemplate.launchTemplateName|req.LaunchTemplateName'] }] },
  {
    row: 8, service: 'ec2', names: ['CreateVolume'], deed: 'create', source: page('CreateVolume'),
    subjects: [{
      type: 'AWS::EC2::Volume', id: 'rsp.volumeId', zone: 'rsp.zone|req.zone|rsp.availabilityZone|req.availabilityZone', tags: '[volume]|rsp.tagSet[]',
      values: { Size: '#rsp.size|req.size', VolumeType: 'rsp.volumeType|req.volumeType', AvailabilityZone: 'rsp.zone|req.zone|rsp.availabilityZone|req.availabilityZone', Encrypted: 'rsp.encrypted|req.encrypted', Iops: '#rsp.iops|req.iops', KmsKeyId: 'rsp.kmsKeyId|req.kmsKeyId', SnapshotId: 'rsp.snapshotId|req.snapshotId' },
    }],
  },
  { row: 8, service: 'ec2', names: ['DeleteVolume'], deed: 'delete', source: page('DeleteVolume'), subjects: [named('AWS::EC2::Volume', 'req.volumeId')] },
  {
    row: 9, service: 'ec2', names: ['CreateSnapshot', 'CopySnapshot', 'ImportSnapshot'], deed: 'create', source: page('CreateSnapshot'),
    subjects: [{ type: 'AWS::EC2::Snapshot', id: 'rsp.snapshotId|rsp.snapshotTaskDetail.snapshotId', tags: '[snapshot]|rsp.tagSet[]', values: { VolumeId: 'rsp.volumeId|req.volumeId', VolumeSize: '#rsp.volumeSize', Encrypted: 'rsp.encrypted|req.encrypted', Description: 'req.description' } }],
  },
  {
    row: 9, service: 'ec2', names: ['CreateSnapshots'], deed: 'create', source: page('CreateSnapshots'),
    subjects: [
      { type: 'AWS::EC2::Snapshot', each: 'rsp.snapshotSet[]', id: 'item.snapshotId', tags: '[snapshot]|item.tagSet[]', values: { VolumeId: 'item.volumeId', VolumeSize: '#item.volumeSize', Encrypted: 'item.encrypted' } },
      { type: 'AWS::EC2::Snapshot', otherwise: true, tags: '[snapshot]' },
    ],
  },
  { row: 9, service: 'ec2', names: ['DeleteSnapshot'], deed: 'delete', source: page('DeleteSnapshot'), subjects: [named('AWS::EC2::Snapshot', 'req.snapshotId')] },
  {
    row: 10, service: 'ec2', names: ['CreateImage', 'CopyImage', 'RegisterImage'], deed: 'create', source: page('CreateImage'),
    subjects: [{ type: 'AWS::EC2::Image', id: 'rsp.imageId', name: 'req.name', tags: '[image]', values: { Name: 'req.name', InstanceId: 'req.instanceId', SourceImageId: 'req.sourceImageId', SourceRegion: 'req.sourceRegion' } }],
  },
  { row: 10, service: 'ec2', names: ['DeregisterImage'], deed: 'delete', source: page('DeregisterImage'), subjects: [named('AWS::EC2::Image', 'req.imageId')] },
  {
    row: 11, service: 'ec2', names: ['ModifySnapshotAttribute'], deed: 'modify', touches: 'sharing', source: page('ModifySnapshotAttribute'),
    subjects: [{ type: 'AWS::EC2::Snapshot', id: 'req.snapshotId', values: { CreateVolumePermission: 'req.createVolumePermission' } }],
    grants: [{ principal: 'req.createVolumePermission.add[].userId', role: '=createVolumePermission' }, { principal: 'req.createVolumePermission.add[].group', role: '=createVolumePermission' }],
  },
  {
    row: 11, service: 'ec2', names: ['ModifyImageAttribute'], deed: 'modify', touches: 'sharing', source: page('ModifyImageAttribute'),
    subjects: [{ type: 'AWS::EC2::Image', id: 'req.imageId', values: { LaunchPermission: 'req.launchPermission' } }],
    grants: [
      { principal: 'req.launchPermission.add[].userId', role: '=launchPermission' }, { principal: 'req.launchPermission.add[].group', role: '=launchPermission' },
      { principal: 'req.launchPermission.add[].organizationArn|req.launchPermission.add[].organizationalUnitArn', role: '=launchPermission' },
    ],
  },
  {
    row: 26, service: 'ec2', names: ['CreateKeyPair', 'ImportKeyPair'], deed: 'create', touches: 'credential', source: page('CreateKeyPair'),
    subjects: [{ type: 'AWS::EC2::KeyPair', id: 'rsp.keyPairId', name: 'req.keyName', aliases: ['req.keyName'], tags: '[key-pair]', values: { KeyName: 'req.keyName' } }],
  },
  { row: 26, service: 'ec2', names: ['DeleteKeyPair'], deed: 'delete', touches: 'credential', source: page('DeleteKeyPair'), subjects: [{ type: 'AWS::EC2::KeyPair', id: 'req.keyPairId|rsp.keyPairId|req.keyName', aliases: ['req.keyName'] }] },
  { row: 27, service: 'ec2', names: ['CreateTags'], deed: 'modify', touches: 'tags', source: page('CreateTags'), subjects: [{ type: '$', each: 'req.resourcesSet[]', id: 'item.resourceId', tags: 'req.tagSet[]' }] },
  { row: 27, service: 'ec2', names: ['DeleteTags'], deed: 'modify', touches: 'tags', source: page('DeleteTags'), subjects: [{ type: '$', each: 'req.resourcesSet[]', id: 'item.resourceId' }] },
  {
    row: 28, service: 'ec2', names: ['SharedSnapshotVolumeCreated'], deed: 'modify', touches: 'sharing', source: 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html',
    subjects: [{ type: 'AWS::EC2::Snapshot', id: 'record.serviceEventDetails.snapshotId' }],
  },
];
