import type { Handler } from '../../../../platform/web/deps.js';
import { paths, withQuery } from '../../../../platform/web/paths.js';
import { renderPage } from '../../../../platform/web/renderPage.js';
import { type Directory, holdersOf, unplacedPersons } from '../../model/directory.js';
import { departmentPaths, departmentTree } from '../../model/directoryTree.js';
import { standardGroups } from '../../model/groups.js';
import { departmentView } from '../presenters/directory.js';
import { dayView, directoryOfRequest, directoryTabs, mayEdit } from './directoryPage.js';

/** GET /directory: the tree of departments, now or on a day. */
export const index: Handler = async (web, req, res) => {
  const dated = await directoryOfRequest(web, req);
  const { directory, on } = dated;
  const active = directory.persons.filter((person) => person.active).length;
  await renderPage(web, req, res, 'people/directory/index', {
    title: '组织目录',
    subtitle: `${directory.departments.filter((one) => one.active).length} 个部门，${active} 名人员`,
    tabs: directoryTabs('structure'),
    departments: departmentTree(directory).map(departmentView),
    ...(await dayView(web, dated)),
    mayEdit: mayEdit(req) && on === null,
    unplaced: unplacedPersons(directory).length,
    unplacedHref: withQuery(paths.directoryPersons(), { state: 'unplaced' }),
  });
};

/** GET /directory/groups: which positions give which groups, and to whom. */
export const groups: Handler = async (web, req, res) => {
  const { directory } = await directoryOfRequest(web, req);
  const places = departmentPaths(directory.departments);
  await renderPage(web, req, res, 'people/directory/groups', {
    title: '岗位与权限组',
    subtitle: '担任岗位即属于该岗位的权限组，可签收派给该组的任务。',
    tabs: directoryTabs('groups'),
    groups: standardGroups.map((group) => groupView(directory, places, group)),
  });
};

function groupView(
  directory: Directory,
  places: Map<number, string>,
  { id, name }: { id: string; name: string },
) {
  const positions = directory.positions.filter(({ active, groups: given }) => active && given.includes(id));
  const members = new Map(
    positions.flatMap((one) => holdersOf(directory, one.id)).map((one) => [one.id, one]),
  );
  return {
    id,
    name,
    positions: positions.map((position) => ({
      name: position.name,
      place: places.get(position.departmentId),
      href: paths.position(position.id),
    })),
    members: [...members.values()].map((member) => ({ name: member.name, href: paths.person(member.id) })),
  };
}
