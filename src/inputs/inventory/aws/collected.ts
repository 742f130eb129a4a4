import { liveAwsTypes } from '#catalog/live-aws-types.ts';
import { collectedAnswers } from '../collected.ts';

/** Of `landrail inventory aws`. */
export const collected = collectedAnswers('aws', liveAwsTypes);
