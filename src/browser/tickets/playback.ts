import { installControls } from './playback/controls.js';
import { createPanel } from './playback/panel.js';
import { Player } from './playback/player.js';
import { createStage } from './playback/stage.js';
import type { Playback } from './playback/types.js';

/** Plays the history of a ticket; the list of its steps on the page shows the same without a script. */
const root = document.querySelector<HTMLElement>('[data-playback]');
if (root) void start(root);

async function start(root: HTMLElement): Promise<void> {
  const data = JSON.parse(document.querySelector('[data-playback-data]')?.textContent ?? '') as Playback;
  try {
    const stage = await createStage(root, data);
    const player = new Player(data.frames.length, stage, createPanel(data.frames));
    installControls(root, player);
    root.dataset.ready = 'true';
  } catch {
    root.querySelector('[data-diagram-canvas]')?.setAttribute('hidden', '');
    root.querySelector('[data-diagram-failed]')?.removeAttribute('hidden');
  }
}
