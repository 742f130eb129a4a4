import { arnOfPlain } from '#catalog/arns.ts';
import { arnIn, arnOfQueue, type Place } from '#catalog/aws/place.ts';
import type { Made } from './stack-list.ts';

interface Within {
  /** What it is a part of. */
  readonly of: string;
  readonly arn: (whole: string, id: string) => string;
}

const stage = (api: string, id: string): string => `${api}/stages/${id}`;

/** What has no more than a name within something else. */
const within: ReadonlyMap<string, Within> = new Map([
  ['AWS::ApiGateway::Stage', { of: 'AWS::ApiGateway::RestApi', arn: stage }],
  ['AWS::ApiGatewayV2::Stage', { of: 'AWS::ApiGatewayV2::Api', arn: stage }],
  ['AWS::CodeDeploy::DeploymentGroup', { of: 'AWS::CodeDeploy::Application', arn: (whole, id) => `${whole.replace(':application:', ':deploymentgroup:')}/${id}` }],
]);

/** The ARNs of what a stack has made, which CloudFormation knows by an address, or by the last part of them. */
export class StackArns {
  /** Of what others are parts of, where the stack has one alone. */
  readonly #only = new Map<string, string | null>();

  constructor(made: readonly Made[]) {
    const wholes = new Set([...within.values()].map(({ of }) => of));
    for (const { type, physicalId } of made) if (wholes.has(type)) this.#only.set(type, this.#only.has(type) ? null : physicalId);
  }

  of({ type, physicalId }: Made, place: Place): readonly string[] {
    if (arnIn(physicalId) !== null) return [];
    const arn = arnOfQueue(physicalId) ?? this.#within(type, physicalId, place) ?? arnOfPlain(type, physicalId, place);
    return arn === null ? [] : [arn];
  }

  #within(type: string, id: string, place: Place): string | null {
    const part = within.get(type);
    const whole = part === undefined ? null : (this.#only.get(part.of) ?? null);
    const arn = part === undefined || whole === null ? null : arnOfPlain(part.of, whole, place);
    return part === undefined || arn === null ? null : part.arn(arn, id);
  }
}
