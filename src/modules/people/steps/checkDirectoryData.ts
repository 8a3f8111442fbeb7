import { validateSubmission } from '../../../forms/submission/validateSubmission.js';
import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { Directory } from '../model/directory.js';
import type { DirectoryKind } from '../model/directoryChanges.js';
import { directoryForm, directoryFormContext } from '../model/directoryForms.js';

/** @throws {InvalidForm} when the data is not what the form of the department, position or person asks for */
export function checkDirectoryData(
  { actor, now, settings }: Pick<CommandContext, 'actor' | 'now' | 'settings'>,
  directory: Directory,
  kind: DirectoryKind,
  data: Record<string, unknown>,
): void {
  const context = directoryFormContext(directory, actor, { now, timeZone: settings.timeZone });
  const errors = validateSubmission(directoryForm(kind, actor), data, context);
  if (errors.length > 0) throw new InvalidForm(errors);
}
