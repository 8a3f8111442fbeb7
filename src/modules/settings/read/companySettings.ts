import type { Knex } from 'knex';
import type { LogoValue } from '../model/settings.js';
import { selectOptionalSetting } from '../store/settings.js';

/** The company as it stands at the head of every paper. */
export interface CompanySettings {
  /** '' while nobody has set it. */
  name: string;
  address: string;
  phone: string;
  logo: CompanyLogo | null;
}

/** An image in the attachment folder, kept there under its SHA-256 and served at `paths.companyLogo`. */
export type CompanyLogo = LogoValue;

const nothingSet: CompanySettings = { name: '', address: '', phone: '', logo: null };

/** Name, address, telephone and logo of the company, as an administrator has set them. */
export async function selectCompanySettings(db: Knex): Promise<CompanySettings> {
  const set = (await selectOptionalSetting(db, 'company')) as Partial<CompanySettings> | undefined;
  return { ...nothingSet, ...set };
}
