import type { IconName } from '../../../../platform/web/icons.js';
import { type MomentView, momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import type { Directory } from '../../model/directory.js';
import type { DirectoryChange } from '../../model/directoryChanges.js';
import { departmentPaths } from '../../model/directoryTree.js';
import { groupText } from '../../model/groups.js';
import type { DirectoryChangeRow } from '../../store/directoryChanges.js';

/** One entry of the directory's history as people read it. */
export interface ChangeView {
  at: MomentView;
  actor: string;
  icon: IconName;
  text: string;
  name: string;
  href: string;
  source: string | null;
  details: ChangeDetail[];
}

export interface ChangeDetail {
  field: string;
  label: string;
  before: string;
  after: string;
}

const kindNames = { department: '部门', position: '岗位', person: '人员' };
const kindIcons = { department: 'building', position: 'briefcase', person: 'user' } as const;
const hrefs = { department: paths.department, position: paths.position, person: paths.person };
const actionNames = {
  created: '新增',
  changed: '修改',
  closed: '撤销',
  reopened: '恢复',
  passwordReset: '重置密码',
};
const sourceNames = {
  page: null,
  import: '导入',
  template: '套用模板',
  departure: '离职交接',
  organization: '发布组织架构',
};

const fieldNames: Record<string, string> = {
  name: '名称',
  parentId: '上级部门',
  departmentId: '部门',
  duties: '职责',
  authority: '权限',
  requirements: '任职要求',
  headcount: '编制',
  groups: '权限组',
  login: '登录名',
  email: '邮箱',
  phone: '电话',
  positions: '岗位',
};

/** Entries of the history with the values before and after; ids are shown by their present names. */
export function changeViews(
  changes: readonly DirectoryChangeRow[],
  directory: Directory,
  now: Date,
  timeZone: string,
): ChangeView[] {
  const show = createValueText(directory);
  return changes.map((change) => ({
    at: momentView(change.at, now, timeZone),
    actor: change.actorName,
    icon: kindIcons[change.kind],
    text: actionText(change),
    name: change.subjectName,
    href: hrefs[change.kind](change.subjectId),
    source: sourceNames[change.source],
    details: detailsOf(change, show),
  }));
}

type Facts = Record<string, unknown> | null;
type ShowValue = (name: string, value: unknown) => string;

function detailsOf({ before, after }: { before: Facts; after: Facts }, show: ShowValue): ChangeDetail[] {
  return Object.entries(fieldNames).flatMap(([name, label]) => {
    const [from, to] = [show(name, before?.[name]), show(name, after?.[name])];
    return from === to ? [] : [{ field: name, label, before: from, after: to }];
  });
}

/** The details of each change, by `kind-id` of the record; `directory` gives the names. */
export function changeDetails(
  changes: readonly DirectoryChange[],
  directory: Directory,
): Map<string, ChangeDetail[]> {
  const show = createValueText(directory);
  return new Map(
    changes.map((change) => [`${change.kind}-${change.subjectId}`, detailsOf(change, show)] as const),
  );
}

function actionText({ kind, action }: DirectoryChangeRow): string {
  if (kind === 'person' && action === 'closed') return '办理离职';
  if (kind === 'person' && action === 'reopened') return '办理复职';
  return action === 'passwordReset' ? actionNames[action] : `${actionNames[action]}${kindNames[kind]}`;
}

const maxShownLength = 200;

function createValueText({ departments, positions }: Directory): ShowValue {
  const places = departmentPaths(departments);
  const positionNames = new Map(positions.map(({ id, name }) => [id, name]));
  return (name, value) => {
    if (value === null || value === undefined) return '';
    if (name === 'parentId' || name === 'departmentId') return places.get(value as number) ?? `#${value}`;
    if (name === 'positions')
      return (value as number[]).map((id) => positionNames.get(id) ?? `#${id}`).join('、');
    if (name === 'groups') return groupText(value as string[]);
    const text = String(value);
    return text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text;
  };
}
