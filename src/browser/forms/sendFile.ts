import { paths } from '../../platform/paths.js';
import { postHeaders } from './request.js';

/** A stored upload as the form carries it. */
export interface StoredFile {
  id: number;
  name: string;
  size: number;
  sha256: string;
}

/** Stores a file; XMLHttpRequest, because fetch does not report how much has been sent. Rejects with a sentence for people. */
export function sendFile(file: File, onProgress: (share: number) => void): Promise<StoredFile> {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append('file', file);
  return new Promise((resolve, reject) => {
    request.open('POST', paths.attachments());
    for (const [name, value] of Object.entries(postHeaders())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as StoredFile);
      else reject(new Error(reasonOf(request)));
    });
    request.addEventListener('error', () => reject(new Error('网络中断，请重试')));
    request.send(body);
  });
}

function reasonOf(request: XMLHttpRequest): string {
  try {
    const { message } = JSON.parse(request.responseText) as { message?: unknown };
    if (typeof message === 'string') return message;
  } catch {
    // Not JSON: a proxy or the size limit answered.
  }
  return request.status === 413 ? '文件太大' : `服务器没有接受（${request.status}）`;
}
