import type { Player } from './player.js';

/** Buttons, slider, speed, the list of steps, the keyboard, and the step in the address. */
export function installControls(root: HTMLElement, player: Player): void {
  const controls = root.querySelector<HTMLElement>('[data-controls]')!;
  const slider = root.querySelector<HTMLInputElement>('[data-slider]')!;
  const acts: Record<string, () => unknown> = {
    first: () => player.goTo(0),
    previous: () => player.goTo(player.index - 1),
    play: () => (player.isPlaying ? player.pause() : player.play()),
    next: () => player.next(),
    last: () => player.goTo(player.count - 1),
  };
  for (const button of controls.querySelectorAll<HTMLElement>('[data-go]')) {
    button.addEventListener('click', () => acts[button.dataset.go ?? '']?.());
  }
  slider.addEventListener('input', () => void player.goTo(Number(slider.value)));
  const speed = root.querySelector<HTMLSelectElement>('[data-speed]')!;
  speed.addEventListener('change', () => {
    player.speed = Number(speed.value);
  });
  player.onChange = () => follow(controls, slider, player);
  installKeys(acts);
  installSteps(root, player);
  controls.hidden = false;
  const wanted = stepInAddress();
  void player.goTo(wanted ?? 0);
  if (wanted !== null) root.scrollIntoView();
}

function follow(controls: HTMLElement, slider: HTMLInputElement, player: Player): void {
  const { index, count, isPlaying } = player;
  slider.value = String(index);
  slider.setAttribute('aria-valuetext', `第 ${index + 1} 步，共 ${count} 步`);
  for (const face of controls.querySelectorAll<HTMLElement>('[data-when]')) {
    face.hidden = (face.dataset.when === 'playing') !== isPlaying;
  }
  const ends: Record<string, boolean> = {
    first: index === 0,
    previous: index === 0,
    next: index === count - 1,
    last: index === count - 1,
  };
  for (const button of controls.querySelectorAll<HTMLElement>('[data-go]')) {
    button.setAttribute('aria-disabled', String(ends[button.dataset.go ?? ''] ?? false));
  }
  if (!isPlaying) history.replaceState(null, '', `#step-${index + 1}`);
}

/** Space plays and pauses, the arrows step, except where the key has a meaning of its own. */
function installKeys(acts: Record<string, () => unknown>): void {
  const keys: Record<string, string> = { ' ': 'play', ArrowLeft: 'previous', ArrowRight: 'next' };
  document.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const target = event.target as HTMLElement;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    if (event.key === ' ' && target.closest('button, a, summary')) return;
    event.preventDefault();
    acts[act]?.();
  });
}

/** Each step of the list can be gone to. */
function installSteps(root: HTMLElement, player: Player): void {
  for (const [index, step] of document.querySelectorAll<HTMLElement>('[data-steps] > li').entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'show-in-diagram';
    button.textContent = '从这一步看';
    button.addEventListener('click', () => {
      void player.goTo(index);
      root.scrollIntoView({ block: 'start' });
    });
    step.querySelector('.timeline-when')?.append(button);
  }
  addEventListener('hashchange', () => {
    const index = stepInAddress();
    if (index !== null && index !== player.index) void player.goTo(index);
  });
}

function stepInAddress(): number | null {
  const number = /^#step-(\d{1,6})$/.exec(location.hash)?.[1];
  return number ? Number(number) - 1 : null;
}
