import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as esbuild } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist');
const assets = join(out, 'public', 'assets');

/**
 * Compiles the server file by file into dist/, bundles the browser entries, the stylesheet and its fonts with
 * content hashes into dist/public/assets, and writes dist/public/manifest.json (entry name -> URL).
 */
export async function build() {
  const [, browser, head] = await Promise.all([buildServer(), buildBrowser(), buildHeadScript()]);
  const metafiles = [browser.metafile, head.metafile];
  await writeManifest(metafiles);
  await removeOldAssets(metafiles);
}

const oneDay = 24 * 60 * 60 * 1000;

/** An application that still runs on an earlier build goes on serving its files, so they stay for a day. */
async function removeOldAssets(metafiles) {
  const current = new Set(
    metafiles.flatMap(({ outputs }) => Object.keys(outputs).map((file) => join(root, file))),
  );
  for (const name of await readdir(assets, { recursive: true })) {
    const file = join(assets, name);
    if (current.has(file)) continue;
    const about = await stat(file);
    if (about.isFile() && Date.now() - about.mtimeMs > oneDay) await rm(file);
  }
}

async function buildServer() {
  const source = join(root, 'src');
  const files = await readdir(source, { recursive: true });
  const entryPoints = files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.startsWith('browser'))
    .map((file) => join(source, file));
  await removeStale(new Set(entryPoints.map((file) => relative(source, file).replace(/\.ts$/, '.js'))));
  return esbuild({
    entryPoints,
    outdir: out,
    outbase: source,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    sourcemap: true,
  });
}

/** A module that was renamed or deleted must not live on in dist. */
async function removeStale(wanted) {
  const files = await readdir(out, { recursive: true }).catch(() => []);
  const stale = files.filter((file) => /\.js(\.map)?$/.test(file) && !file.startsWith('public'));
  for (const file of stale) if (!wanted.has(file.replace(/\.map$/, ''))) await rm(join(out, file));
}

const browserOptions = {
  absWorkingDir: root,
  outdir: assets,
  bundle: true,
  minify: true,
  sourcemap: true,
  metafile: true,
  entryNames: '[name]-[hash]',
  assetNames: 'fonts/[name]-[hash]',
  target: ['es2022', 'chrome111', 'firefox113', 'safari16.4'],
  logLevel: 'warning',
};

function buildBrowser() {
  return esbuild({
    ...browserOptions,
    entryPoints: [
      'src/browser/app/app.ts',
      'src/browser/tickets/trace.ts',
      'src/browser/tickets/playback.ts',
      'src/browser/papers/paper.ts',
      'src/browser/papers/paperEditor.ts',
      'src/browser/people/directory.ts',
      'src/browser/dispatch/board.ts',
      'src/browser/processes/comparison.ts',
      'src/browser/processes/formEditor.ts',
      'src/browser/processes/designer.ts',
      'src/browser/styles/app.css',
      'src/browser/styles/paper.css',
      'src/browser/styles/designer.css',
      'src/browser/styles/icon.svg',
    ],
    format: 'esm',
    loader: { '.woff2': 'file', '.svg': 'copy' },
    plugins: [woff2Only],
  });
}

/** Runs in the head before anything is drawn, so it is a classic script and not a module. */
function buildHeadScript() {
  return esbuild({ ...browserOptions, entryPoints: ['src/browser/app/theme.ts'], format: 'iife' });
}

/** Every browser that we support reads woff2: the older formats would double the files. */
const woff2Only = {
  name: 'woff2-only',
  setup(context) {
    context.onLoad({ filter: /(@fontsource|bpmn-font)[\\/].*\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/\bsrc:[^;]*;/g, onlyWoff2),
      loader: 'css',
    }));
  },
};

function onlyWoff2(sources) {
  const source = /url\([^)]*\.woff2[^)]*\)\s*format\(['"]woff2['"]\)/.exec(sources);
  return source ? `src: ${source[0]};` : '';
}

async function writeManifest(metafiles) {
  const manifest = {};
  for (const { outputs } of metafiles) {
    for (const [file, { entryPoint }] of Object.entries(outputs)) {
      if (!entryPoint) continue;
      manifest[basename(entryPoint).replace(/\.ts$/, '.js')] = `/assets/${basename(file)}`;
    }
  }
  const file = join(out, 'public', 'manifest.json');
  await writeFile(`${file}.new`, JSON.stringify(manifest, null, 2));
  await rename(`${file}.new`, file);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build();
