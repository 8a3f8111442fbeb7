import type { Request } from 'express';
import { paths, withQuery } from '../../../../platform/web/paths.js';
import { askedChoice, askedCount, askedId, askedText, query } from '../../../../platform/web/queryShapes.js';
import { type Directory, unplacedPersons } from '../../model/directory.js';
import { departmentOptions, personView } from '../presenters/directory.js';

const pageSize = 100;
const states = ['active', 'unplaced', 'left'] as const;
const stateNames = { active: '在职', unplaced: '在职，待安置', left: '已离职' };

const listQuery = query({
  q: askedText(),
  department: askedId,
  state: askedChoice(states),
  page: askedCount,
});

/** The people whom the filter in the URL finds, a page of them in the order of their names. */
export function listPersons(req: Request, directory: Directory) {
  const { q: text = '', department = null, state = 'active', page: asked = 1 } = listQuery(req);
  const page = Math.max(1, Math.min(999, asked));
  const found = personsIn(directory, state)
    .filter(({ departmentId }) => department === null || departmentId === department)
    .filter(({ name, login, phone }) =>
      [name, login, phone ?? ''].some((value) => value.toLowerCase().includes(text.toLowerCase())),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'zh'));
  const address = (number: number) =>
    withQuery(paths.directoryPersons(), {
      q: text,
      department,
      state: state === 'active' ? null : state,
      page: number === 1 ? null : number,
    });
  return {
    subtitle: `${found.length} 人`,
    persons: found
      .slice((page - 1) * pageSize, page * pageSize)
      .map((person) => personView(directory, person)),
    filter: { text },
    states: states.map((value) => ({ value, label: stateNames[value], selected: value === state })),
    departments: departmentOptions(directory, department),
    isFiltered: text !== '' || department !== null || state !== 'active',
    next: found.length > page * pageSize ? address(page + 1) : null,
    first: page > 1 ? address(1) : null,
  };
}

function personsIn(directory: Directory, state: (typeof states)[number]) {
  if (state === 'unplaced') return unplacedPersons(directory);
  return directory.persons.filter(({ active }) => active === (state === 'active'));
}
