import type { ImportStatement, SourceFile } from './readSource.js';

/** What the code of an area of src/ may run of the other areas; itself and `errors` always. */
const allowed: Record<string, readonly string[] | 'everything'> = {
  main: 'everything',
  supervise: ['process'],
  app: ['web', 'queries', 'config'],
  web: ['audit', 'commands', 'queries', 'rules', 'forms', 'excel', 'exports', 'papers', 'process'],
  commands: ['archives', 'engine', 'forms', 'papers', 'rules', 'db', 'mail'],
  queries: ['db', 'rules'],
  audit: ['commands', 'engine', 'forms', 'db', 'rules', 'config'],
  jobs: ['audit', 'commands', 'exports', 'services', 'mail', 'rules', 'db'],
  exports: ['queries', 'excel', 'forms', 'rules'],
  demo: ['commands', 'db', 'rules'],
  services: ['commands', 'db'],
  scenarios: ['audit', 'commands', 'demo', 'db', 'forms', 'jobs', 'mail', 'rules', 'services'],
  mail: [],
  excel: ['archives', 'process'],
  archives: [],
  process: [],
  engine: [],
  rules: [],
  forms: [],
  papers: ['forms', 'rules'],
  printing: [],
  db: ['rules'],
  config: [],
  errors: [],
  browser: [],
};

/** Packages that one area keeps to itself, so that it can be replaced and so that its effects are in one place. */
const packageOwners: { packages: RegExp; owners: readonly string[] }[] = [
  { packages: /^(bpmn-(engine|elements|moddle)|moddle.*)(\/|$)/, owners: ['engine'] },
  { packages: /^camunda-bpmn-moddle(\/|$)/, owners: ['engine', 'browser'] },
  { packages: /^(knex|pg|better-sqlite3)(\/|$)/, owners: ['db'] },
  {
    packages: /^(express|express-.*|helmet|multer|csrf-sync|compression)(\/|$)/,
    owners: ['web', 'app', 'main'],
  },
  { packages: /^nodemailer(\/|$)/, owners: ['mail'] },
  { packages: /^ajv/, owners: ['forms'] },
  { packages: /^playwright/, owners: ['printing'] },
  { packages: /^(bpmn-js|bpmn-auto-layout|diagram-js)/, owners: ['browser'] },
];

/** One sentence for each import that breaks the map in architecture.md. */
export function forbiddenImports(files: readonly SourceFile[]): string[] {
  const known = new Set(files.map((file) => file.path));
  return files.flatMap((file) =>
    file.imports.flatMap((statement) => {
      const reason = statement.target
        ? fileReason(file.path, statement, statement.target, known)
        : packageReason(file.path, statement);
      return reason ? [`${file.path}:${statement.line} ${reason}`] : [];
    }),
  );
}

/** `web` for src/web/tasks.ts, `main` for src/main.ts. */
export function areaOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '');
}

function fileReason(
  path: string,
  statement: ImportStatement,
  target: string,
  known: ReadonlySet<string>,
): string | null {
  const [from, to] = [areaOf(path), areaOf(target)];
  if (from === 'browser' || to === 'browser') {
    return from === to && target.startsWith('src/') ? null : `${from} must not import ${target}`;
  }
  if (!target.startsWith('src/')) return `leaves src: ${target}`;
  if (target.endsWith('.ts') && !known.has(target)) return `imports ${target}, which is not there`;
  if (from === to || to === 'errors' || statement.typeOnly) return null;
  const areas = allowed[from];
  if (!areas) return `lies in ${from}, an area that the map does not know`;
  return areas === 'everything' || areas.includes(to) ? null : `${from} must not import ${to} (${target})`;
}

function packageReason(path: string, { specifier, typeOnly }: ImportStatement): string | null {
  if (specifier === '<computed>') return 'imports what only the running program knows';
  if (typeOnly) return null;
  const owned = packageOwners.find(({ packages }) => packages.test(specifier));
  if (!owned || owned.owners.includes(areaOf(path))) return null;
  return `only ${owned.owners.join(', ')} may import ${specifier}`;
}
