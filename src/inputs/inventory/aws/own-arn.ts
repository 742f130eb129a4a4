/**
 * The member that holds the ARN of an element itself, not of its role or its key: `Arn`, or what is called as the list is (`TopicArn`
 * among `Topics`). Null: none.
 */
export function ownArnOf(members: readonly string[], head: string): string | null {
  const list = head.toLowerCase();
  return (
    members.find((name) => name.toLowerCase() === 'arn') ??
    members.find((name) => {
      const of = /^(.{3,})arn$/i.exec(name)?.[1]?.toLowerCase();
      // `policies` of `policyArn`.
      return of !== undefined && list.startsWith(of.slice(0, -1));
    }) ??
    null
  );
}
