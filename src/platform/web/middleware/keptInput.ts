import type { Request } from 'express';
import { storableText } from '../../storableText.js';

export interface KeptField {
  label: string;
  value: string;
}

const secret = /password/i;

/**
 * What was typed into a form that could not be saved, so that a person can copy it.
 * Our own fields (`_csrf`, …), stored ids and passwords are left out; labels come from the form when a handler loaded it.
 */
export function keptInput(req: Request, labels: Record<string, string> = {}): KeptField[] {
  if (!req.body || typeof req.body !== 'object') return [];
  return Object.entries(req.body as Record<string, unknown>)
    .filter(([name]) => !name.startsWith('_') && !/(^|\.)id$/.test(name) && !secret.test(name))
    .map(([name, value]) => ({
      label: storableText(Object.hasOwn(labels, name) ? (labels[name] as string) : name),
      value: storableText(
        [value]
          .flat()
          .filter((one) => typeof one === 'string')
          .join('、'),
      ),
    }))
    .filter(({ value }) => value.trim() !== '');
}
