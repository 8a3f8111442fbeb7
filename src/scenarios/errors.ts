import { DomainError } from '../platform/errors.js';

/** A step that could not be done; its message is the Chinese sentence for the process owner. */
export class ScenarioFailure extends Error {}

/** A scenario or example file that can't be used, with every reason in Chinese. */
export class InvalidScenarios extends DomainError {
  constructor(
    readonly source: string,
    readonly problems: string[],
  ) {
    super(`场景文件 ${source} 不能使用：${problems.join('；')}`);
  }
}
