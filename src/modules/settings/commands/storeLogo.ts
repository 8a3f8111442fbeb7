import { readFile, rm } from 'node:fs/promises';
import type { Actor } from '../../../platform/actor.js';
import { InvalidUpload } from '../../../platform/errors.js';
import { isDamaged } from '../../../platform/files/isDamaged.js';
import { mediaTypeOf } from '../../../platform/files/mediaTypeOf.js';
import { readImageSize } from '../../../platform/files/readImageSize.js';
import { keepFile } from '../../../platform/files/storeAttachment.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { changeLogo } from './changeCompany.js';

const maxBytes = 2 * 1024 * 1024;
const maxPixels = 4000;

/**
 * Checks the content of an uploaded image, stores it in the attachment folder and makes it the company's logo.
 * @throws {InvalidUpload} for anything but a PNG or JPEG of sensible size
 */
export async function storeLogo(
  runtime: Runtime,
  actor: Actor,
  folder: string,
  upload: { temporaryPath: string; size: number },
): Promise<void> {
  try {
    if (upload.size > maxBytes) throw new InvalidUpload('图片超过 2 MB，请缩小后再上传。');
    const mediaType = await mediaTypeOf(upload.temporaryPath);
    if (mediaType !== 'image/png' && mediaType !== 'image/jpeg')
      throw new InvalidUpload('公司标志只能是 PNG 或 JPG 图片。');
    const size = readImageSize(await readFile(upload.temporaryPath), mediaType);
    if (!size) throw new InvalidUpload('图片已损坏，请重新选择。');
    if (Math.max(size.width, size.height) > maxPixels)
      throw new InvalidUpload(`图片宽和高不能超过 ${maxPixels} 像素。`);
    if (await isDamaged(upload.temporaryPath, mediaType)) throw new InvalidUpload('图片已损坏，请重新选择。');
    const sha256 = await keepFile(folder, upload.temporaryPath);
    await runCommand(runtime, actor, changeLogo, { logo: { sha256, mediaType, ...size } });
  } finally {
    await rm(upload.temporaryPath, { force: true });
  }
}
