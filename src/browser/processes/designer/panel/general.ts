import { textArea, textField } from '../fields/text.js';
import { change, create } from '../model/camunda.js';
import { renameProcess } from '../model/process.js';
import type { Moddle } from '../types.js';
import { type Group, isOneOf, type PanelContext } from './group.js';

/** Name and documentation, which every element has. */
export const general: Group = {
  title: '基本',
  isOpen: true,
  appliesTo: () => true,
  fields: (context) => [nameField(context), documentationField(context)],
};

/** The id, by which rules, records and other elements refer to the element. */
export const identity: Group = {
  title: '编号',
  appliesTo: () => true,
  fields: (context) => [idField(context)],
};

function nameField(context: PanelContext): HTMLElement | null {
  const { model } = context;
  if (isOneOf(model, 'Association')) return null;
  const isNote = isOneOf(model, 'TextAnnotation');
  return (isNote ? textArea : textField)({
    name: 'name',
    label: isNote ? '内容' : isOneOf(model, 'SequenceFlow') ? '名称（写在连线上）' : '名称',
    value: String((isNote ? model.text : model.name) ?? ''),
    change: (value) => {
      if (isOneOf(model, 'Process')) renameProcess(context, value);
      else change(context, { [isNote ? 'text' : 'name']: value || undefined });
    },
  });
}

function documentationField(context: PanelContext): HTMLElement | null {
  const { designer, model } = context;
  if (isOneOf(model, 'SequenceFlow', 'Association', 'TextAnnotation', 'Group')) return null;
  return textArea({
    name: 'documentation',
    label: '说明',
    value: documentationOf(model),
    rows: 3,
    hint: '办理人在任务页、审计员在流程图上看到：做什么、依据哪条规定。',
    change: (text) =>
      change(context, {
        documentation: text ? [create(designer, 'bpmn:Documentation', model, { text })] : [],
      }),
  });
}

function documentationOf(model: Moddle): string {
  const texts = (model.get('documentation') as Moddle[] | undefined) ?? [];
  return texts.map(({ text }) => String(text ?? '')).join('\n\n');
}

function idField(context: PanelContext): HTMLElement {
  const { model, designer } = context;
  const isProcess = isOneOf(model, 'Process');
  return textField({
    name: 'id',
    label: '编号',
    value: model.id,
    isCode: true,
    isReadOnly: isProcess,
    hint: isProcess ? '流程的编号不能改。' : '规则和记录按编号指到这里，流程在用后不宜再改。',
    change: (id) => {
      if (id === model.id) return undefined;
      if (!/^[A-Za-z_][\w.-]*$/.test(id)) return '编号以字母开头，只用字母、数字、点、横线和下划线。';
      if (isTaken(designer.getDefinitions(), id)) return '这个编号已经用了。';
      change(context, { id });
      return undefined;
    },
  });
}

/** Ids are unique in the file, also among what is not drawn. */
function isTaken(element: Moddle, id: string): boolean {
  if (element.id === id) return true;
  return Object.entries(element)
    .filter(([key]) => !key.startsWith('$'))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .some((value) => isChild(value, element) && isTaken(value, id));
}

function isChild(value: unknown, parent: Moddle): value is Moddle {
  return typeof value === 'object' && value !== null && (value as Moddle).$parent === parent;
}
