import { type DraftClient, Refusal } from './draftClient.js';

const renewIntervalMs = 30_000;

/**
 * Takes the draft for this person and keeps it while the page is open.
 * @param onLost called with the reason when somebody else has taken it
 * @throws {Refusal} when somebody else has it now
 */
export async function holdLock(client: DraftClient, onLost: (message: string) => void): Promise<() => void> {
  await client.lock();
  const timer = window.setInterval(async () => {
    try {
      await client.lock();
    } catch (error) {
      if (!(error instanceof Refusal)) return;
      clearInterval(timer);
      onLost(error.message);
    }
  }, renewIntervalMs);
  const release = () => {
    clearInterval(timer);
    client.release();
  };
  window.addEventListener('pagehide', release);
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  return () => {
    clearInterval(timer);
    window.removeEventListener('pagehide', release);
  };
}
