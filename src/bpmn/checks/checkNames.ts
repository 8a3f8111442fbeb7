import { type Check, problemAt } from '../diagram.js';
import { expressionsIn } from '../names/expressionsIn.js';
import { fieldsAt, fieldsOfDiagram } from '../names/fieldsAt.js';
import { findMistakes } from '../names/findMistakes.js';

/** Names, option values and types in expressions, against what the forms say: a misspelt one would stop a ticket later. */
export const checkNames: Check = (diagram, known) => {
  if (!known.fieldsOf) return [];
  const fields = fieldsOfDiagram(diagram, known);
  return expressionsIn(diagram).flatMap(({ element, purpose, text }) =>
    findMistakes(text, fieldsAt(element, fields)).map(({ from, to, message, replacement, isUncertain }) => ({
      ...problemAt(element, `${purpose}「${text}」不对：${message}。`),
      ...(isUncertain && { severity: 'warning' as const }),
      ...(replacement !== null && {
        proposal: { from: text, to: text.slice(0, from) + replacement + text.slice(to) },
      }),
    })),
  );
};
