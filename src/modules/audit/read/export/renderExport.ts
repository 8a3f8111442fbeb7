import { DateTime } from 'luxon';
import { eventName, ticketStatusNames, type VariableChange } from '../../../tickets/index.js';
import type { TicketExport } from './ticketExport.js';

const statusNames: Readonly<Record<string, string>> = ticketStatusNames;

const style = `body{font:14px/1.6 "Noto Sans SC","Microsoft YaHei",sans-serif;color:#111;max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
code{font-size:.85em;overflow-wrap:anywhere}@media print{body{margin:0;max-width:none}}`;

/**
 * Writes one file for people and programs: a readable report that contains the exported data. The same data always give the
 * same file, so that the check can compare the report with its data.
 */
export function renderExport(data: TicketExport): string {
  const { ticket } = data;
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>工单 ${escapeHtml(ticket.number)}</title>
<style>${style}</style></head>
<body>
<h1>工单 ${escapeHtml(ticket.number)}：${escapeHtml(ticket.title)}</h1>
${facts(data)}
<h2>流转记录（${data.events.length} 条）</h2>
${table(['序号', '时间', '人员', '事件', '环节', '数据变化', '校验码'], eventRows(data))}
<h2>已提交的表单（${data.submissions.length} 份）</h2>
${table(['环节', '时间', '内容'], submissionRows(data))}
<h2>附件（${data.attachments.length} 个）</h2>
${table(['文件', '类型', '字节数', 'SHA-256'], attachmentRows(data))}
<h2>证明</h2>
${proofText(data)}
<script type="application/json" id="serviceflow-export">${scriptSafe(data)}</script>
</body>
</html>
`;
}

function facts(data: TicketExport): string {
  const { ticket } = data;
  const rows = [
    ['流程', `${ticket.processName}（第 ${ticket.processVersion} 版）`],
    ['状态', statusNames[ticket.status] ?? ticket.status],
    ['发起时间', moment(data, ticket.startedAt)],
    ['结束时间', ticket.endedAt ? moment(data, ticket.endedAt) : '—'],
    ['导出', `${data.exportedBy}，${moment(data, data.exportedAt)}`],
  ];
  return table(
    ['项目', '内容'],
    rows.map((row) => row.map((cell) => escapeHtml(cell as string))),
  );
}

function eventRows(data: TicketExport): string[][] {
  return data.events.map((event) => [
    String(event.seq),
    escapeHtml(moment(data, event.at)),
    escapeHtml(event.actorName),
    escapeHtml(eventName(event.type)),
    escapeHtml(elementText(data, event.elementId)),
    changeText((event.data.changes ?? []) as VariableChange[]),
    `<code>${escapeHtml(event.hash.slice(0, 16))}</code>`,
  ]);
}

function changeText(changes: VariableChange[]): string {
  return changes
    .map(({ name, before, after }) =>
      before === undefined
        ? `${escapeHtml(name)}：${escapeHtml(valueText(after))}`
        : `${escapeHtml(name)}：${escapeHtml(valueText(before))} → ${escapeHtml(valueText(after))}`,
    )
    .join('<br>');
}

function submissionRows(data: TicketExport): string[][] {
  return data.submissions.map((submission) => [
    escapeHtml(elementText(data, submission.elementId)),
    escapeHtml(moment(data, submission.submittedAt)),
    Object.entries(submission.data)
      .map(([name, value]) => `${escapeHtml(name)}：${escapeHtml(valueText(value))}`)
      .join('<br>'),
  ]);
}

function attachmentRows(data: TicketExport): string[][] {
  return data.attachments.map((file) => [
    escapeHtml(file.name),
    escapeHtml(file.mediaType),
    String(file.size),
    `<code>${escapeHtml(file.sha256)}</code>`,
  ]);
}

function proofText({ proof, ticket }: TicketExport): string {
  if (!proof) return '<p>该工单尚未被每日检查点封存，只能核对其自身的校验码。</p>';
  const { checkpoint, head } = proof;
  const rest = ticket.eventCount - head.eventCount;
  return `<p>第 ${checkpoint.number} 号检查点（${escapeHtml(checkpoint.day)}）封存了本工单的前 ${head.eventCount} 条记录${
    rest > 0 ? `；其后的 ${rest} 条尚未封存` : ''
  }。</p><p>根校验码 <code>${escapeHtml(checkpoint.root)}</code><br>密钥指纹 <code>${escapeHtml(checkpoint.keyId)}</code></p>
<p>核对方法：<code>npm run audit:check-export 本文件</code>，不需要数据库。</p>`;
}

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${line(heads, 'th')}</thead><tbody>${rows.map((row) => line(row, 'td')).join('\n')}</tbody></table>`;
}

function elementText({ elements }: TicketExport, id: string | null): string {
  return id === null ? '' : (elements[id] ?? id);
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return '（空）';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function moment({ timeZone }: TicketExport, iso: string): string {
  return DateTime.fromISO(iso, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm:ss');
}

function escapeHtml(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => signs[sign] as string);
}

/** Escapes the data so that nothing in them can end the script element. */
function scriptSafe(data: TicketExport): string {
  const escapes: Record<string, string> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };
  return JSON.stringify(data).replace(/[<>&]/g, (sign) => escapes[sign] as string);
}
