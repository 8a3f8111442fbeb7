import { parseForm } from '../../../forms/schema/parseForm.js';
import { textProperty as text } from '../../../forms/schema/textProperty.js';
import type { Form, FormContext, PropertySchema } from '../../../forms/schema/types.js';
import type { Actor } from '../../../platform/actor.js';
import { type Directory, maySetGroups } from './directory.js';
import type { DirectoryKind } from './directoryChanges.js';
import { departmentPaths } from './directoryTree.js';
import { standardGroups } from './groups.js';

const longText = (title: string, description?: string): PropertySchema =>
  text(title, 2000, { description, 'x-ui': { widget: 'longText' } });
const pick = (title: string, group: string, description?: string): PropertySchema => ({
  title,
  description,
  type: 'integer',
  'x-ui': { widget: 'person', group },
});

/** As in the form in which an organisation is designed. */
const maxNameLength = 50;

const departmentFields = {
  name: text('部门名称', maxNameLength),
  parentId: pick('上级部门', 'departments', '最高一级（公司）不选'),
  duties: longText('部门职能'),
};

const positionFields = {
  name: text('岗位名称', maxNameLength),
  departmentId: pick('所属部门', 'departments'),
  headcount: {
    title: '编制人数',
    description: '尚未确定时不填',
    type: 'integer',
    minimum: 0,
    maximum: 9999,
    'x-ui': { unit: '人' },
  },
  duties: longText('岗位职责'),
  authority: longText('岗位权限', '可以自行决定的事项'),
  requirements: longText('任职要求', '学历、经验、证书、技能'),
};

const groups: PropertySchema = {
  title: '权限组',
  description: '担任该岗位的人可以签收这些组的任务，使用这些组的功能',
  type: 'array',
  maxItems: standardGroups.length,
  items: { type: 'string', oneOf: standardGroups.map(({ id, name }) => ({ const: id, title: name })) },
};

const personFields = {
  login: text('登录名', 64, {
    description: '小写字母、数字、点、下划线、连字符',
    pattern: '^[a-z0-9][a-z0-9._-]*$',
    'x-ui': { invalidMessage: '只能用小写字母、数字、点、下划线和连字符，并以字母或数字开头' },
  }),
  name: text('姓名', 100),
  departmentId: pick('部门', 'departments'),
  phone: text('电话', 40, { format: 'phone', 'x-ui': { widget: 'phone' } }),
  email: text('邮箱', 200, { format: 'email', description: '任务提醒发到这里' }),
  positions: {
    title: '岗位',
    type: 'array',
    maxItems: 20,
    items: { type: 'integer' },
    'x-ui': { widget: 'person', group: 'positions', wide: true },
  } satisfies PropertySchema,
};

const departmentForm = build('department', '部门', ['name'], departmentFields);
const positionForm = build('position', '岗位', ['name', 'departmentId'], positionFields);
const positionFormWithGroups = build('position-groups', '岗位', ['name', 'departmentId'], {
  ...positionFields,
  groups,
});
const personForm = build('person', '人员', ['login', 'name', 'departmentId'], personFields);

/** The form for a department, position or person; only the administrator's form shows the groups of a position. */
export function directoryForm(kind: DirectoryKind, actor: Actor): Form {
  if (kind === 'department') return departmentForm;
  if (kind === 'person') return personForm;
  return maySetGroups(actor) ? positionFormWithGroups : positionForm;
}

/** The choices that the forms offer: open departments and positions. */
export function directoryFormContext(
  directory: Directory,
  actor: Actor,
  moment: { now: Date; timeZone: string },
): FormContext {
  const places = departmentPaths(directory.departments);
  const departments = directory.departments.filter(({ active }) => active);
  const positions = directory.positions.filter(({ active }) => active);
  const byName = <Named extends { name: string }>(items: Named[]) =>
    items.sort((a, b) => a.name.localeCompare(b.name, 'zh'));
  return {
    now: moment.now.toISOString(),
    timeZone: moment.timeZone,
    actor: { id: actor.id as number, name: actor.name },
    people: {
      departments: byName(departments.map(({ id }) => ({ id, name: places.get(id) ?? '' }))),
      positions: byName(
        positions.map(({ id, name, departmentId }) => ({
          id,
          name: `${directory.departments.find((one) => one.id === departmentId)?.name} · ${name}`,
        })),
      ),
    },
    variables: {},
  };
}

function build(
  key: string,
  title: string,
  required: string[],
  properties: Form['schema']['properties'],
): Form {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `directory-${key}`,
    title,
    type: 'object',
    additionalProperties: false,
    required,
    properties,
    'x-ui': { submitLabel: '保存' },
  };
  return parseForm(`directory-${key}.schema.json`, JSON.stringify(schema));
}
