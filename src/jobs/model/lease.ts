/** A job whose lease is older counts as lost and is taken again. */
export const leaseSeconds = 120;

/** End of a lease that is taken or renewed at the given time. */
export function leaseUntil(now: Date): Date {
  return new Date(now.getTime() + leaseSeconds * 1000);
}
