import { paths } from '../../platform/paths.js';
import { postHeaders } from '../forms/request.js';
import type { LiveBoard } from './keepBoardCurrent.js';

/** Gives the task of a card to an engineer. */
export type Assign = (card: HTMLElement, personId: string) => Promise<void>;

/** Sends an assignment without leaving the board, also from the forms of the cards, and announces the result. */
export function installAssigning(board: HTMLElement, current: LiveBoard): Assign {
  const assign: Assign = async (card, personId) => {
    const { reassign, task = '' } = card.dataset;
    if (reassign) {
      location.assign(`${reassign}?${new URLSearchParams({ person: personId, returnTo: paths.board() })}`);
      return;
    }
    const index = cardsOf(board).indexOf(card);
    const { isDone, message } = await postAssignment(board.dataset.assign ?? '', { task, person: personId });
    announce(isDone, message);
    await current.refresh();
    if (isDone) focusCardAt(board, index);
  };
  board.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const card = form.closest<HTMLElement>('[data-task]');
    if (!card) return;
    event.preventDefault();
    void assign(card, form.querySelector('select')?.value ?? '');
  });
  return assign;
}

/** Announces a message to screen readers; a refusal is also shown. */
export function announce(isDone: boolean, message: string): void {
  const status = document.querySelector('[data-board-status]');
  const alert = document.querySelector<HTMLElement>('[data-board-alert]');
  if (status) status.textContent = isDone ? message : '';
  if (!alert) return;
  alert.hidden = isDone;
  const text = alert.querySelector('[data-board-alert-text]');
  if (text) text.textContent = isDone ? '' : message;
}

async function postAssignment(
  url: string,
  fields: Record<string, string>,
): Promise<{ isDone: boolean; message: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: postHeaders(),
      body: new URLSearchParams(fields),
      credentials: 'same-origin',
    });
    const { message, details } = (await response.json()) as { message: string; details?: string[] };
    return { isDone: response.ok, message: details?.[0] ?? message };
  } catch {
    return { isDone: false, message: '没有连上服务器，任务没有指派，请稍后重试。' };
  }
}

const cardsOf = (board: HTMLElement) => [
  ...board.querySelectorAll<HTMLElement>('.board-pool .board-card[data-task]'),
];

/** Focuses the card that is now at that position, so that the next task can be assigned at once. */
function focusCardAt(board: HTMLElement, index: number): void {
  const cards = cardsOf(board);
  const next = cards[Math.min(index, cards.length - 1)];
  const target =
    next?.querySelector<HTMLElement>('[data-grip]') ?? board.querySelector<HTMLElement>('#pool-title');
  target?.focus();
}
