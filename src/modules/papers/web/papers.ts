import type { Request } from 'express';
import { NotFound } from '../../../platform/errors.js';
import type { PdfPrinter } from '../../../platform/printing/pdfPrinter.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { keyParameter, ticketNumberParameter } from '../../../platform/web/parameters.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { loadFormContext } from '../../customers/index.js';
import { selectCompanySettings } from '../../settings/index.js';
import { selectTicketTrace, type TicketTrace } from '../../tickets/index.js';
import { paperView } from '../model/paperView.js';
import type { PaperContext } from '../model/types.js';
import type { CatalogPaper, PaperCatalog } from '../steps/paperCatalog.js';
import { paperSheet, papersOfTicket, ticketPaperData, ticketPeople } from './presenters/paperSheets.js';
import { sendPapers } from './sendPapers.js';

/** Stands for all papers in the place of a paper's key. */
const allPapers = 'all';

interface TicketPapers {
  trace: TicketTrace;
  papers: CatalogPaper[];
  context: PaperContext;
}

declare module '../../../platform/web/deps.js' {
  interface Web {
    papers: PaperCatalog;
    /** Absent when the server has no browser. */
    pdf?: PdfPrinter;
  }
}

/** GET /tickets/:number/papers: the papers that the ticket has data for. */
export const index: Handler = async (web, req, res) => {
  const { trace, papers, context } = await loadTicketPapers(web, req);
  const { number } = trace.ticket;
  const submitted = new Map(context.submissions.map((submission) => [submission.formKey, submission]));
  const titles = new Map(context.forms.map(({ key, title }) => [key, title]));
  await renderPage(web, req, res, 'papers/ofTicket', {
    title: '打印单据',
    subtitle: `${number} · ${trace.ticket.title}`,
    papers: papers.map(({ key, layout }) => ({
      title: layout.title,
      subtitle: layout.subtitle,
      href: paths.ticketPaper(number, key),
      blank: paths.blankPaper(key),
      data: (layout.offeredWith ?? []).flatMap((form) => {
        const submission = submitted.get(form);
        return submission ? `${titles.get(form)}（${submission.by}）` : [];
      }),
    })),
    all: paths.ticketPaper(number, allPapers),
    pdf: web.pdf ? withQuery(paths.ticketPaper(number, allPapers), { format: 'pdf' }) : null,
    back: { href: paths.ticket(number), label: `工单 ${number}` },
  });
};

/** GET /tickets/:number/papers/:paper: one paper, or all of them. */
export const show: Handler = async (web, req, res) => {
  const { trace, papers, context } = await loadTicketPapers(web, req);
  const { number } = trace.ticket;
  const wanted = papers.filter(({ key }) => [key, allPapers].includes(keyParameter(req, '单据', 'paper')));
  if (wanted.length === 0) throw new NotFound('该单据');
  const company = await selectCompanySettings(web.runtime.db);
  const url = web.config.baseUrl + paths.ticket(number);
  await sendPapers(web, req, res, {
    title: `${wanted.length > 1 ? '单据' : wanted[0]?.layout.title} ${number}`,
    sheets: wanted.map((paper) => paperSheet(paperView(paper, context), company, number, url)),
    back: { href: paths.ticketPapers(number), label: `打印单据 ${number}` },
  });
};

/** GET /papers/:paper/blank: a blank paper, to be filled in by hand where there is no network. */
export const blank: Handler = async (web, req, res) => {
  const { db } = web.runtime;
  const paper = await web.papers.paper(db, keyParameter(req, '单据', 'paper'));
  const company = await selectCompanySettings(db);
  const context: PaperContext = {
    variables: {},
    submissions: [],
    ticket: null,
    people: {},
    timeZone: web.config.timeZone,
    forms: await web.papers.forms(db),
    blank: true,
  };
  const sheet = paperSheet(paperView(paper, context), company, '', null);
  await sendPapers(web, req, res, {
    title: `空白${paper.layout.title}`,
    sheets: [sheet],
    back: { href: paths.papers(), label: '单据' },
  });
};

async function loadTicketPapers(web: Web, req: Request): Promise<TicketPapers> {
  const { db, clock, definitions } = web.runtime;
  const { timeZone } = web.config;
  const number = ticketNumberParameter(req);
  const person = personOf(req);
  const trace = await selectTicketTrace(db, person, number);
  const definition = await definitions.load(db, trace.definition.id);
  const own = [...definition.forms.values()].map(({ form }) => form);
  const moment = { now: clock.now(), timeZone };
  const { people } = await loadFormContext(db, own, person, moment, {});
  const others = (await web.papers.forms(db)).filter(({ key }) => !definition.forms.has(key));
  return {
    trace,
    papers: papersOfTicket(await web.papers.papers(db), trace, definition),
    context: {
      ...ticketPaperData(trace, definition),
      people: ticketPeople(trace, people),
      timeZone,
      forms: [...own, ...others],
      blank: false,
    },
  };
}
