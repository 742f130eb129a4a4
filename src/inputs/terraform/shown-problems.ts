/** A broken plan or state breaks often; the first faults tell the story. */
export const shownProblems = 20;
