import { createHash } from 'node:crypto';
import { insertForm, selectOptionalLatestForm } from '../db/formDefinitions.js';
import { insertDefinition, selectOptionalLatestDefinition } from '../db/processDefinitions.js';
import type { CheckedDefinition } from '../engine/types.js';
import { InvalidDefinition } from '../errors.js';
import type { CommandContext } from './runCommand.js';

export interface DeployDefinitionInput {
  /** File name, for messages. */
  source: string;
  xml: string;
  checked: CheckedDefinition;
  /** Title and text of every form file by key. */
  forms: ReadonlyMap<string, { title: string; text: string }>;
  /** What was changed, as the person says who publishes it. */
  comment?: string;
  /** The person who approved it (R18). */
  approvedBy?: number | null;
  /** The older version of which it is the copy. */
  restoredFrom?: number;
}

/**
 * Stores a checked diagram with the forms it names as the next version of its process, when anything of it is new.
 * @returns the version, and whether it was made now
 * @throws {InvalidDefinition} when the check found problems
 */
export async function deployDefinition(
  context: CommandContext,
  input: DeployDefinitionInput,
): Promise<{ key: string; version: number; deployed: boolean }> {
  const { checked, xml } = input;
  if (checked.problems.length > 0) throw new InvalidDefinition(input.source, checked.problems);
  const formTexts = checked.formKeys.map((key) => input.forms.get(key)?.text ?? '');
  const contentHash = sha256([xml, ...formTexts].join('\0'));
  const latest = await selectOptionalLatestDefinition(context.tx, checked.key);
  if (latest?.contentHash === contentHash)
    return { key: checked.key, version: latest.version, deployed: false };

  const forms = [];
  for (const formKey of checked.formKeys) {
    forms.push({ formKey, formId: await deployForm(context, formKey, input.forms) });
  }
  const version = (latest?.version ?? 0) + 1;
  await insertDefinition(
    context.tx,
    {
      key: checked.key,
      version,
      name: checked.name,
      xml,
      source: checked.source,
      elements: checked.elements,
      startFormKey: checked.startFormKey,
      contentHash,
      deployedAt: context.now.toISOString(),
      deployedBy: context.actor.id,
      comment: input.comment ?? null,
      approvedBy: input.approvedBy ?? null,
      restoredFrom: input.restoredFrom ?? null,
    },
    forms,
  );
  return { key: checked.key, version, deployed: true };
}

async function deployForm(
  context: CommandContext,
  key: string,
  forms: DeployDefinitionInput['forms'],
): Promise<number> {
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
