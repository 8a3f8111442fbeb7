/** How long a job stays with who took it before it counts as lost. */
export const leaseSeconds = 120;

/** The lease of a job that is taken, or still worked on, at the given moment. */
export function leaseUntil(now: Date): Date {
  return new Date(now.getTime() + leaseSeconds * 1000);
}
