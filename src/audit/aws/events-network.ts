import type { EventRow, SubjectRow } from './event-row.ts';

/** Networks of EC2, and what stands in front of them. */
const page = (name: string): string => `https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_${name}.html`;
const group: SubjectRow = { type: 'AWS::EC2::SecurityGroup', id: 'req.groupId', name: 'req.groupName', aliases: ['req.groupName'] };
const rules = (type: string, list: string): SubjectRow => ({ type, each: list, id: 'item.securityGroupRuleId', arn: ['item.securityGroupRuleArn', 'ec2:*:*:security-group-rule/{$}'], values: { GroupId: 'req.groupId', IpProtocol: 'item.ipProtocol', FromPort: '#item.fromPort', ToPort: '#item.toPort', CidrIp: 'item.cidrIpv4', CidrIpv6: 'item.cidrIpv6' } });
const permissions = { IpPermissions: '*req.ipPermissions[]', IpProtocol: 'req.ipProtocol', FromPort: '#req.fromPort', ToPort: '#req.toPort', CidrIp: 'req.cidrIp' };
/** What `CreateX` answers in `x`, and what `DeleteX` asks for. */
const made = (type: string, object: string, id: string, tag: string, values: Readonly<Record<string, string>> = {}): SubjectRow => ({ type, id: `rsp.${object}.${id}`, tags: `[${tag}]|rsp.${object}.tagSet[]`, values });
const ofTable: SubjectRow = { type: 'AWS::EC2::RouteTable', id: 'req.routeTableId' };
const route: SubjectRow = { type: 'AWS::EC2::Route', id: '{req.routeTableId}|{req.destinationCidrBlock|req.destinationIpv6CidrBlock|req.destinationPrefixListId}', values: { RouteTableId: 'req.routeTableId', DestinationCidrBlock: 'req.destinationCidrBlock', GatewayId: 'req.gatewayId', NatGatewayId: 'req.natGatewayId', VpcPeeringConnectionId: 'req.vpcPeeringConnectionId' } };
const gateway: SubjectRow = { type: 'AWS::EC2::InternetGateway', id: 'req.internetGatewayId' };
const acl: SubjectRow = { type: 'AWS::EC2::NetworkAcl', id: 'req.networkAclId' };
const address: SubjectRow = { type: 'AWS::EC2::EIP', id: 'req.allocationId', aliases: ['req.publicIp'] };
const gone = (row: number, name: string, type: string, id: string): EventRow => ({ row, service: 'ec2', names: [name], deed: 'delete', source: page(name), subjects: [{ type, id }] });

