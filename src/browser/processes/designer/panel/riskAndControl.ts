import { textArea, textField } from '../fields/text.js';
import { propertyOf, setProperty } from '../model/properties.js';
import { type Group, isOneOf, type PanelContext } from './group.js';

/** Risk and control of a step, which the diagram and the trace show there. */
export const riskAndControl: Group = {
  title: '风险与控制',
  appliesTo: (model) =>
    !isOneOf(model, 'Process', 'Lane', 'TextAnnotation', 'Association', 'Group', 'SequenceFlow'),
  fields: (context) => [
    codeField(context, 'riskCode', '风险编号', '风险 1'),
    field(context, 'risk', '风险点', '例如 没有明确的发展战略，业务失去方向。'),
    codeField(context, 'controlCode', '控制编号', '控制 D1'),
    field(context, 'control', '控制措施', '例如 综合考虑内外部环境，总经理与董事会共同决策。'),
  ],
};

function codeField(context: PanelContext, property: string, label: string, placeholder: string): HTMLElement {
  return textField({
    name: property,
    label,
    value: propertyOf(context.model, property),
    placeholder,
    change: (text) => setProperty(context, property, text),
  });
}

function field(context: PanelContext, property: string, label: string, hint: string): HTMLElement {
  return textArea({
    name: property,
    label,
    value: propertyOf(context.model, property),
    rows: 2,
    hint,
    change: (text) => setProperty(context, property, text),
  });
}
