import type { CommandContext } from '../../../platform/runCommand.js';
import { companyForm } from '../model/companyForm.js';
import type { LogoValue, SettingValues } from '../model/settings.js';
import { changeSetting } from '../steps/changeSetting.js';
import { checkSettingForm } from '../steps/checkSettingForm.js';
import { selectSetting } from '../store/settings.js';

const emptyCompany: SettingValues['company'] = { name: '', address: '', phone: '', logo: null };

/** Sets name, telephone and address of the company and keeps its logo. @throws {InvalidForm} {StaleSetting} */
export async function changeCompany(
  context: CommandContext,
  { data, revision }: { data: Record<string, unknown>; revision: number },
): Promise<void> {
  checkSettingForm(context, companyForm, data);
  const { logo } = await selectCompany(context);
  const { name, address = '', phone = '' } = data as { name: string; address?: string; phone?: string };
  await changeSetting(context, { key: 'company', value: { name, address, phone, logo }, revision });
}

/** Sets or removes the logo at the head of the papers and keeps the rest. */
export async function changeLogo(
  context: CommandContext,
  { logo }: { logo: LogoValue | null },
): Promise<void> {
  const { revision, ...company } = await selectCompany(context);
  await changeSetting(context, { key: 'company', value: { ...company, logo }, revision });
}

async function selectCompany({
  tx,
}: CommandContext): Promise<SettingValues['company'] & { revision: number }> {
  const { value, revision } = await selectSetting(tx, 'company');
  return { ...emptyCompany, ...(value as Partial<SettingValues['company']> | undefined), revision };
}
