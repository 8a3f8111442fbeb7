import type { Form } from '../../../forms/schema/types.js';
import { uploadsIn } from '../../../forms/submission/uploadsIn.js';
import type { FieldError } from '../../../platform/errors.js';
import { selectAttachments } from '../../../platform/files/attachments.js';
import type { CommandContext } from '../../../platform/runCommand.js';

/** Refuses uploads that are missing, belong to another ticket, or are unsubmitted uploads of somebody else. */
export async function checkAttachments(
  context: CommandContext,
  form: Form,
  data: Record<string, unknown>,
  ticketId: number | null,
): Promise<FieldError[]> {
  const fields = uploadsIn(form, data);
  const stored = await selectAttachments(
    context.tx,
    fields.flatMap(([, files]) => files.map((file) => file.id)),
  );
  return fields.flatMap(([path, files]) => {
    const wrong = files.filter((file) => {
      const row = stored.find((one) => one.id === file.id && one.sha256 === file.sha256);
      if (!row) return true;
      return row.ticketId === null ? row.uploadedBy !== context.actor.id : row.ticketId !== ticketId;
    });
    return wrong.map((file) => ({ path, message: `附件「${file.name}」无法使用，请重新上传。` }));
  });
}
