import { liveAnswers, type LiveAnswer } from '#catalog/live-aws.ts';
import { liveAwsType, liveAwsTypes } from '#catalog/live-aws-types.ts';
import type { Kind } from '#model/resource.ts';
import type { Gap } from '../answers.ts';
import { drawnMaker, drawnName } from './drawn-name.ts';
import { collectedAnswers, type RefusedCall } from '../collected.ts';

/** IAM and the CLI call some services by other names. */
const commands: Readonly<Record<string, string>> = { elasticfilesystem: 'efs', elasticloadbalancing: 'elbv2', s3: 's3api' };

/** Asked once in an account, wherever what they list stands. */
const global: ReadonlySet<string> = new Set(['s3', 'iam']);

/** What is not seen where a call is refused: what it lists, and what is asked for by the names that it lists. A call about tags or the place of what is listed leaves no gap. */
function gapOf({ account, region, call }: RefusedCall): Gap {
  const [service = '', operation = ''] = call.split(':');
  const cli = commands[service] ?? service;
  const command = `${cli} ${operation.replaceAll(/[A-Z]+(?![a-z])|[A-Z]/g, (letters) => `-${letters.toLowerCase()}`).slice(1)}`;
  const isListed = ({ command: other }: LiveAnswer): boolean => (operation.startsWith('List') ? other.startsWith(`${cli} `) : other === command || other.startsWith(`${command} (`));
  const kinds = liveAnswers().flatMap((answer): readonly Kind[] => (isListed(answer) ? [liveAwsType(answer.type)?.kind ?? []].flat() : []));
  return { scope: account, region: service === 'iam' ? 'global' : global.has(service) ? null : region, kinds: [...new Set(kinds)] };
}

/** Of `landrail inventory aws`. */
export const collected = { ...collectedAnswers('aws', liveAwsTypes, gapOf), drawnName, drawnMaker };
