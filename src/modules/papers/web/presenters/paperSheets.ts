import QRCode from 'qrcode';
import type { FormContext } from '../../../../forms/schema/types.js';
import { paths } from '../../../../platform/web/paths.js';
import type { DeployedDefinition } from '../../../processes/index.js';
import type { CompanySettings } from '../../../settings/index.js';
import { participants, type TicketTrace } from '../../../tickets/index.js';
import type { PaperContext, PaperData } from '../../model/types.js';
import type { PaperView } from '../../model/viewTypes.js';
import type { CatalogPaper, PaperSample } from '../../steps/paperCatalog.js';

/** A paper with its head. */
export interface PaperSheet extends PaperView {
  company: { name: string; address: string; phone: string; logo: string | null };
  /** Number of the ticket, contract or the like. */
  number: string | null;
  /** The drawing of the QR code that leads to the ticket. */
  qr: { outer: number; drawing: string } | null;
}

/** Adds the head to a paper. The QR code holds `url`. */
export function paperSheet(
  view: PaperView,
  company: CompanySettings,
  number: string | null,
  url: string | null,
): PaperSheet {
  const { name, address, phone, logo } = company;
  return {
    ...view,
    company: { name, address, phone, logo: logo && paths.companyLogo(logo.sha256) },
    number,
    qr: url === null ? null : qrDrawing(url),
  };
}

/** The light margin around the code that scanners need, in modules. */
const quietZone = 2;

function qrDrawing(url: string): { outer: number; drawing: string } {
  const { size, data } = QRCode.create(url, { errorCorrectionLevel: 'M' }).modules;
  const dark = Array.from(data.keys()).filter((index) => data[index]);
  const drawing = dark.map((index) => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`).join('');
  return { outer: size + 2 * quietZone, drawing };
}

/** Keys of the forms submitted on a ticket. */
function submittedForms(trace: TicketTrace, definition: DeployedDefinition) {
  const keys = new Map([...definition.forms].map(([key, { id }]) => [id, key]));
  return trace.submissions.flatMap(({ formId, ...submission }) => {
    const formKey = keys.get(formId);
    return formKey === undefined ? [] : { ...submission, formKey };
  });
}

/** The papers that a ticket has data for, in the order in which the data came. */
export function papersOfTicket(
  papers: readonly CatalogPaper[],
  trace: TicketTrace,
  definition: DeployedDefinition,
): CatalogPaper[] {
  const submitted = submittedForms(trace, definition).map(({ formKey }) => formKey);
  const order = ({ layout: { source = 'ticket', offeredWith } }: CatalogPaper) => {
    if (source !== 'ticket') return -1;
    return offeredWith ? submitted.findIndex((key) => offeredWith.includes(key)) : submitted.length;
  };
  return papers.filter((paper) => order(paper) >= 0).sort((a, b) => order(a) - order(b));
}

/** The ticket's data for its papers. */
export function ticketPaperData(trace: TicketTrace, definition: DeployedDefinition): PaperData {
  const { ticket, people, relations } = trace;
  const latest = new Map(
    submittedForms(trace, definition).map(({ formKey, data, submittedBy, submittedAt }) => [
      formKey,
      { formKey, data, by: people.get(submittedBy) ?? '', at: submittedAt },
    ]),
  );
  return {
    variables: ticket.variables,
    submissions: [...latest.values()],
    ticket: {
      number: ticket.number,
      title: ticket.title,
      processName: trace.definition.name,
      category: ticket.category ?? undefined,
      initiator: ticket.initiatorId === null ? '' : people.get(ticket.initiatorId),
      startedAt: ticket.startedAt,
      endedAt: ticket.endedAt ?? undefined,
      parentNumber: relations.parent?.number,
    },
  };
}

/** Names of people on a ticket: members of groups, and participants who have left since. */
export function ticketPeople(trace: TicketTrace, members: FormContext['people']): FormContext['people'] {
  return { ...members, ...participants(trace) };
}

/** The sample data for the preview of a layout. */
export function sampleContext(
  { layout }: Pick<CatalogPaper, 'layout'>,
  sample: PaperSample,
  rest: Pick<PaperContext, 'forms' | 'timeZone'>,
): PaperContext {
  const { source = 'ticket' } = layout;
  const ownForms = sample.submissions.filter(({ formKey }) => layout.offeredWith?.includes(formKey));
  const everything = [...sample.submissions, ...ownForms].map(({ data }) => data);
  return {
    ...rest,
    people: { '': sample.people },
    blank: false,
    submissions: sample.submissions,
    ticket: sample.ticket,
    variables: source === 'ticket' ? Object.assign({}, ...everything) : (sample.computed[source] ?? {}),
  };
}
