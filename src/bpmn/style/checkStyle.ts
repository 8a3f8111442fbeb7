import { executableProcesses, readDiagram } from '../diagram.js';
import type { ModdleContext } from '../parseDiagram.js';
import { documentationOfTasks, labelsOfDecisions, namesOfLanes, namesOfNodes } from './names.js';
import { everythingDrawn, noCrossings, noLinesThroughShapes, noOverlaps } from './placement.js';
import { readDrawing } from './readDrawing.js';
import { distinctTaskNames, noNeedlessGateways, separateJoinsAndForks } from './structure.js';
import type { StyleProblem, StyleRule } from './types.js';

/** In the order in which a person would mend. */
const rules: readonly StyleRule[] = [
  everythingDrawn,
  namesOfNodes,
  namesOfLanes,
  labelsOfDecisions,
  documentationOfTasks,
  distinctTaskNames,
  noNeedlessGateways,
  separateJoinsAndForks,
  noOverlaps,
  noLinesThroughShapes,
  noCrossings,
];

/** Finds everything that runs but should be drawn or named better; nothing for a file that holds no process. */
export function checkStyle(context: ModdleContext): StyleProblem[] {
  return executableProcesses(context).flatMap((process) => {
    const diagram = readDiagram(context, process);
    const drawing = readDrawing(context);
    return rules.flatMap((rule) => rule(diagram, drawing));
  });
}
