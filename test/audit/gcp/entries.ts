import type { JsonObject } from '../../../src/model/json.ts';

/** An entry of the audit logs of Google Cloud, constructed from the fields that Google documents (https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry). */
export interface Logged {
  readonly api: string;
  readonly method: string;
  readonly resource?: string;
  readonly at?: string;
  readonly insertId?: string;
  readonly request?: JsonObject;
  readonly response?: JsonObject;
  readonly labels?: JsonObject;
  readonly status?: JsonObject;
  readonly operation?: JsonObject;
  readonly principal?: string;
  readonly userAgent?: string;
  readonly log?: string;
  /** Further members of the payload. */
  readonly more?: JsonObject;
}

export const project = 'shop-prod';
export const pipeline = 'deployer@shop-prod.iam.gserviceaccount.com';

export function entry({ api, method, resource, at = '2026-11-28T02:14:05.123456789Z', insertId, request, response, labels, status, operation, principal = 'mona@shop.example', userAgent, log = 'activity', more }: Logged): JsonObject {
  return {
    protoPayload: {
      '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
      authenticationInfo: { principalEmail: principal },
      requestMetadata: { callerIp: '203.0.113.9', ...(userAgent === undefined ? {} : { callerSuppliedUserAgent: userAgent }) },
      serviceName: `${api}.googleapis.com`,
      methodName: method,
      ...(resource === undefined ? {} : { resourceName: resource }),
      ...(status === undefined ? {} : { status }),
      ...(request === undefined ? {} : { request: { '@type': `type.googleapis.com/${method}`, ...request } }),
      ...(response === undefined ? {} : { response }),
      ...more,
    },
    insertId: insertId ?? `i-${api}-${method}-${at}`,
    resource: { type: 'audited_resource', labels: { project_id: project, ...labels } },
    timestamp: at,
    severity: 'NOTICE',
    logName: `projects/${project}/logs/cloudaudit.googleapis.com%2F${log}`,
    ...(operation === undefined ? {} : { operation: { producer: `${api}.googleapis.com`, ...operation } }),
    receiveTimestamp: at,
  };
}
