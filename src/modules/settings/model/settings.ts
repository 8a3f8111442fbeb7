import type { MailServer } from '../../../mail/model/server.js';
import type { NumberingRule } from './numbering.js';
import type { WorkingCalendar } from './workingCalendar.js';

/** What the department sets, by the key of its row. */
export interface SettingValues {
  company: { name: string; address: string; phone: string; logo: LogoValue | null };
  workingCalendar: CalendarValue;
  numbering: Record<string, NumberingRule>;
  priceList: PriceItem[];
  publishing: PublishingValue;
  /** Null: mails go to the mail folder. */
  mail: MailServer | null;
}

export type SettingKey = keyof SettingValues;

export interface LogoValue {
  sha256: string;
  mediaType: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
}

export interface CalendarValue extends Pick<WorkingCalendar, 'hours' | 'exceptions'> {
  /** Why a day is an exception. */
  notes: Readonly<Record<string, string>>;
}

export interface PriceItem {
  code: string;
  name: string;
  kind: 'part' | 'labour' | 'travel';
  unit: string;
  /** Yuan with at most two decimals. */
  price: number;
}

/** How processes get into force, as administrators set it. */
export interface PublishingValue {
  /** What becomes of a changed file in the folder: a version at once, or a draft that an owner publishes. */
  pickUp: 'version' | 'draft';
  /** Processes whose publication a second owner must approve (R18); `*` means all, also those to come. */
  fourEyes: readonly string[];
}

export const everyProcess = '*';

/** What counts while nobody has set it. */
export const standardPublishing: PublishingValue = { pickUp: 'version', fourEyes: [] };
