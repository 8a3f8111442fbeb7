/** A ticket with more forms than this is a long one: of it the page shows only a few, or it would not open fast. */
const longHistoryLength = 20;
const shownSubmissions = 6;

/** The forms of a ticket that pages show; those before them are told by the ticket's history. */
export function latestSubmissions<Submission>(submissions: readonly Submission[]): readonly Submission[] {
  return submissions.length > longHistoryLength ? submissions.slice(-shownSubmissions) : submissions;
}
