/** Why a pattern can't be used. */
export type PatternReason =
  | 'syntax'
  | 'flags'
  | 'backReference'
  | 'unknownBlock'
  | 'unknownCategory'
  | 'tooBig'
  | 'replacement'
  | 'matchesNothing';

export class PatternError extends Error {
  constructor(readonly reason: PatternReason) {
    super(reason);
    this.name = 'PatternError';
  }
}
