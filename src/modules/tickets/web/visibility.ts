import { permissions } from '../../../platform/permissions.js';
import type { Handler } from '../../../platform/web/deps.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { groupText } from '../../people/index.js';
import { settingTabs } from '../../settings/index.js';
import { ticketViewers } from '../model/ticketVisibility.js';

/** GET /settings/visibility: who may open a ticket, from the table that decides it. */
export const show: Handler = (web, req, res) =>
  renderPage(web, req, res, 'tickets/visibility', {
    title: '系统设置',
    tabs: settingTabs(req, 'visibility'),
    viewers: Object.entries(ticketViewers).map(([key, { who, bounds }]) => ({
      who: key === 'overseer' ? `${who}：${groupText(permissions.oversee)}` : who,
      bounds,
    })),
  });
