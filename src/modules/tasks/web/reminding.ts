import { remindTask } from '../commands/remindTask.js';
import { runCommand } from '../commands/runCommand.js';
import { selectTaskTrace } from '../queries/taskPage.js';
import type { Handler } from './deps.js';
import { flash } from './flash.js';
import { idParameter } from './parameters.js';
import { paths } from './paths.js';
import { personOf } from './person.js';

/** POST /tasks/:id/reminder */
export const remind: Handler = async (web, req, res) => {
  const taskId = idParameter(req, '任务');
  const { trace } = await selectTaskTrace(web.runtime.db, personOf(req), taskId);
  await runCommand(web.runtime, personOf(req), remindTask, { taskId });
  flash(req, 'success', '已催办，办理人会在待办中看到并收到邮件。');
  res.redirect(303, paths.ticket(trace.ticket.number));
};
