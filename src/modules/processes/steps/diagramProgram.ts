import { answerQuestions } from '../../../platform/process/workThread.js';
import type { DiagramQuestion } from './diagramDesk.js';
import { diagramWork } from './diagramWork.js';

/** The thread of `createDiagramDesk`. */
answerQuestions(({ name, input }: DiagramQuestion) => {
  const work = diagramWork[name] as (...input: unknown[]) => Promise<unknown>;
  return work(...input);
});
