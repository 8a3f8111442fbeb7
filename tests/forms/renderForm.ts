import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

const folder = join(import.meta.dirname, '../../views/forms/partials');
const handlebars = Handlebars.create();
for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.hbs')) continue;
  const name = `forms/${file.replaceAll('\\', '/').replace(/\.hbs$/, '')}`;
  handlebars.registerPartial(name, readFileSync(join(folder, file), 'utf8'));
}
handlebars.registerHelper(
  'icon',
  (name: string) => new Handlebars.SafeString(`<svg data-icon="${name}"></svg>`),
);
const form = handlebars.compile('<form>\n    {{> forms/form form}}\n</form>', { strict: false });
const summary = handlebars.compile('{{> forms/summary/summary summary}}');

/** The form as the real templates render it, indented as a page would. */
export function renderForm(view: object): string {
  return form({ form: view });
}

export function renderSummary(view: object): string {
  return summary({ summary: view });
}

const references: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#x60': '`',
  '#x3D': '=',
  '#10': '\n',
};

/** What a browser without JavaScript would post for rendered HTML: successful controls, templates left out. */
export function postedBy(html: string): Record<string, string | string[]> {
  const body: Record<string, string[]> = {};
  const visible = html.replace(/<template[\s\S]*?<\/template>/g, '');
  const add = (name: string, value: string) => {
    body[name] = [...(body[name] ?? []), value];
  };
  for (const [, attributes = ''] of visible.matchAll(/<input\b([^>]*)>/g)) {
    const isChoice = /type="(radio|checkbox)"/.test(attributes);
    if (isChoice && !/ checked\b/.test(attributes)) continue;
    add(attribute(attributes, 'name'), attribute(attributes, 'value'));
  }
  for (const [, attributes = '', text = ''] of visible.matchAll(
    /<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g,
  )) {
    add(attribute(attributes, 'name'), decode(text.replace(/\n/g, '\r\n')));
  }
  for (const [, attributes = '', options = ''] of visible.matchAll(
    /<select\b([^>]*)>([\s\S]*?)<\/select>/g,
  )) {
    const chosen = /<option value="([^"]*)" selected>/.exec(options)?.[1] ?? '';
    add(attribute(attributes, 'name'), decode(chosen));
  }
  return Object.fromEntries(
    Object.entries(body).map(([name, all]) => [name, all.length === 1 ? all[0]! : all]),
  );
}

function attribute(attributes: string, name: string): string {
  return decode(new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
}

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#x27|#x60|#x3D|#10);/g, (_, name: string) => references[name] ?? '');
}
