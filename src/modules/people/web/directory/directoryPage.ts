import type { Request } from 'express';
import { DateTime } from 'luxon';
import { isPermitted, permissions } from '../../../../platform/permissions.js';
import type { Web } from '../../../../platform/web/deps.js';
import { paths } from '../../../../platform/web/paths.js';
import { askedDay, query } from '../../../../platform/web/queryShapes.js';
import type { Directory } from '../../model/directory.js';
import { selectDirectory, selectDirectoryOn, selectFirstDirectoryDay } from '../../read/directory.js';

export const back = { href: paths.directory(), label: '组织目录' };

/** Whether the person may change the directory; others are not offered the actions. */
export const mayEdit = (req: Request): boolean => isPermitted(permissions.editDirectory, req.person);

export type TabName = 'structure' | 'chart' | 'persons' | 'groups' | 'history';

/** The views of the directory, with the open one marked. */
export function directoryTabs(current: TabName) {
  const all: [TabName, string, string][] = [
    ['structure', '组织结构', paths.directory()],
    ['chart', '组织架构图', paths.directoryChart()],
    ['persons', '人员', paths.directoryPersons()],
    ['groups', '岗位与权限组', paths.directoryGroups()],
    ['history', '变更记录', paths.directoryHistory()],
  ];
  return all.map(([name, label, href]) => ({ label, href, current: name === current }));
}

export interface DatedDirectory {
  directory: Directory;
  /** The day asked for; null: now. */
  on: string | null;
  today: string;
}

/** The data of the day picker: the day shown, today, and the first day with a directory. */
export async function dayView(web: Web, { on, today }: Pick<DatedDirectory, 'on' | 'today'>) {
  const first = await selectFirstDirectoryDay(web.runtime.db, web.config.timeZone);
  return { on, today, first, tooEarly: on !== null && first !== null && on < first };
}

const dayQuery = query({ on: askedDay });

/** The present directory, or that of the day in the URL; an invalid or future day gives the present one. */
export async function directoryOfRequest(web: Web, req: Request): Promise<DatedDirectory> {
  const { db, clock } = web.runtime;
  const { timeZone } = web.config;
  const today = DateTime.fromJSDate(clock.now(), { zone: timeZone }).toISODate() as string;
  const { on } = dayQuery(req);
  if (on === undefined || on >= today) return { directory: await selectDirectory(db), on: null, today };
  return { directory: await selectDirectoryOn(db, on, timeZone), on, today };
}
