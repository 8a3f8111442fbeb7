import type { Check } from '../diagram.js';
import { checkCallResults } from './checkCallResults.js';
import { checkCompensation } from './checkCompensation.js';
import { checkElements } from './checkElements.js';
import { checkEventSubProcesses } from './checkEventSubProcesses.js';
import { checkEvents } from './checkEvents.js';
import { checkExpressions } from './checkExpressions.js';
import { checkFieldTypes } from './checkFieldTypes.js';
import { checkFlows } from './checkFlows.js';
import { checkGateways } from './checkGateways.js';
import { checkJoins } from './checkJoins.js';
import { checkLoops } from './checkLoops.js';
import { checkNames } from './checkNames.js';
import { checkOrder } from './checkOrder.js';
import { checkProcess } from './checkProcess.js';
import { checkProperties } from './checkProperties.js';
import { checkRaised } from './checkRaised.js';
import { checkRules } from './checkRules.js';
import { checkTaskRules } from './checkTaskRules.js';
import { checkTasks } from './checkTasks.js';

/** Everything that a diagram is checked for before it is deployed. */
export const checks: readonly Check[] = [
  checkElements,
  checkProcess,
  checkFlows,
  checkGateways,
  checkJoins,
  checkEvents,
  checkRaised,
  checkEventSubProcesses,
  checkCompensation,
  checkTasks,
  checkTaskRules,
  checkProperties,
  checkRules,
  checkLoops,
  checkExpressions,
  checkNames,
  checkCallResults,
  checkOrder,
  checkFieldTypes,
];
