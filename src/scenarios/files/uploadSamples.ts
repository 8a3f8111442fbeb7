import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Person } from '../../platform/actor.js';
import { storeAttachment } from '../../platform/files/storeAttachment.js';
import type { ScenarioSite } from '../sites/site.js';
import { sampleFile } from './sampleFiles.js';

/** Uploads a file as the acting person for every signature, photo and attachment in the data, however deep. */
export async function uploadSamples(site: ScenarioSite, person: Person, value: unknown): Promise<unknown> {
  if (Array.isArray(value)) {
    const stored = [];
    for (const item of value) stored.push(await uploadSamples(site, person, item));
    return stored;
  }
  if (value === null || typeof value !== 'object') return value;
  if ('sha256' in value) return upload(site, person, String((value as { name?: unknown }).name));
  const stored: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) stored[name] = await uploadSamples(site, person, item);
  return stored;
}

async function upload(site: ScenarioSite, person: Person, name: string) {
  const { runtime, attachmentFolder } = site;
  const content = sampleFile(name);
  await mkdir(attachmentFolder, { recursive: true });
  const temporaryPath = join(attachmentFolder, `${randomUUID()}.upload`);
  await writeFile(temporaryPath, content);
  return storeAttachment(runtime, person, attachmentFolder, {
    temporaryPath,
    originalName: name,
    size: content.length,
  });
}
