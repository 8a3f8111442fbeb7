import { type Check, problemAt } from '../diagram.js';
import { isEventSubProcess } from './checkEventSubProcesses.js';

/** Keys name files, URLs and call activities. */
export const processKeyPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The process itself: its key, its name, one place to begin, and so for each sub-process. */
export const checkProcess: Check = ({ process, nodes }) => {
  const problems = [];
  if (!processKeyPattern.test(process.id ?? '')) {
    problems.push(
      problemAt(process, `流程标识「${process.id}」只能用小写字母、数字和连字符，并以字母开头。`),
    );
  }
  if (!process.name?.trim()) problems.push(problemAt(process, '流程没有名称。'));
  const scopes = [process, ...nodes.filter((node) => node.type === 'SubProcess').map((node) => node.element)];
  for (const scope of scopes) {
    const inScope = nodes.filter((node) => node.scopeId === scope.id);
    const what = scope === process ? '流程' : '子流程';
    const starts = inScope.filter((node) => node.type === 'StartEvent');
    if (starts.length !== 1)
      problems.push(problemAt(scope, `${what}必须恰好有一个开始事件，现有 ${starts.length} 个。`));
    const byEvent = nodes.some((node) => node.element === scope && isEventSubProcess(node));
    for (const start of starts.filter((one) => one.event !== null && !byEvent)) {
      problems.push(problemAt(start.element, `${what}的开始事件不能带触发条件（${start.event}）。`));
    }
    if (!inScope.some((node) => node.type === 'EndEvent'))
      problems.push(problemAt(scope, `${what}没有结束事件。`));
  }
  return problems;
};
