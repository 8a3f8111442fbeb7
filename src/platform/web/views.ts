import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import { engine } from 'express-handlebars';
import Handlebars from 'handlebars';
import { readIcons } from './icons.js';
import { type PathName, paths } from './paths.js';
import { projectRoot } from './root.js';

/** Sets the app up to render views/**.hbs in the layout, with the helpers that views may use. */
export function useViews(app: Express): void {
  const viewFolder = join(projectRoot, 'views');
  app.engine(
    'hbs',
    engine({
      extname: '.hbs',
      defaultLayout: 'main',
      partialsDir: partialFolders(viewFolder),
      helpers: helpers(),
    }),
  );
  app.set('view engine', 'hbs');
  app.set('views', viewFolder);
  app.enable('view cache');
}

type PartialFolders = NonNullable<Parameters<typeof engine>[0]>['partialsDir'];

/** Shared partials go by their name, those of a module by `module/name`. */
function partialFolders(viewFolder: string): PartialFolders {
  const modules = readdirSync(viewFolder).filter((name) => existsSync(join(viewFolder, name, 'partials')));
  const folders = ['', ...modules].map((name) => ({
    dir: join(viewFolder, name, 'partials'),
    namespace: name,
  }));
  // express-handlebars takes a folder or its templates; its type asks for both
  return folders as PartialFolders;
}

function helpers() {
  const icons = readIcons();
  const assets = readManifest();
  return {
    or: (...values: unknown[]) => values.slice(0, -1).find(Boolean),
    eq: (left: unknown, right: unknown) => left === right,
    includes: (text: string, part: string) => text.includes(part),
    icon: (name: string) => new Handlebars.SafeString(known(icons.get(name), `icon ${name}`)),
    asset: (name: string) => known(assets[name], `asset ${name}`),
    path: (name: PathName, ...values: unknown[]) =>
      (paths[name] as (...parameters: unknown[]) => string)(...values.slice(0, -1)),
    json: (value: unknown) => new Handlebars.SafeString(scriptSafeJson(value)),
  };
}

/** JSON for a `<script type="application/json">`: nothing in it can end the element. */
function scriptSafeJson(value: unknown): string {
  const escapes: Record<string, string> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };
  return JSON.stringify(value).replace(/[<>&]/g, (character) => escapes[character] as string);
}

function readManifest(): Record<string, string> {
  return JSON.parse(readFileSync(join(projectRoot, 'dist/public/manifest.json'), 'utf8'));
}

function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`unknown ${what}`);
  return value;
}
