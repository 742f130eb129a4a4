/** An argument of a resource, where it is known and not empty. */
export type Told = (argument: string) => string | null;

/**
 * The ARN of a resource of aws. Newer types call it by what they are: `guardrail_arn` of aws_bedrock_guardrail, `agent_alias_arn` of
 * aws_bedrockagent_agent_alias. The name of something else that it belongs to is never the end of its own.
 */
export function ownArn(type: string, told: Told): string | null {
  return told('arn') ?? named(type, told, 'arn');
}

/** Whether `ownArn` may ask for an argument. */
export function isOwnArn(argument: string): boolean {
  return argument === 'arn' || argument.endsWith('_arn');
}

/** What it is called by itself, `guardrail_id`. */
export function ownId(type: string, told: Told): string | null {
  return told('id') ?? named(type, told, 'id');
}

function named(type: string, told: Told, what: 'arn' | 'id'): string | null {
  const words = type.split('_').slice(2);
  for (let from = 0; from < words.length; from++) {
    const found = told(`${words.slice(from).join('_')}_${what}`);
    if (found !== null) return found;
  }
  return null;
}
