import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { FieldError } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { button, formWith, optionalChoice, text, wholeNumber } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import {
  datePartNames,
  loadSection,
  type NumberingRule,
  numberingErrors,
  refusalErrors,
  sections,
} from '../../settings/index.js';
import { changeNumbering } from '../commands/changeNumbering.js';
import { type ProcessNumbering, previewNumber, selectNumbering } from '../read/numbering.js';

const dateParts = Object.keys(datePartNames) as NumberingRule['datePart'][];

/** The rule of each process, by its key. */
const numberingBody = formWith(
  { _revision: wholeNumber, _action: button(['complete', 'preview']) },
  {
    prefixes: { names: /\.prefix$/, value: text('前缀', 20) },
    parts: { names: /\.datePart$/, value: optionalChoice('日期部分', dateParts) },
    digitCounts: { names: /\.digits$/, value: text('流水号位数', 10) },
  },
);

/** GET /settings/numbering */
export const show: Handler = async (web, req, res) => showNumbering(web, req, res, await numbering(web), []);

/** POST /settings/numbering: saves, or previews the numbers with the other button. */
export const save = receives(numberingBody, async (web, req, res, body) => {
  const rows = (await numbering(web)).map((row) => ({ ...row, rule: readRule(body, row) }));
  const rules = Object.fromEntries(rows.map(({ key, rule }) => [key, rule]));
  if (body._action === 'preview') {
    return showNumbering(web, req, res, await previewed(web, rows), numberingErrors(rules));
  }
  try {
    await runCommand(web.runtime, personOf(req), changeNumbering, { rules, revision: body._revision });
    flash(req, 'success', '设置已保存。');
    res.redirect(303, paths.numberingSettings());
  } catch (error) {
    await showNumbering(web, req, res, rows, refusalErrors(res, error));
  }
});

function numbering(web: Web): Promise<ProcessNumbering[]> {
  return selectNumbering(web.runtime.db, momentOf(web));
}

function momentOf(web: Web) {
  return { now: web.runtime.clock.now(), timeZone: web.config.timeZone };
}

function readRule(
  { prefixes, parts, digitCounts }: z.output<typeof numberingBody>,
  { key, rule }: ProcessNumbering,
): NumberingRule {
  const digits = (digitCounts[`${key}.digits`] ?? '').trim();
  return {
    prefix: (prefixes[`${key}.prefix`] ?? '').trim().toUpperCase(),
    datePart: parts[`${key}.datePart`] ?? rule.datePart,
    digits: /^\d+$/.test(digits) ? Number(digits) : Number.NaN,
  };
}

function previewed(web: Web, rows: ProcessNumbering[]): Promise<ProcessNumbering[]> {
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      next: numberingErrors({ [row.key]: row.rule }).length > 0 ? '' : await nextOf(web, row.rule),
    })),
  );
}

function nextOf(web: Web, rule: NumberingRule): Promise<string> {
  return previewNumber(web.runtime.db, rule, momentOf(web));
}

async function showNumbering(
  web: Web,
  req: Request,
  res: Response,
  rows: ProcessNumbering[],
  errors: FieldError[],
): Promise<void> {
  const { frame } = await loadSection(web, req, sections.numbering);
  const names = new Map(rows.map(({ key, name }) => [key, name]));
  const changes = frame.changes.map((change) => ({
    ...change,
    lines: change.lines.map((line) => ({ ...line, part: names.get(line.part) ?? line.part })),
  }));
  const errorAt = (path: string) => errors.find((error) => error.path === path)?.message ?? null;
  await renderPage(web, req, res, 'settings/numbering', {
    ...frame,
    changes,
    error: errorAt(''),
    rows: rows.map(({ key, name, rule, next }) => ({
      key,
      name,
      next,
      prefix: rule.prefix,
      digits: Number.isNaN(rule.digits) ? '' : rule.digits,
      dateParts: dateParts.map((value) => ({
        value,
        label: datePartNames[value],
        selected: value === rule.datePart,
      })),
      prefixError: errorAt(`${key}.prefix`),
      digitsError: errorAt(`${key}.digits`),
    })),
  });
}
