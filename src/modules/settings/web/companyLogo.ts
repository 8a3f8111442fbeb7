import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { attachmentFolder } from '../../../forms/web/formSubmission.js';
import { NotFound } from '../../../platform/errors.js';
import { attachmentPath } from '../../../platform/files/storeAttachment.js';
import type { Handler } from '../../../platform/web/deps.js';
import { keyParameter } from '../../../platform/web/parameters.js';
import { selectCompanySettings } from '../read/companySettings.js';

/** GET /company/logo/:sha256: the present logo; its address names its content, so browsers may cache it without limit. */
export const logo: Handler = async (web, req, res) => {
  const { logo: current } = await selectCompanySettings(web.runtime.db);
  if (!current || current.sha256 !== keyParameter(req, '公司标志', 'sha256')) throw new NotFound('公司标志');
  const path = attachmentPath(attachmentFolder(web), current.sha256);
  const { size } = await stat(path).catch(() => {
    throw new NotFound('公司标志的内容');
  });
  res.set({
    'Content-Type': current.mediaType,
    'Content-Length': String(size),
    'Content-Disposition': 'inline',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, max-age=86400, immutable',
    ETag: `"${current.sha256}"`,
  });
  await pipeline(createReadStream(path), res);
};
