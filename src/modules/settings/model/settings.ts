import type { MailServer } from '../../../mail/model/server.js';
import type { NumberingRule } from './numbering.js';
import type { WorkingCalendar } from './workingCalendar.js';

/** The value of each setting, by the key of its row. */
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

/** How changed processes are published, as administrators set it. */
export interface PublishingValue {
  /** Whether a changed file in the folder becomes a version at once, or a draft that an owner publishes. */
  pickUp: 'version' | 'draft';
  /** Processes whose publication a second owner must approve (R18); `*` means all, also future ones. */
  fourEyes: readonly string[];
}

export const everyProcess = '*';

/** Applies until somebody sets it. */
export const defaultPublishing: PublishingValue = { pickUp: 'version', fourEyes: [] };
