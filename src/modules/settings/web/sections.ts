import type { Request } from 'express';
import { isPermitted, type Permission, permissions } from '../../../platform/permissions.js';
import type { Web } from '../../../platform/web/deps.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import type { SettingKey } from '../model/settings.js';
import { type SettingPage, selectSettingPage } from '../read/settings.js';
import { type SettingChangeItem, settingChangeItem } from './presenters/settingChanges.js';

export interface Section<Key extends SettingKey | null = SettingKey | null> {
  /** The setting that it changes; null: it explains what can't be changed. */
  key: Key;
  label: string;
  href: string;
  permission: Permission;
}

const { configure, configureDepartment } = permissions;

/** What the page of every section shows. */
interface SectionFrame {
  title: string;
  tabs: { label: string; href: string; current: boolean }[];
  href: string;
  revision: number;
  changes: SettingChangeItem[];
}

/** The pages of the settings in the order of their tabs. */
export const sections = {
  company: { key: 'company', label: '公司', href: paths.companySettings(), permission: configure },
  calendar: {
    key: 'workingCalendar',
    label: '工作时间',
    href: paths.calendarSettings(),
    permission: configureDepartment,
  },
  numbering: { key: 'numbering', label: '工单编号', href: paths.numberingSettings(), permission: configure },
  prices: { key: 'priceList', label: '价目表', href: paths.priceSettings(), permission: configureDepartment },
  publishing: {
    key: 'publishing',
    label: '流程发布',
    href: paths.publishingSettings(),
    permission: configure,
  },
  mail: { key: 'mail', label: '邮件', href: paths.mailSettings(), permission: configure },
  visibility: { key: null, label: '查看范围', href: paths.visibilitySettings(), permission: configure },
} as const satisfies Record<string, Section>;

/** The sections that the person may open. */
export function sectionsFor(req: Request): Section[] {
  return Object.values(sections).filter(({ permission }) => isPermitted(permission, personOf(req)));
}

/** The tabs of all settings' pages, for the page of one of them. */
export function settingTabs(req: Request, current: keyof typeof sections): SectionFrame['tabs'] {
  return sectionsFor(req).map(({ label, href }) => ({
    label,
    href,
    current: href === sections[current].href,
  }));
}

/**
 * A section's setting with what every section's page shows: tabs, revision and history.
 * @param processNames names by key, for sections whose settings name processes
 */
export async function loadSection<Key extends SettingKey>(
  web: Web,
  req: Request,
  section: Section<Key>,
  processNames: ReadonlyMap<string, string> = new Map(),
): Promise<{ setting: SettingPage<Key>; frame: SectionFrame }> {
  const { db, clock } = web.runtime;
  const setting = await selectSettingPage(db, section.key);
  const tabs = sectionsFor(req).map(({ label, href }) => ({ label, href, current: href === section.href }));
  const context = { now: clock.now(), timeZone: web.config.timeZone, processNames };
  const changes = setting.changes.map((change) => settingChangeItem(change, context));
  return {
    setting,
    frame: {
      title: '系统设置',
      tabs,
      href: section.href,
      revision: setting.revision,
      changes: changes.filter(({ lines }) => lines.length > 0),
    },
  };
}
