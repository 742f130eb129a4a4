import { record } from './record.ts';
import { screenOf } from './screen.ts';
import { still } from './style.ts';
import { story } from './story.ts';
import { pictureOf } from './svg.ts';

/** Files of docs/ from a run of the samples: the picture, and its end for who wants no motion. @param root of the repository, built. */
export async function pictures(root: string): Promise<ReadonlyMap<string, string>> {
  const moving = pictureOf(await screenOf(record(story, root)), {
    title: 'landrail in a terminal',
    description:
      'A pull request puts a machine with four GPUs into main.tf. landrail check shows the line, what is allowed and how to mend it, and fails. With another machine it passes. ' +
      'The next morning landrail drift finds a machine with eight GPUs that no code declares: who launched it through the console, when, and which guardrails would have stopped it in a pull request.',
  });
  return new Map([['picture.svg', moving], ['picture-still.svg', still(moving)]]);
}
