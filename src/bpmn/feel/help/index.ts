import type { BuiltInGroup } from './builtIn.js';
import { dateGroup } from './dates.js';
import { listGroup, statisticsGroup } from './lists.js';
import { numberGroup } from './numbers.js';
import { rangeGroup } from './ranges.js';
import { contextGroup, conversionGroup, textGroup } from './texts.js';

export type { BuiltInGroup, BuiltInHelp } from './builtIn.js';

/** Every built-in function with a line of Chinese and an example, those that are most used first. */
export const builtInHelp: readonly BuiltInGroup[] = [
  dateGroup,
  numberGroup,
  textGroup,
  listGroup,
  statisticsGroup,
  conversionGroup,
  contextGroup,
  rangeGroup,
];
