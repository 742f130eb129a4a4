/** What EC2 calls a thing, as its console and reports do: `i-0c4f1d2e3a5b60718` of an ARN. Nothing else in the cloud has that id. */
export function shortId(arn: string): string | null {
  return /^arn:[\w-]+:ec2:[^/]*\/([a-z]+-[0-9a-f]{8,17})$/.exec(arn)?.[1] ?? null;
}
