import { InvalidForm } from '../errors.js';
import { validateSubmission } from '../forms/validateSubmission.js';
import type { Directory } from '../rules/directory.js';
import type { DirectoryKind } from '../rules/directoryChanges.js';
import { directoryForm, directoryFormContext } from './directoryForms.js';
import type { CommandContext } from './runCommand.js';

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
