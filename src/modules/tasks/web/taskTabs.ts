import type { Request } from 'express';
import { sizeText } from '../../../forms/widgets/shared/sizeText.js';
import type { Web } from '../../../platform/web/deps.js';
import type { IconName } from '../../../platform/web/icons.js';
import { momentView } from '../../../platform/web/moments.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { askedChoice, query } from '../../../platform/web/queryShapes.js';
import { selectWorkingCalendar } from '../../settings/index.js';
import { diagramTrace, relatedGroups, type TicketTrace, ticketTimes, timeline } from '../../tickets/index.js';
import type { TaskPage } from '../read/taskPage.js';

const tabs = ['work', 'diagram', 'course', 'files', 'related'] as const;
type Tab = (typeof tabs)[number];

const labels: Record<Tab, { label: string; icon: IconName }> = {
  work: { label: '办理', icon: 'clipboard-text' },
  diagram: { label: '流程图', icon: 'sitemap' },
  course: { label: '流转记录', icon: 'history' },
  files: { label: '附件', icon: 'paperclip' },
  related: { label: '关联工单', icon: 'route' },
};

const pageQuery = query({ tab: askedChoice(tabs) });

/** The tabs of a task page; besides the form, only what is asked for is made. */
export async function taskTabs(web: Web, req: Request, { task, trace }: TaskPage) {
  const open = req.method === 'GET' ? (pageQuery(req).tab ?? 'work') : 'work';
  const related = relatedGroups(trace.relations);
  const counts: Partial<Record<Tab, number>> = {
    files: trace.attachments.length,
    related: related.reduce((sum, { tickets }) => sum + tickets.length, 0),
  };
  return {
    tabs: tabs.map((id) => ({
      id,
      ...labels[id],
      count: counts[id],
      href: withQuery(paths.task(task.id), { tab: id === 'work' ? null : id }),
      isOpen: id === open,
    })),
    open: { [open]: true },
    ...(await contentOf(web, trace, open)),
    related: open === 'related' ? related : [],
  };
}

async function contentOf(web: Web, trace: TicketTrace, tab: Tab) {
  const now = web.runtime.clock.now();
  const { timeZone } = web.config;
  if (tab === 'course') return { timeline: timeline(trace, now, timeZone) };
  if (tab === 'files') return { files: filesOf(trace, now, timeZone) };
  if (tab !== 'diagram') return {};
  const { db, definitions } = web.runtime;
  const calendar = await selectWorkingCalendar(db, timeZone);
  const definition = await definitions.load(db, trace.definition.id);
  return { diagram: diagramTrace(trace, definition, ticketTimes(trace, calendar, now), now, timeZone) };
}

function filesOf({ attachments, people }: TicketTrace, now: Date, timeZone: string) {
  return attachments.map(({ id, name, size, mediaType, uploadedBy, uploadedAt }) => ({
    href: paths.attachment(id),
    name,
    size: sizeText(size),
    isPicture: mediaType.startsWith('image/'),
    who: people.get(uploadedBy) ?? '',
    at: momentView(uploadedAt, now, timeZone),
  }));
}
