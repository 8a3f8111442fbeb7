import { runCommand } from '../../../platform/runCommand.js';
import { nothing } from '../../../platform/web/bodyShapes.js';
import { flash } from '../../../platform/web/flash.js';
import { taskParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { remindTask } from '../commands/remindTask.js';
import { selectTaskInShort } from '../read/taskPage.js';

/** POST /tasks/:taskId/reminder */
export const remind = receives(nothing, async (web, req, res) => {
  const taskId = taskParameter(req);
  const { ticket } = await selectTaskInShort(web.runtime.db, personOf(req), taskId);
  await runCommand(web.runtime, personOf(req), remindTask, { taskId });
  flash(req, 'success', '已催办，办理人会在待办中看到并收到邮件。');
  res.redirect(303, paths.ticket(ticket.number));
});
