import { selectFirstDirectoryDay } from '../../queries/directory.js';
import { holdersOf } from '../../rules/directory.js';
import { departmentTree, placesOf } from '../../rules/directoryTree.js';
import { standardGroups } from '../../rules/groups.js';
import type { Handler } from '../deps.js';
import { paths } from '../paths.js';
import { departmentView } from '../presenters/directory.js';
import { renderPage } from '../renderPage.js';
import { directoryOfRequest, mayEdit, tabs } from './shared.js';

/** GET /directory: the tree of departments, now or on a day. */
export const index: Handler = async (web, req, res) => {
  const { directory, on, today } = await directoryOfRequest(web, req);
  const first = await selectFirstDirectoryDay(web.runtime.db, web.config.timeZone);
  const active = directory.persons.filter((person) => person.active).length;
  await renderPage(web, req, res, 'directory/index', {
    title: '组织目录',
    subtitle: `${directory.departments.filter((one) => one.active).length} 个部门，${active} 名人员`,
    tabs: tabs('structure'),
    departments: departmentTree(directory).map(departmentView),
    on,
    today,
    first,
    tooEarly: on !== null && first !== null && on < first,
    mayEdit: mayEdit(req) && on === null,
  });
};

/** GET /directory/groups: which positions give which groups, and to whom. */
export const groups: Handler = async (web, req, res) => {
  const { directory } = await directoryOfRequest(web, req);
  const places = placesOf(directory.departments);
  await renderPage(web, req, res, 'directory/groups', {
    title: '岗位与权限组',
    subtitle: '担任岗位即属于该岗位的权限组，可签收派给该组的任务。',
    tabs: tabs('groups'),
    groups: standardGroups.map(({ id, name }) => ({
      id,
      name,
      positions: directory.positions
        .filter((position) => position.active && position.groups.includes(id))
        .map((position) => ({
          name: position.name,
          place: places.get(position.departmentId),
          href: paths.position(position.id),
          holders: holdersOf(directory, position.id).map((holder) => ({
            name: holder.name,
            href: paths.person(holder.id),
          })),
        })),
    })),
  });
};
