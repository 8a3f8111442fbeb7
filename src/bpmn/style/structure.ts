import { groupBy } from '../../platform/groupBy.js';
import { problemAt } from '../diagram.js';
import type { StyleRule } from './types.js';

/** A gateway with one way in and one way out decides nothing. */
export const noNeedlessGateways: StyleRule = ({ nodes }) =>
  nodes
    .filter(({ type, incoming, outgoing }) => {
      return type.endsWith('Gateway') && incoming.length === 1 && outgoing.length === 1;
    })
    .map(({ element }) => ({
      ...problemAt(element, '网关只有一进一出，没有作用。'),
      mend: { kind: 'removeElement', label: '去掉网关' },
    }));

/** One gateway that joins and forks at once is read in two ways. */
export const separateJoinsAndForks: StyleRule = ({ nodes }) =>
  nodes
    .filter(({ type, incoming, outgoing }) => {
      return type === 'ParallelGateway' && incoming.length > 1 && outgoing.length > 1;
    })
    .map(({ element }) => ({
      ...problemAt(element, '同一个并行网关既汇合又分支，建议拆成前后两个。'),
      mend: null,
    }));

/** Two tasks of one name can't be told apart in an inbox. */
export const distinctTaskNames: StyleRule = ({ nodes }) => {
  const tasks = nodes.filter(({ type, element }) => type === 'UserTask' && element.name?.trim());
  const groups = groupBy(tasks, ({ element }) => element.name);
  return tasks
    .filter((task) => groups.get(task.element.name)?.[0] !== task)
    .map(({ element }) => ({
      ...problemAt(element, '与另一个用户任务同名，待办和流转记录里分不清。'),
      mend: null,
    }));
};
