import { type DraftClient, Refusal } from './draftClient.js';
import type { Designer } from './types.js';

export type SaveState =
  | { kind: 'saved'; at: Date }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  | { kind: 'retrying' }
  | { kind: 'refused'; message: string }
  | { kind: 'lost'; message: string };

const delayMs = 1200;
const retryMs = 5000;

/**
 * Saves the diagram a moment after each change, one request at a time. Network failures are retried; when somebody else
 * has the draft, saving ends with `lost`.
 */
export class Saving {
  /** Number of changes so far, and of those that are stored. */
  private changes = 0;
  private stored = 0;
  private timer = 0;
  private running: Promise<void> | null = null;
  private isStopped = false;

  constructor(
    private readonly designer: Designer,
    private readonly client: DraftClient,
    private revision: number,
    private readonly tell: (state: SaveState) => void,
  ) {
    designer.on('commandStack.changed', () => {
      this.changes += 1;
      tell({ kind: 'unsaved' });
      this.saveIn(delayMs);
    });
  }

  /** Whether every change is stored. */
  get isSaved(): boolean {
    return this.stored === this.changes;
  }

  async saveNow(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
    if (this.isStopped || this.isSaved) return;
    this.running = this.send();
    await this.running;
    this.running = null;
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private saveIn(pause: number): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = window.setTimeout(() => void this.saveNow(), pause);
  }

  private async send(): Promise<void> {
    const sent = this.changes;
    this.tell({ kind: 'saving' });
    try {
      const { xml = '' } = await this.designer.saveXML({ format: true });
      const { revision, savedAt } = await this.client.save(xml, this.revision);
      this.revision = revision;
      this.stored = sent;
      this.tell(this.isSaved ? { kind: 'saved', at: new Date(savedAt) } : { kind: 'unsaved' });
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    if (!(error instanceof Refusal)) {
      this.tell({ kind: 'retrying' });
      this.saveIn(retryMs);
      return;
    }
    const isLost = error.status === 409 || error.status === 403;
    if (isLost) this.stop();
    this.tell({ kind: isLost ? 'lost' : 'refused', message: error.message });
  }
}
