/** Pages of tickets with more forms show only the latest, so that they open fast. */
const longHistoryLength = 20;
const shownSubmissions = 6;

/** The submitted forms shown on pages; earlier ones are in the ticket's history. */
export function latestSubmissions<Submission>(submissions: readonly Submission[]): readonly Submission[] {
  return submissions.length > longHistoryLength ? submissions.slice(-shownSubmissions) : submissions;
}
