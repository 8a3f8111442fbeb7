import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { attachmentFolder } from '../../../forms/web/formSubmission.js';
import { logPageAccess } from '../../../platform/access/logPageAccess.js';
import { InvalidUpload, NotFound } from '../../../platform/errors.js';
import { safeFileName } from '../../../platform/files/safeFileName.js';
import { attachmentPath, storeAttachment } from '../../../platform/files/storeAttachment.js';
import { nothing } from '../../../platform/web/bodyShapes.js';
import type { Handler } from '../../../platform/web/deps.js';
import { idParameter } from '../../../platform/web/parameters.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { attachmentForPerson } from '../read/attachmentForPerson.js';

/** POST /attachments: stores an uploaded file and returns the value for the form field. */
export const upload = receives(nothing, async (web, req, res) => {
  const file = Array.isArray(req.files) ? req.files[0] : undefined;
  if (!file) throw new InvalidUpload('请选择要上传的文件。');
  const stored = await storeAttachment(web.runtime, personOf(req), attachmentFolder(web), {
    temporaryPath: file.path,
    originalName: file.originalname,
    size: file.size,
  });
  res.status(201).json(stored);
});

/** GET /attachments/:id: photos open in the browser, anything else is downloaded. */
export const download: Handler = async (web, req, res) => {
  const attachment = await attachmentForPerson(web.runtime.db, personOf(req), idParameter(req, '附件'));
  await logPageAccess(web, req, { action: 'view-file', detail: attachment.name });
  const path = attachmentPath(attachmentFolder(web), attachment.sha256);
  const { size } = await stat(path).catch(() => {
    throw new NotFound('附件的内容');
  });
  const inline = attachment.mediaType.startsWith('image/');
  setFileHeaders(res, attachment, inline);
  res.set('Content-Length', String(size));
  await pipeline(createReadStream(path), res);
};

/** The browser must use the stored media type, and the file must not run within a page of the application. */
function setFileHeaders(
  res: Response,
  file: { name: string; mediaType: string; sha256: string },
  inline: boolean,
) {
  const name = encodeURIComponent(safeFileName(file.name, file.mediaType)).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  res.set({
    'Content-Type': file.mediaType,
    'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, max-age=86400, immutable',
    ETag: `"${file.sha256}"`,
  });
}
