import type { Fields } from './httpPerson.js';

/**
 * What a browser would send of the form with this action if its person pressed a button at once: hidden fields, prefilled
 * texts, chosen options. @throws {Error} when the page has no such form
 */
export function formFields(html: string, action: string): Fields {
  const start = html.indexOf(`action="${action}"`);
  if (start < 0) throw new Error(`the page has no form for ${action}`);
  const form = html
    .slice(start, html.indexOf('</form>', start))
    .replace(/<template[\s\S]*?<\/template>/g, '');
  const fields: Record<string, string[]> = {};
  for (const [name, value] of [...inputs(form), ...textAreas(form), ...selects(form)]) {
    fields[name] = [...(fields[name] ?? []), value];
  }
  return fields;
}

type Entry = [name: string, value: string];

function inputs(form: string): Entry[] {
  return (form.match(/<input\b[^>]*>/g) ?? []).flatMap((tag) => {
    const type = attribute(tag, 'type');
    const isUnchecked = (type === 'radio' || type === 'checkbox') && !/\schecked\b/.test(tag);
    return type === 'file' || isUnchecked ? [] : entry(tag, attribute(tag, 'value') ?? '');
  });
}

function textAreas(form: string): Entry[] {
  return [...form.matchAll(/(<textarea\b[^>]*>)\n?([\s\S]*?)<\/textarea>/g)].flatMap(([, tag, text]) =>
    entry(tag as string, unescapeHtml(text as string)),
  );
}

function selects(form: string): Entry[] {
  return [...form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)].flatMap(([, tag, options]) => {
    const selected = /<option[^>]*\sselected\b[^>]*>/.exec(options as string)?.[0];
    return entry(tag as string, (selected && attribute(selected, 'value')) ?? '');
  });
}

function entry(tag: string, value: string): Entry[] {
  const name = attribute(tag, 'name');
  return name ? [[name, value]] : [];
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescapeHtml(value);
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#x3D': '=',
  '#39': "'",
};

function unescapeHtml(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
