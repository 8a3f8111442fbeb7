import { textField } from '../fields/text.js';
import { referTo } from '../model/rootElements.js';
import type { Moddle } from '../types.js';
import type { Group, PanelContext } from './group.js';
import { definitionOf, interruptingField } from './timerEvent.js';

interface Kind {
  definition: string;
  reference: string;
  code: 'errorCode' | 'escalationCode';
  type: string;
  title: string;
  /** What a catcher without one does. */
  catchesAll: string;
}

const errors: Kind = {
  definition: 'ErrorEventDefinition',
  reference: 'errorRef',
  code: 'errorCode',
  type: 'bpmn:Error',
  title: '错误',
  catchesAll: '接收的一边不填则接收所有错误。',
};

const escalations: Kind = {
  definition: 'EscalationEventDefinition',
  reference: 'escalationRef',
  code: 'escalationCode',
  type: 'bpmn:Escalation',
  title: '升级',
  catchesAll: '接收的一边不填则接收所有升级。',
};

/** The error that an end event throws, or that a boundary or start event catches. */
export const error = groupOf(errors);

/** The escalation that an event throws, or that a boundary or start event catches. */
export const escalation = groupOf(escalations);

function groupOf(kind: Kind): Group {
  return {
    title: kind.title,
    isOpen: true,
    appliesTo: (model) => definitionOf(model, kind.definition) !== null,
    fields: (context) => [
      nameField(context, kind),
      codeField(context, kind),
      kind === errors ? null : interruptingField(context),
    ],
  };
}

function nameField(context: PanelContext, kind: Kind): HTMLElement {
  const { title, reference, type, code, catchesAll } = kind;
  const { holder, raised } = partsOf(context, kind);
  return textField({
    name: code.replace('Code', ''),
    label: `${title}名称`,
    value: String(raised?.name ?? raised?.[code] ?? ''),
    hint: `抛出与接收选同一个名称。${catchesAll}`,
    change: (name) => referTo(context, holder, reference, type, { name, [code]: name }),
  });
}

/** By the code services and called processes name it; it stands once, for all events with this name. */
function codeField(context: PanelContext, kind: Kind): HTMLElement | null {
  const { code, title } = kind;
  const { raised } = partsOf(context, kind);
  if (!raised) return null;
  return textField({
    name: code,
    label: `${title}代码`,
    value: String(raised[code] ?? ''),
    isCode: true,
    hint: `服务和下级流程抛出的${title}按代码匹配；同名的事件共用一个代码。`,
    change: (text) =>
      context.designer
        .get('modeling')
        .updateModdleProperties(context.shape, raised, { [code]: text || undefined }),
  });
}

function partsOf({ model }: PanelContext, { definition, reference }: Kind) {
  const holder = definitionOf(model, definition) as Moddle;
  return { holder, raised: holder[reference] as Moddle | undefined };
}
