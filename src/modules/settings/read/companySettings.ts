import type { Knex } from 'knex';
import type { LogoValue } from '../model/settings.js';
import { selectOptionalSetting } from '../store/settings.js';

/** The company's data at the head of every paper. */
export interface CompanySettings {
  /** '' until somebody sets it. */
  name: string;
  address: string;
  phone: string;
  logo: CompanyLogo | null;
}

/** An image in the attachment folder, kept there under its SHA-256 and served at `paths.companyLogo`. */
export type CompanyLogo = LogoValue;

const emptyCompany: CompanySettings = { name: '', address: '', phone: '', logo: null };

/** Name, address, telephone and logo of the company; empty until an administrator sets them. */
export async function selectCompanySettings(db: Knex): Promise<CompanySettings> {
  const set = (await selectOptionalSetting(db, 'company')) as Partial<CompanySettings> | undefined;
  return { ...emptyCompany, ...set };
}
