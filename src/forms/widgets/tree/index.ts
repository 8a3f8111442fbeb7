import { FieldProblem } from '../../schema/fieldProblem.js';
import { typesOf } from '../../schema/propertyTypes.js';
import type { PropertySchema } from '../../schema/types.js';
import { checkParts } from '../shared/partsOf.js';
import type { CheckedField, Widget } from '../widget.js';
import { checkNodes } from './checkNodes.js';
import { readTree } from './readTree.js';
import { treeSummary } from './treeSummary.js';
import { treeView } from './treeView.js';

const nodeFields = ['key', 'parentKey', 'name', 'duties', 'positions'];
const positionFields = ['name', 'headcount', 'duties', 'groups'];

/** Departments below departments, each with its positions. */
export const tree: Widget = {
  name: 'tree',
  title: '组织架构',
  shape: 'list',
  types: ['array'],
  allowedParts: ['rows'],
  check: checkNodeSchema,
  read: readTree,
  missingMessage: ({ title }) => `请在${title}中至少填写一个部门`,
  validate: checkNodes,
  view: (field) => ({ tree: treeView(field) }),
  summary: treeSummary,
  print: { sections: ['chart', 'sheets'], isLarge: true },
};

function checkNodeSchema({ schema, path, widgetOf }: CheckedField): void {
  checkParts(schema.items, nodeFields, ['key', 'parentKey', 'name', 'positions'], path);
  const node: Record<string, PropertySchema> = schema.items?.properties ?? {};
  const { key = {}, parentKey = {}, name = {}, positions = {} } = node;
  for (const [part, column] of Object.entries({ key, parentKey, name })) {
    if (widgetOf(column) !== 'text')
      throw new FieldProblem(`${path}.${part}`, `字段 ${path}.${part} 应为文本`);
  }
  if (!typesOf(parentKey).includes('null')) {
    throw new FieldProblem(`${path}.parentKey`, `字段 ${path}.parentKey 的 type 应为 ["string", "null"]`);
  }
  if (widgetOf(positions) !== 'rows')
    throw new FieldProblem(`${path}.positions`, `字段 ${path}.positions 应为表格`);
  checkParts(positions.items, positionFields, ['name', 'headcount'], `${path}.positions`);
}
