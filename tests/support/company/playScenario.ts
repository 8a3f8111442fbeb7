import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Form } from '../../../src/forms/schema/types.js';
import { selectLatestDefinition } from '../../../src/modules/processes/store/processDefinitions.js';
import { selectOpenTasks } from '../../../src/modules/tickets/store/tasks.js';
import { selectTicketByNumber, type TicketRow } from '../../../src/modules/tickets/store/tickets.js';
import { findTicket } from '../../../src/scenarios/acts/findTicket.js';
import { runStep } from '../../../src/scenarios/acts/runStep.js';
import type { ScenarioRun } from '../../../src/scenarios/acts/scenarioRun.js';
import { resolveSymbols } from '../../../src/scenarios/acts/symbols.js';
import { loadFormExamples } from '../../../src/scenarios/checks/formExamples.js';
import { openElements } from '../../../src/scenarios/checks/openElements.js';
import { loadScenarioFiles } from '../../../src/scenarios/files/loadScenarioFiles.js';
import type { ScenarioSite } from '../../../src/scenarios/sites/site.js';
import type { Act, FormExamples, ScenarioStep } from '../../../src/scenarios/types.js';
import type { Visit } from '../browser/browser.js';
import type { BrowserScene } from '../browser/browserScene.js';
import { claim, openStartForm, openTask, startTicket, submit } from '../browser/remoteServicePages.js';
import { fillForm } from '../http/fillForm.js';

const root = join(import.meta.dirname, '../../..');
const examples = join(root, 'forms', 'examples');

type FormAct = Extract<Act, { as: string }>;

export interface Play {
  process: string;
  scenario: string;
  /** Elements whose form is filled in a browser; the other steps are played without one. */
  inBrowser: readonly string[];
  /** Goes on with this ticket instead of starting one. */
  ticketId?: number;
  /** Forms that a person fills otherwise than the example says, by element. */
  byHand?: Record<string, (page: Page) => Promise<void>>;
  /** After the form of an element is filled, before it is sent. */
  beforeSending?: (elementId: string, visit: Visit) => Promise<void>;
}

/** People who play scenarios in browsers, each at an own computer. */
export class Troupe {
  readonly #visits = new Map<string, Visit>();

  constructor(private readonly scene: BrowserScene) {}

  /** Plays all steps, comparing what is open after each; returns the scenario's ticket. */
  async play(play: Play): Promise<TicketRow> {
    const file = (await loadScenarioFiles(join(root, 'processes'))).find(
      (one) => one.process === play.process,
    );
    const scenario = file?.scenarios.find(({ name }) => name === play.scenario);
    if (!scenario) throw new Error(`no scenario ${play.scenario} of ${play.process}`);
    const performance = new Performance(this.scene, this, await loadFormExamples(examples), play);
    for (const step of scenario.steps) await performance.perform(step);
    return performance.ticket(undefined);
  }

  /** The browser of a person, who logs in the first time. */
  async at(login: string): Promise<Visit> {
    const visit = this.#visits.get(login) ?? (await this.scene.enter(login));
    this.#visits.set(login, visit);
    return visit;
  }
}

class Performance {
  #ticketId: number;
  /** What the steps without a browser share. */
  readonly #run: ScenarioRun;

  constructor(
    private readonly scene: BrowserScene,
    private readonly troupe: Troupe,
    private readonly examples: FormExamples,
    private readonly play: Play,
  ) {
    this.#ticketId = play.ticketId ?? 0;
    const { runtime, runJobs, attachmentFolder } = scene.app;
    const site = { runtime, worker: { runDue: runJobs }, attachmentFolder } as unknown as ScenarioSite;
    this.#run = { site, examples, processKey: play.process, ticketId: play.ticketId ?? null };
  }

  ticket(process: string | undefined): Promise<TicketRow> {
    return findTicket(this.scene.database.db, this.#ticketId, process);
  }

  async perform(step: ScenarioStep): Promise<void> {
    const { act } = step;
    if (!('elementId' in act) || !this.play.inBrowser.includes(act.elementId)) {
      await this.performWithoutBrowser(step);
      return;
    }
    if (act.kind === 'start') await this.start(act);
    else if (act.kind === 'complete') await this.complete(act, await this.ticket(step.in));
    else throw new Error(`the browser has no way for a step of kind ${act.kind}`);
    if (!step.open) return;
    const { id } = await this.ticket(step.in);
    const found = await openElements(this.scene.database.db, id);
    expect(found, JSON.stringify(act)).toEqual([...step.open].sort());
  }

  private async performWithoutBrowser(step: ScenarioStep): Promise<void> {
    if (step.act.kind === 'start' && this.play.ticketId !== undefined) return;
    expect(await runStep(this.#run, step)).toMatchObject({ passed: true });
    this.#ticketId = this.#run.ticketId as number;
  }

  private async start(act: FormAct): Promise<void> {
    if (this.play.ticketId !== undefined) return;
    const { db, definitions } = this.scene.app.runtime;
    const { id, name, startFormKey } = await selectLatestDefinition(db, this.play.process);
    const { forms } = await definitions.load(db, id);
    const form = forms.get(startFormKey ?? '')?.form as Form;
    const visit = await this.troupe.at(act.as);
    await openStartForm(visit.page, name);
    await this.fill(visit, form, act);
    const number = await startTicket(visit.page, labelOf(form));
    this.#ticketId = (await selectTicketByNumber(db, number)).id;
    this.#run.ticketId = this.#ticketId;
  }

  private async complete(act: FormAct, ticket: TicketRow): Promise<void> {
    const { db, definitions } = this.scene.app.runtime;
    const tasks = (await selectOpenTasks(db, ticket.id)).filter(
      ({ elementId }) => elementId === act.elementId,
    );
    const { id: personId } = await db('persons').where({ login: act.as }).first('id');
    const task = tasks.find(({ assigneeId }) => assigneeId === personId) ?? tasks[0];
    if (!task) throw new Error(`${act.elementId} is not open on ${ticket.number}`);
    const visit = await this.troupe.at(act.as);
    const isReady = task.status === 'ready';
    await openTask(visit.page, ticket.number, isReady ? '可签收' : '待处理', task.name);
    if (isReady) await claim(visit.page);
    const { forms } = await definitions.load(db, ticket.definitionId);
    const form = forms.get(task.formKey ?? '')?.form as Form;
    await this.fill(visit, form, act);
    await submit(visit.page, labelOf(form));
  }

  private async fill(visit: Visit, form: Form, act: FormAct): Promise<void> {
    const byHand = this.play.byHand?.[act.elementId];
    if (byHand) await byHand(visit.page);
    else await fillForm(visit.page, form.schema, await this.data(form.key, act));
    await this.play.beforeSending?.(act.elementId, visit);
  }

  private async data(formKey: string, { form, data }: FormAct): Promise<Record<string, unknown>> {
    const cases = this.examples.get(formKey) ?? [];
    const example = form === undefined ? cases[0] : cases.find((one) => one.case === form);
    const filled = Object.entries({ ...example?.data, ...data }).filter(([, value]) => value !== null);
    const site = { runtime: this.scene.app.runtime } as unknown as ScenarioSite;
    return (await resolveSymbols(site, Object.fromEntries(filled))) as Record<string, unknown>;
  }
}

function labelOf({ schema }: Form): string {
  return schema['x-ui']?.submitLabel ?? '提交';
}
