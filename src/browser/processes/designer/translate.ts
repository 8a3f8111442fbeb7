import translations from 'bpmn-js-i18n/translations/zn.js';
import { ownTranslations } from './ownTranslations.js';

const texts: Record<string, string> = { ...translations, ...ownTranslations };

/** The editor's words in Chinese; `{name}` is filled in. */
function translate(template: string, replacements: Record<string, string> = {}): string {
  const text = texts[template] ?? template;
  return text.replace(/\{([^}]+)\}/g, (_, name: string) => replacements[name] ?? `{${name}}`);
}

export const translateModule = { translate: ['value', translate] };
