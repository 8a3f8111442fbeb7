import { answerQuestions } from '../../../src/platform/process/workThread.js';

let asked = 0;

/** Does what it is told: ends never, takes all memory, fails, or says how many questions came before. */
answerQuestions(async (order: 'turn' | 'grow' | 'fail' | 'count') => {
  asked += 1;
  if (order === 'turn') for (;;);
  if (order === 'fail') throw new TypeError('told to fail');
  const all: string[][] = [];
  while (order === 'grow') all.push(Array.from({ length: 10_000 }, (_, index) => `${index} ${all.length}`));
  return asked;
});
