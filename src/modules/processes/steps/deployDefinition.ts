import { createHash } from 'node:crypto';
import type { CheckedDefinition } from '../../../bpmn/types.js';
import { InvalidDefinition } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { insertForm, selectOptionalLatestForm } from '../store/formDefinitions.js';
import {
  insertDefinition,
  selectOptionalLatestDefinition,
  selectOptionalVersionByContent,
} from '../store/processDefinitions.js';
import { scheduleTimerStarts } from './scheduleTimerStarts.js';

/** Title and text of forms by key. */
export type FormTexts = ReadonlyMap<string, { title: string; text: string }>;

export interface DeployDefinitionInput {
  /** File name, for messages. */
  source: string;
  xml: string;
  checked: CheckedDefinition;
  /** At least the forms that the diagram names. */
  forms: FormTexts;
  publication?: Publication;
}

/** Who published a version, who approved it and why; absent for a version that was read from the folder. */
export interface Publication {
  publishedBy: number | null;
  comment: string;
  /** Who approved it (R18). */
  approvedBy: number | null;
  /** The older version that was restored; absent: the latest version with the same content, if there is one. */
  restoredFrom?: number;
}

export interface Deployment {
  id: number;
  key: string;
  version: number;
  /** False: the newest version is the same already. */
  deployed: boolean;
}

/**
 * Stores a checked diagram with the forms it names as the next version of its process, unless the newest version is the
 * same.
 * @throws {InvalidDefinition} when the check found problems
 */
export async function deployDefinition(
  context: CommandContext,
  input: DeployDefinitionInput,
): Promise<Deployment> {
  const { checked, xml, forms, publication } = input;
  if (checked.problems.length > 0) throw new InvalidDefinition(input.source, checked.problems);
  const { key, name, source, elements, startFormKey } = checked;
  const contentHash = contentHashOf(xml, checked.formKeys, forms);
  const latest = await selectOptionalLatestDefinition(context.tx, key);
  if (latest?.contentHash === contentHash)
    return { id: latest.id, key, version: latest.version, deployed: false };

  const pinned = [];
  for (const formKey of checked.formKeys)
    pinned.push({ formKey, formId: await deployForm(context, formKey, forms) });
  const version = (latest?.version ?? 0) + 1;
  const content = { key, version, name, xml, source, elements, startFormKey, contentHash };
  const stamp = {
    deployedAt: context.now.toISOString(),
    deployedBy: publication?.publishedBy ?? context.actor.id,
    comment: publication?.comment ?? null,
    approvedBy: publication?.approvedBy ?? null,
    restoredFrom:
      publication?.restoredFrom ??
      (await selectOptionalVersionByContent(context.tx, key, contentHash)) ??
      null,
  };
  const id = await insertDefinition(context.tx, { ...content, ...stamp }, pinned);
  await scheduleTimerStarts(context, { id, key, source });
  return { id, key, version, deployed: true };
}

/** SHA-256 over a diagram and the forms that it names, by which an equal version is recognized. */
export function contentHashOf(xml: string, formKeys: readonly string[], forms: FormTexts): string {
  return sha256([xml, ...formKeys.map((key) => forms.get(key)?.text ?? '')].join('\0'));
}

async function deployForm(context: CommandContext, key: string, forms: FormTexts): Promise<number> {
  const form = forms.get(key);
  if (!form)
    throw new InvalidDefinition(key, [{ elementId: null, elementName: null, message: `缺少表单 ${key}。` }]);
  const contentHash = sha256(form.text);
  const latest = await selectOptionalLatestForm(context.tx, key);
  if (latest?.contentHash === contentHash) return latest.id;
  return insertForm(context.tx, {
    key,
    version: (latest?.version ?? 0) + 1,
    title: form.title,
    schema: form.text,
    contentHash,
    deployedAt: context.now.toISOString(),
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