export const networkEvents: readonly EventRow[] = [
  { row: 12, service: 'ec2', names: ['CreateVpc', 'CreateDefaultVpc'], deed: 'create', source: page('CreateVpc'), subjects: [made('AWS::EC2::VPC', 'vpc', 'vpcId', 'vpc', { CidrBlock: 'rsp.vpc.cidrBlock|req.cidrBlock', InstanceTenancy: 'rsp.vpc.instanceTenancy|req.instanceTenancy' })] },
  gone(12, 'DeleteVpc', 'AWS::EC2::VPC', 'req.vpcId'),
  {
    row: 13, service: 'ec2', names: ['CreateSubnet'], deed: 'create', source: page('CreateSubnet'),
    subjects: [{ ...made('AWS::EC2::Subnet', 'subnet', 'subnetId', 'subnet', { CidrBlock: 'rsp.subnet.cidrBlock|req.cidrBlock', VpcId: 'rsp.subnet.vpcId|req.vpcId', AvailabilityZone: 'rsp.subnet.availabilityZone|req.availabilityZone' }), arn: ['rsp.subnet.subnetArn'], zone: 'rsp.subnet.availabilityZone|req.availabilityZone' }],
  },
  gone(13, 'DeleteSubnet', 'AWS::EC2::Subnet', 'req.subnetId'),
  {
    row: 14, service: 'ec2', names: ['CreateSecurityGroup'], deed: 'create', source: page('CreateSecurityGroup'),
    subjects: [{ type: 'AWS::EC2::SecurityGroup', id: 'rsp.groupId', name: 'req.groupName', aliases: ['req.groupName'], tags: '[security-group]|rsp.tagSet[]', values: { GroupName: 'req.groupName', GroupDescription: 'req.groupDescription', VpcId: 'req.vpcId' } }],
  },
  { row: 14, service: 'ec2', names: ['DeleteSecurityGroup'], deed: 'delete', source: page('DeleteSecurityGroup'), subjects: [{ ...group, id: 'req.groupId|req.groupName' }] },
  { row: 15, service: 'ec2', names: ['AuthorizeSecurityGroupIngress'], deed: 'modify', touches: 'network', source: page('AuthorizeSecurityGroupIngress'), subjects: [{ ...group, values: permissions }, rules('AWS::EC2::SecurityGroupIngress', 'rsp.securityGroupRuleSet[]')] },
  { row: 15, service: 'ec2', names: ['AuthorizeSecurityGroupEgress'], deed: 'modify', touches: 'network', source: page('AuthorizeSecurityGroupEgress'), subjects: [{ ...group, values: permissions }, rules('AWS::EC2::SecurityGroupEgress', 'rsp.securityGroupRuleSet[]')] },
  { row: 16, service: 'ec2', names: ['RevokeSecurityGroupIngress'], deed: 'modify', touches: 'network', source: page('RevokeSecurityGroupIngress'), subjects: [{ ...group, values: permissions }, rules('AWS::EC2::SecurityGroupIngress', 'rsp.revokedSecurityGroupRuleSet[]')] },
  { row: 16, service: 'ec2', names: ['RevokeSecurityGroupEgress'], deed: 'modify', touches: 'network', source: page('RevokeSecurityGroupEgress'), subjects: [{ ...group, values: permissions }, rules('AWS::EC2::SecurityGroupEgress', 'rsp.revokedSecurityGroupRuleSet[]')] },
  {
    row: 16, service: 'ec2', names: ['ModifySecurityGroupRules'], deed: 'modify', touches: 'network', source: page('ModifySecurityGroupRules'),
    subjects: [group, { type: 'AWS::EC2::SecurityGroupIngress', each: 'req.SecurityGroupRule[]', id: 'item.SecurityGroupRuleId', arn: ['ec2:*:*:security-group-rule/{$}'], values: { GroupId: 'req.GroupId', IpProtocol: 'item.SecurityGroupRule.IpProtocol', CidrIp: 'item.SecurityGroupRule.CidrIpv4' } }],
  },
  { row: 17, service: 'ec2', names: ['CreateRouteTable'], deed: 'create', source: page('CreateRouteTable'), subjects: [made('AWS::EC2::RouteTable', 'routeTable', 'routeTableId', 'route-table', { VpcId: 'rsp.routeTable.vpcId|req.vpcId' })] },
  gone(17, 'DeleteRouteTable', 'AWS::EC2::RouteTable', 'req.routeTableId'),
  {
    row: 17, service: 'ec2', names: ['AssociateRouteTable'], deed: 'modify', touches: 'network', source: page('AssociateRouteTable'),
    subjects: [ofTable, { type: 'AWS::EC2::SubnetRouteTableAssociation', id: 'rsp.associationId', values: { RouteTableId: 'req.routeTableId', SubnetId: 'req.subnetId' } }],
  },
  { row: 17, service: 'ec2', names: ['DisassociateRouteTable'], deed: 'modify', touches: 'network', source: page('DisassociateRouteTable'), subjects: [{ type: 'AWS::EC2::SubnetRouteTableAssociation', id: 'req.associationId' }] },
  { row: 18, service: 'ec2', names: ['CreateRoute', 'ReplaceRoute', 'DeleteRoute'], deed: 'modify', touches: 'network', source: page('CreateRoute'), subjects: [ofTable, route] },
  { row: 19, service: 'ec2', names: ['CreateInternetGateway'], deed: 'create', source: page('CreateInternetGateway'), subjects: [made('AWS::EC2::InternetGateway', 'internetGateway', 'internetGatewayId', 'internet-gateway')] },
  { row: 19, service: 'ec2', names: ['AttachInternetGateway', 'DetachInternetGateway'], deed: 'modify', touches: 'network', source: page('AttachInternetGateway'), subjects: [{ ...gateway, values: { VpcId: 'req.vpcId' } }] },
  { row: 19, service: 'ec2', names: ['DeleteInternetGateway'], deed: 'delete', source: page('DeleteInternetGateway'), subjects: [gateway] },
  {
    row: 20, service: 'ec2', names: ['CreateNatGateway'], deed: 'create', source: page('CreateNatGateway'),
    subjects: [made('AWS::EC2::NatGateway', 'natGateway', 'natGatewayId', 'natgateway', { SubnetId: 'rsp.natGateway.subnetId|req.SubnetId', VpcId: 'rsp.natGateway.vpcId', AllocationId: 'req.AllocationId', ConnectivityType: 'rsp.natGateway.connectivityType|req.ConnectivityType' })],
  },
  gone(20, 'DeleteNatGateway', 'AWS::EC2::NatGateway', 'req.NatGatewayId'),
  { row: 21, service: 'ec2', names: ['AllocateAddress'], deed: 'create', source: page('AllocateAddress'), subjects: [{ type: 'AWS::EC2::EIP', id: 'rsp.allocationId', aliases: ['rsp.publicIp'], region: 'rsp.networkBorderGroup', tags: '[elastic-ip]', values: { Domain: 'rsp.domain|req.domain' } }] },
  { row: 21, service: 'ec2', names: ['ReleaseAddress'], deed: 'delete', source: page('ReleaseAddress'), subjects: [address] },
  { row: 21, service: 'ec2', names: ['AssociateAddress', 'DisassociateAddress'], deed: 'modify', touches: 'network', source: page('AssociateAddress'), subjects: [{ ...address, values: { InstanceId: 'req.instanceId', NetworkInterfaceId: 'req.networkInterfaceId' } }] },
  {
    row: 22, service: 'ec2', names: ['CreateNetworkInterface'], deed: 'create', source: page('CreateNetworkInterface'),
    subjects: [{
      ...made('AWS::EC2::NetworkInterface', 'networkInterface', 'networkInterfaceId', 'network-interface', {
        SubnetId: 'rsp.networkInterface.subnetId|req.subnetId', VpcId: 'rsp.networkInterface.vpcId', Description: 'rsp.networkInterface.description|req.description', InterfaceType: 'rsp.networkInterface.interfaceType',
        GroupSet: '*rsp.networkInterface.groupSet[].groupId', RequesterId: 'rsp.networkInterface.requesterId', RequesterManaged: 'rsp.networkInterface.requesterManaged',
      }),
      zone: 'rsp.networkInterface.availabilityZone',
    }],
  },
  gone(22, 'DeleteNetworkInterface', 'AWS::EC2::NetworkInterface', 'req.networkInterfaceId'),
  { row: 23, service: 'ec2', names: ['CreateNetworkAcl'], deed: 'create', source: page('CreateNetworkAcl'), subjects: [made('AWS::EC2::NetworkAcl', 'networkAcl', 'networkAclId', 'network-acl', { VpcId: 'rsp.networkAcl.vpcId|req.vpcId' })] },
  { row: 23, service: 'ec2', names: ['DeleteNetworkAcl'], deed: 'delete', source: page('DeleteNetworkAcl'), subjects: [acl] },
  {
    row: 23, service: 'ec2', names: ['CreateNetworkAclEntry', 'ReplaceNetworkAclEntry', 'DeleteNetworkAclEntry'], deed: 'modify', touches: 'network', source: page('CreateNetworkAclEntry'),
    subjects: [acl, { type: 'AWS::EC2::NetworkAclEntry', id: '{req.networkAclId}|{req.ruleNumber}|{req.egress}', values: { NetworkAclId: 'req.networkAclId', RuleNumber: '#req.ruleNumber', Egress: 'req.egress', RuleAction: 'req.ruleAction', CidrBlock: 'req.cidrBlock' } }],
  },
  { row: 23, service: 'ec2', names: ['ReplaceNetworkAclAssociation'], deed: 'modify', touches: 'network', source: page('ReplaceNetworkAclAssociation'), subjects: [acl] },
  { row: 24, service: 'ec2', names: ['CreateVpcPeeringConnection'], deed: 'create', touches: 'network', source: page('CreateVpcPeeringConnection'), subjects: [made('AWS::EC2::VPCPeeringConnection', 'vpcPeeringConnection', 'vpcPeeringConnectionId', 'vpc-peering-connection', { VpcId: 'req.vpcId', PeerVpcId: 'req.peerVpcId', PeerOwnerId: 'req.peerOwnerId', PeerRegion: 'req.peerRegion' })] },
  { row: 24, service: 'ec2', names: ['CreateVpnGateway'], deed: 'create', source: page('CreateVpnGateway'), subjects: [made('AWS::EC2::VPNGateway', 'vpnGateway', 'vpnGatewayId', 'vpn-gateway', { Type: 'req.type' })] },
  { row: 24, service: 'ec2', names: ['CreateVpnConnection'], deed: 'create', source: page('CreateVpnConnection'), subjects: [made('AWS::EC2::VPNConnection', 'vpnConnection', 'vpnConnectionId', 'vpn-connection', { Type: 'req.type', CustomerGatewayId: 'req.customerGatewayId', VpnGatewayId: 'req.vpnGatewayId' })] },
  { row: 24, service: 'ec2', names: ['CreateCustomerGateway'], deed: 'create', source: page('CreateCustomerGateway'), subjects: [made('AWS::EC2::CustomerGateway', 'customerGateway', 'customerGatewayId', 'customer-gateway', { Type: 'req.type', IpAddress: 'req.ipAddress' })] },
  { row: 24, service: 'ec2', names: ['CreateDhcpOptions'], deed: 'create', source: page('CreateDhcpOptions'), subjects: [made('AWS::EC2::DHCPOptions', 'dhcpOptions', 'dhcpOptionsId', 'dhcp-options')] },
  gone(24, 'DeleteVpcPeeringConnection', 'AWS::EC2::VPCPeeringConnection', 'req.vpcPeeringConnectionId'),
  gone(24, 'DeleteVpnGateway', 'AWS::EC2::VPNGateway', 'req.vpnGatewayId'),
  gone(24, 'DeleteVpnConnection', 'AWS::EC2::VPNConnection', 'req.vpnConnectionId'),
  gone(24, 'DeleteCustomerGateway', 'AWS::EC2::CustomerGateway', 'req.customerGatewayId'),
  gone(24, 'DeleteDhcpOptions', 'AWS::EC2::DHCPOptions', 'req.dhcpOptionsId'),
  {
    row: 25, service: 'ec2', names: ['CreateFlowLogs'], deed: 'create', touches: 'logging', source: page('CreateFlowLogs'),
    subjects: [
      { type: 'AWS::EC2::FlowLog', each: 'rsp.flowLogIdSet[]', id: 'item.content|item', tags: '[vpc-flow-log]', values: { ResourceId: 'req.ResourceId[].content|req.ResourceId', ResourceType: 'req.ResourceType', TrafficType: 'req.TrafficType', LogDestination: 'req.LogDestination' } },
      { type: 'AWS::EC2::FlowLog', otherwise: true, tags: '[vpc-flow-log]', values: { ResourceType: 'req.ResourceType' } },
    ],
  },
  { row: 25, service: 'ec2', names: ['DeleteFlowLogs'], deed: 'delete', touches: 'logging', source: page('DeleteFlowLogs'), subjects: [{ type: 'AWS::EC2::FlowLog', each: 'req.FlowLogId[]', id: 'item.content|item' }] },
  // Of two ages: the newer one calls its names otherwise.
  {
    row: 66, service: 'elasticloadbalancing', names: ['CreateLoadBalancer'], when: 'req.loadBalancerName', deed: 'create', source: 'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html',
    subjects: [{ type: 'AWS::ElasticLoadBalancing::LoadBalancer', id: 'req.loadBalancerName', tags: 'req.tags', values: { LoadBalancerName: 'req.loadBalancerName', Subnets: '*req.subnets[]', SecurityGroups: '*req.securityGroups[]', Scheme: 'req.scheme', Listeners: '*req.listeners[]' } }],
  },
  {
    row: 66, service: 'elasticloadbalancing', names: ['CreateLoadBalancer'], deed: 'create', source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    subjects: [
      { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', each: 'rsp.loadBalancers[]', arn: ['item.loadBalancerArn'], id: 'item.loadBalancerName', name: 'item.loadBalancerName', tags: 'req.tags', values: { Name: 'item.loadBalancerName', Scheme: 'item.scheme', Type: 'item.type', Subnets: '*req.subnets[]|req.subnetMappings[].subnetId', SecurityGroups: '*item.securityGroups[]|req.securityGroups[]' } },
      { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', otherwise: true, name: 'req.name', tags: 'req.tags', values: { Name: 'req.name', Scheme: 'req.scheme', Type: 'req.type' } },
    ],
  },
  {
    row: 66, service: 'elasticloadbalancing', names: ['CreateListener'], deed: 'create', source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
    subjects: [{ type: 'AWS::ElasticLoadBalancingV2::Listener', each: 'rsp.listeners[]', arn: ['item.listenerArn'], id: 'item.listenerArn', tags: 'req.tags', values: { LoadBalancerArn: 'item.loadBalancerArn', Port: '#item.port', Protocol: 'item.protocol' } }, { type: 'AWS::ElasticLoadBalancingV2::Listener', otherwise: true, tags: 'req.tags', values: { LoadBalancerArn: 'req.loadBalancerArn', Port: '#req.port' } }],
  },
  {
    row: 66, service: 'elasticloadbalancing', names: ['CreateTargetGroup'], deed: 'create', source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
    subjects: [{ type: 'AWS::ElasticLoadBalancingV2::TargetGroup', each: 'rsp.targetGroups[]', arn: ['item.targetGroupArn'], id: 'item.targetGroupName', tags: 'req.tags', values: { Name: 'item.targetGroupName', Port: '#item.port', Protocol: 'item.protocol', VpcId: 'item.vpcId' } }, { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', otherwise: true, name: 'req.name', tags: 'req.tags', values: { Name: 'req.name' } }],
  },
  {
    row: 66, service: 'elasticloadbalancing', names: ['DeleteLoadBalancer'], when: 'req.loadBalancerName', deed: 'delete', source: 'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DeleteLoadBalancer.html',
    subjects: [{ type: 'AWS::ElasticLoadBalancing::LoadBalancer', id: 'req.loadBalancerName' }],
  },
  { row: 66, service: 'elasticloadbalancing', names: ['DeleteLoadBalancer'], deed: 'delete', source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html', subjects: [{ type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', arn: ['req.loadBalancerArn'] }] },
  { row: 66, service: 'elasticloadbalancing', names: ['DeleteListener'], deed: 'delete', source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteListener.html', subjects: [{ type: 'AWS::ElasticLoadBalancingV2::Listener', arn: ['req.listenerArn'] }] },
  { row: 66, service: 'elasticloadbalancing', names: ['DeleteTargetGroup'], deed: 'delete', source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html', subjects: [{ type: 'AWS::ElasticLoadBalancingV2::TargetGroup', arn: ['req.targetGroupArn'] }] },
  {
    row: 67, service: 'cloudfront', names: ['CreateDistribution', 'CreateDistributionWithTags'], deed: 'create', source: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistribution.html',
    subjects: [{ type: 'AWS::CloudFront::Distribution', arn: ['rsp.distribution.aRN', 'cloudfront::*:distribution/{$}'], id: 'rsp.distribution.id', tags: 'req.distributionConfigWithTags.tags[]', values: { DistributionConfig: 'req.distributionConfig|req.distributionConfigWithTags.distributionConfig' } }],
  },
  { row: 67, service: 'cloudfront', names: ['UpdateDistribution'], deed: 'modify', source: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html', subjects: [{ type: 'AWS::CloudFront::Distribution', arn: ['rsp.distribution.aRN', 'cloudfront::*:distribution/{$}'], id: 'req.id|rsp.distribution.id' }] },
  { row: 67, service: 'cloudfront', names: ['DeleteDistribution'], deed: 'delete', source: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DeleteDistribution.html', subjects: [{ type: 'AWS::CloudFront::Distribution', arn: ['cloudfront::*:distribution/{$}'], id: 'req.id' }] },
  {
    row: 73, service: 'route53resolver', names: ['CreateResolverQueryLogConfig'], deed: 'create', touches: 'logging', source: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverQueryLogConfig.html',
    subjects: [{ type: 'AWS::Route53Resolver::ResolverQueryLoggingConfig', arn: ['rsp.resolverQueryLogConfig.arn', 'route53resolver:*:*:resolver-query-log-config/{$}'], id: 'rsp.resolverQueryLogConfig.id', name: 'req.name', tags: 'req.tags', values: { Name: 'req.name', DestinationArn: 'req.destinationArn' } }],
  },
  {
    row: 73, service: 'route53resolver', names: ['DeleteResolverQueryLogConfig'], deed: 'delete', touches: 'logging', source: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_DeleteResolverQueryLogConfig.html',
    subjects: [{ type: 'AWS::Route53Resolver::ResolverQueryLoggingConfig', arn: ['rsp.resolverQueryLogConfig.arn', 'route53resolver:*:*:resolver-query-log-config/{$}'], id: 'req.resolverQueryLogConfigId' }],
  },
];
