import type { CommandContext } from '../../../platform/runCommand.js';
import { companyForm } from '../model/companyForm.js';
import type { LogoValue, SettingValues } from '../model/settings.js';
import { changeSetting } from '../steps/changeSetting.js';
import { checkSettingForm } from '../steps/checkSettingForm.js';
import { selectSetting } from '../store/settings.js';

const noCompany: SettingValues['company'] = { name: '', address: '', phone: '', logo: null };

/** Sets name, telephone and address of the company; the logo stays. @throws {InvalidForm} {StaleSetting} */
export async function changeCompany(
  context: CommandContext,
  { data, revision }: { data: Record<string, unknown>; revision: number },
): Promise<void> {
  checkSettingForm(context, companyForm, data);
  const { logo } = await presentCompany(context);
  const { name, address = '', phone = '' } = data as { name: string; address?: string; phone?: string };
  await changeSetting(context, { key: 'company', value: { name, address, phone, logo }, revision });
}

/** Puts another logo, or none, at the head of the papers; the rest stays. */
export async function changeLogo(
  context: CommandContext,
  { logo }: { logo: LogoValue | null },
): Promise<void> {
  const { revision, ...company } = await presentCompany(context);
  await changeSetting(context, { key: 'company', value: { ...company, logo }, revision });
}

async function presentCompany({
  tx,
}: CommandContext): Promise<SettingValues['company'] & { revision: number }> {
  const { value, revision } = await selectSetting(tx, 'company');
  return { ...noCompany, ...(value as Partial<SettingValues['company']> | undefined), revision };
}
