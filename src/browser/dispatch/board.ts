import { installAssigning } from './assign.js';
import { installCarrying } from './carry.js';
import { installDragging } from './drag.js';
import { keepBoardCurrent } from './keepBoardCurrent.js';

/** The dispatcher's board: cards are carried by pointer or keyboard, and what others do appears by itself. */
const board = document.querySelector<HTMLElement>('[data-board]');
if (board) {
  const current = keepBoardCurrent(board);
  const assign = installAssigning(board, current);
  const carrying = installCarrying(board, assign);
  current.pauseWhile(() => carrying.card !== null);
  installDragging(board, carrying);
  board.dataset.ready = 'true';
}
