// What became of the people who reached a step: the results of their runs, and the answers to invitations.

/** What became of somebody who has reached a step; of those who were invited, also the answers. */
export const RESULTS: Record<string, string> = {
  enrolled: 'Enrolled',
  invited: 'Invited',
  accepted: 'Accepted',
  declined: 'Declined',
  pending: 'Open',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
  deferred: 'Waiting',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
};

/** The recorded statuses of invitations. The other results are decisions. */
export const ANSWERS = ['accepted', 'declined', 'pending', 'expired', 'withdrawn'] as const;
export type Answer = (typeof ANSWERS)[number];

export function isAnswer(result: string): boolean {
  return ANSWERS.some((answer) => answer === result);
}
