import type { Moddle } from '../types.js';
import { create, type Subject } from './camunda.js';

const whole = /^\s*\$\{([\s\S]*)\}\s*$/;

/** The FEEL inside `${…}`; null for literal text. */
export function feelIn(text: string): string | null {
  return whole.exec(text)?.[1]?.trim() ?? null;
}

export function asTemplate(feel: string): string {
  return `\${${feel.trim()}}`;
}

/** Text of an expression element such as a condition. */
export function bodyOf(model: Moddle, name: string): string {
  const expression = model.get(name) as Moddle | undefined;
  return String(expression?.get('body') ?? '').trim();
}

/** An expression element with that text; none for an empty one. */
export function expression({ designer }: Subject, parent: Moddle, text: string): Moddle | undefined {
  const body = text.trim();
  return body === '' ? undefined : create(designer, 'bpmn:FormalExpression', parent, { body });
}
