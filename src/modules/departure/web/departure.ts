import type { Request, Response } from 'express';
import type { z } from 'zod';
import { type FieldError, InvalidForm, NotAllowed, NotFound } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { formWith, text, wholeNumber } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { idParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import {
  type Directory,
  type DirectoryPerson,
  selectDirectory,
  whyNotEditPerson,
} from '../../people/index.js';
import { departPerson } from '../commands/departPerson.js';
import { findOpenWork, type OpenWork } from '../steps/findOpenWork.js';
import { handoverItems, successorOptions } from './presenters/departure.js';

/** A successor for everything, and for single tasks, later steps and positions. */
const departureBody = formWith(
  { _revision: wholeNumber, all: text('接手人', 20) },
  { choices: { names: /^(task|later|position)-[\w-]{1,200}$/, value: text('接手人', 20) } },
);

type TypedChoices = Omit<z.output<typeof departureBody>, '_revision'>;

/** GET /directory/persons/:id/departure: the open work of the person, and the possible successors. */
export const show: Handler = async (web, req, res) => {
  const { directory, person } = await load(web, req);
  await showDeparture(web, req, res, directory, person, { all: '', choices: {} });
};

/** POST /directory/persons/:id/departure */
export const depart = receives(departureBody, async (web, req, res, { _revision: revision, ...typed }) => {
  const { directory, person } = await load(web, req);
  const input = { id: person.id, revision, ...typed };
  try {
    const work = await runCommand(web.runtime, personOf(req), departPerson, input);
    flash(req, 'success', `${person.name}已办理离职。${resultText(work)}`);
    res.redirect(303, paths.person(person.id));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showDeparture(web, req, res, directory, person, typed, error.errors);
  }
});

function resultText({ tasks, futureTasks }: OpenWork): string {
  const parts = [
    ...(tasks.length > 0 ? [`${tasks.length} 项任务`] : []),
    ...(futureTasks.length > 0 ? [`${futureTasks.length} 处后续环节`] : []),
  ];
  return parts.length > 0 ? `${parts.join('、')}已移交。` : '';
}

async function showDeparture(
  web: Web,
  req: Request,
  res: Response,
  directory: Directory,
  person: DirectoryPerson,
  typed: TypedChoices,
  errors: FieldError[] = [],
): Promise<void> {
  const work = await findOpenWork(web.runtime.db, person.id);
  await renderPage(web, req, res, 'people/directory/departure', {
    title: `办理离职：${person.name}`,
    subject: person,
    all: successorOptions(directory, person.id, typed.all),
    items: handoverItems(directory, person, work, typed.choices, errors),
    hasWork: work.tasks.length + work.futureTasks.length > 0,
    errors,
    back: { href: paths.person(person.id), label: person.name },
  });
}

/** @throws {NotFound} {NotAllowed} */
async function load(web: Web, req: Request) {
  const id = idParameter(req, '人员');
  const directory = await selectDirectory(web.runtime.db);
  const person = directory.persons.find((one) => one.id === id);
  if (!person) throw new NotFound('人员');
  const refusal = whyNotEditPerson(personOf(req), directory, id);
  if (refusal) throw new NotAllowed(refusal);
  if (!person.active) throw new NotAllowed('该人员已离职。');
  return { directory, person };
}
