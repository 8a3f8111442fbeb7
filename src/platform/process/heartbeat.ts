/** Messages of the application to the process that supervises it. */
export type LifeSign = 'ready' | 'alive';

/** Interval between two life signs. A job that keeps the event loop busy keeps them back. */
const beatMs = 1000;

/** Tells the supervising process that this one serves, and from now on that its event loop turns. */
export function startHeartbeat(): void {
  const send = (sign: LifeSign) => {
    if (process.connected) process.send?.(sign);
  };
  send('ready');
  setInterval(() => send('alive'), beatMs).unref();
}

/**
 * Watches the life signs of a process: `onSilence` is called once when none came for so many milliseconds. It counts its own
 * turns, not the clock, so that a machine that slept ends nobody.
 */
export function watchHeartbeat(silenceMs: number, onSilence: () => void): { beat(): void; stop(): void } {
  const turnMs = Math.min(beatMs, silenceMs / 4);
  let silentTurns = 0;
  const timer = setInterval(() => {
    silentTurns += 1;
    if (silentTurns * turnMs < silenceMs) return;
    clearInterval(timer);
    onSilence();
  }, turnMs);
  return {
    beat: () => {
      silentTurns = 0;
    },
    stop: () => clearInterval(timer),
  };
}
