import { spawn } from 'node:child_process';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli } from '../../commands/landrail.ts';

/** A call as AWS gets it. */
export interface Asked {
  /** `ec2`, `tagging`, `s3`. */
  readonly service: string;
  readonly region: string;
  /** `DescribeVolumes`; of REST the method and path. */
  readonly operation: string;
}

export type Fault = (asked: Asked) => 'throttled' | 'refused' | 'expired' | 'hangs' | null;

export interface FaultyAws {
  readonly url: string;
  readonly asked: Asked[];
  fault: Fault;
  stop(): void;
}

const errors = { throttled: [503, 'RequestLimitExceeded', 'Request limit exceeded.'], refused: [403, 'UnauthorizedOperation', 'You are not authorized to perform this operation.'], expired: [400, 'ExpiredToken', 'The security token included in the request is expired'] } as const;

/** Moto behind a server that fails as AWS does. */
export async function faultyAws(behind: string): Promise<FaultyAws> {
  const target = new URL(behind);
  const asked: Asked[] = [];
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const body = Buffer.concat(parts);
      const one = askedBy(incoming, body);
      asked.push(one);
      const fault = aws.fault(one);
      if (fault === 'hangs') return;
      if (fault !== null) {
        const [status, code, message] = errors[fault];
        const isJson = incoming.headers['x-amz-target'] !== undefined || !['ec2', 'sts', 'autoscaling', 'iam', 'rds', 's3', 'elasticache', 'redshift', 'elasticloadbalancing'].includes(one.service);
        const json = { __type: fault === 'refused' ? 'AccessDeniedException' : code, message };
        const xml = one.service === 'ec2' ? `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>1</RequestID></Response>` : `<ErrorResponse><Error><Type>Sender</Type><Code>${fault === 'refused' ? 'AccessDenied' : code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
        outgoing.writeHead(status, { 'content-type': isJson ? 'application/x-amz-json-1.1' : 'text/xml', ...(isJson ? { 'x-amzn-errortype': json.__type } : {}) }).end(isJson ? JSON.stringify(json) : xml);
        return;
      }
      const onward = request({ host: target.hostname, port: target.port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const aws: FaultyAws = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    fault: () => null,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return aws;
}

function askedBy({ headers, method, url }: IncomingMessage, body: Buffer): Asked {
  const [, region = '', service = ''] = /Credential=[^/]*\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const target = headers['x-amz-target'];
  const operation = typeof target === 'string' ? target.slice(target.indexOf('.') + 1) : (/(?:^|&)Action=(\w+)/.exec(body.toString('latin1'))?.[1] ?? `${method} ${url}`);
  return { service, region, operation };
}

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `landrail inventory aws` beside this process, which answers it. `killAt`: asks the server how long it may live. */
export function collecting(aws: FaultyAws, cwd: string, flags: readonly string[], { killAt = Infinity, env = {} }: { readonly killAt?: number; readonly env?: Readonly<Record<string, string>> } = {}): Promise<Run> {
  const before = aws.asked.length;
  const child = spawn(process.execPath, [cli, 'inventory', 'aws', '--endpoint-url', aws.url, ...flags], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), XDG_CACHE_HOME: join(tmpdir(), 'landrail-test-cache'), NO_COLOR: '1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_EC2_METADATA_DISABLED: 'true', ...env },
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (part: Buffer) => (texts[name] += part.toString('utf8')));
  const watch = setInterval(() => aws.asked.length - before >= killAt && child.kill('SIGKILL'), 2);
  return new Promise((done) =>
    child.on('close', (status) => {
      clearInterval(watch);
      done({ status, ...texts });
    }),
  );
}
