import { type Assign, announce } from './assign.js';

/** Carries one card at a time over the engineers, by pointer or keyboard. */
export interface Carrying {
  readonly card: HTMLElement | null;
  begin(card: HTMLElement): void;
  /** Marks the engineer who would get the card; null for none. */
  aim(engineer: HTMLElement | null): void;
  drop(): void;
  cancel(): void;
  engineers(): HTMLElement[];
}

/** Carrying by keyboard: Enter on a grip takes the card up, arrows choose the engineer, Enter puts it down, Escape ends. */
export function installCarrying(board: HTMLElement, assign: Assign): Carrying {
  const carrying = createCarrying(board, assign);
  board.addEventListener('click', (event) => {
    const grip = (event.target as HTMLElement).closest<HTMLElement>('[data-grip]');
    const card = grip?.closest<HTMLElement>('[data-task]');
    // A pointer drags; a click without one (detail 0) is Enter or Space, or a screen reader.
    if (!card || event.detail !== 0) return;
    if (carrying.card === card) return carrying.drop();
    carrying.begin(card);
    aimAtNext(carrying, 0);
  });
  board.addEventListener('keydown', (event) => {
    if (!carrying.card) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      aimAtNext(carrying, step);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      carrying.cancel();
      announce(true, '已放回，没有改动。');
    }
  });
  return carrying;
}

function createCarrying(board: HTMLElement, assign: Assign): Carrying {
  let card: HTMLElement | null = null;
  let target: HTMLElement | null = null;
  const engineers = () => [...board.querySelectorAll<HTMLElement>('[data-engineer]')];
  const cancel = () => {
    card?.querySelector('[data-grip]')?.setAttribute('aria-pressed', 'false');
    board.classList.remove('is-carrying');
    for (const one of engineers()) one.classList.remove('is-target', 'is-barred');
    card = target = null;
  };
  return {
    get card() {
      return card;
    },
    engineers: () => engineers().filter((one) => card !== null && mayBeAssignedTo(card, one)),
    begin(taken) {
      cancel();
      card = taken;
      taken.querySelector('[data-grip]')?.setAttribute('aria-pressed', 'true');
      board.classList.add('is-carrying');
      for (const one of engineers()) one.classList.toggle('is-barred', !mayBeAssignedTo(taken, one));
    },
    aim(engineer) {
      target?.classList.remove('is-target');
      target = engineer;
      if (target && card && mayBeAssignedTo(card, target)) target.classList.add('is-target');
    },
    drop() {
      const [taken, to] = [card, target];
      cancel();
      if (taken && to) assignTo(taken, to, assign);
    },
    cancel,
  };
}

function assignTo(card: HTMLElement, to: HTMLElement, assign: Assign): void {
  const { engineer = '', name = '' } = to.dataset;
  if (card.dataset.holder === engineer) return;
  if (mayBeAssignedTo(card, to)) void assign(card, engineer);
  else
    announce(false, `${name}不能办理该任务：不是该岗位的人员，或按职责分离规定（R9、R18）须由其他人员办理。`);
}

/**
 * Whether the card may be dropped on the engineer. A claimed task can go to anybody else: the page that follows
 * checks whether they may have it.
 */
function mayBeAssignedTo(card: HTMLElement, { dataset: { engineer = '' } }: HTMLElement): boolean {
  const { holder, receivers = '' } = card.dataset;
  return holder ? holder !== engineer : receivers.split(' ').includes(engineer);
}

function aimAtNext(carrying: Carrying, step: number): void {
  const open = carrying.engineers();
  const at = open.findIndex((one) => one.classList.contains('is-target'));
  const next = open[at < 0 ? 0 : (at + step + open.length) % open.length];
  if (!next) {
    announce(false, '没有可以指派的工程师。');
    return;
  }
  carrying.aim(next);
  next.scrollIntoView({ block: 'nearest' });
  const { name = '', load = '' } = next.dataset;
  announce(true, `${name}，${load}。按回车指派，方向键换人，Esc 取消。`);
}
