import type { ModdleElement } from '../parseDiagram.js';
import { juelToFeel } from './juelToFeel.js';

/** One thing that was rewritten so that it runs here. */
export interface Translation {
  elementId: string | null;
  elementName: string | null;
  /** What the file says, and what stands for it now. */
  found: string;
  replacement: string;
}

/**
 * Rewrites one kind of foreign construct at an element and reports it; leaves alone what has no counterpart.
 */
export type Translator = (
  element: ModdleElement,
  tell: (found: string, replacement: string, at?: ModdleElement) => void,
) => void;

/** Creates elements of the BPMN model or of its extensions. */
export interface Model {
  create(type: string, properties: Record<string, unknown>): ModdleElement;
}

export function modelOf(element: ModdleElement): Model {
  return (element as unknown as { $model: Model }).$model;
}

export function setAttribute(element: ModdleElement, name: string, value: unknown): void {
  (element as unknown as { set(name: string, value: unknown): void }).set(name, value);
}

/**
 * A value of another engine as an attribute here: literal text, or `${FEEL}`; null when its expression has no
 * counterpart.
 */
export function templateFrom(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const zeebe = /^\s*=([\s\S]*)$/.exec(value)?.[1]?.trim();
  if (zeebe !== undefined) return /^"[^"]*"$/.test(zeebe) ? zeebe.slice(1, -1) : `\${${zeebe}}`;
  if (!/[$#]\{/.test(value)) return value.trim();
  const { feel } = juelToFeel(value);
  return feel === null ? null : `\${${feel}}`;
}

/** Adds an extension element to an element. */
export function addExtension(
  element: ModdleElement,
  type: string,
  properties: Record<string, unknown>,
): void {
  const model = modelOf(element);
  const holder = element.extensionElements as ModdleElement | undefined;
  const extension = holder ?? model.create('bpmn:ExtensionElements', { values: [] });
  extension.$parent = element;
  const values = (extension.values as ModdleElement[] | undefined) ?? [];
  const added = model.create(type, properties);
  added.$parent = extension;
  for (const child of Object.values(properties).flat()) {
    if (typeof child === 'object' && child !== null) (child as ModdleElement).$parent = added;
  }
  extension.values = [...values, added];
  element.extensionElements = extension;
}
