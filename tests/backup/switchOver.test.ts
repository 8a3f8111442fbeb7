import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptPath, stagedPath, switchRecord } from '../../src/backup/layout.js';
import { finishSwitch, type Switch } from '../../src/backup/switchOver.js';

const stamp = '20261201T020000Z';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'serviceflow-switch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

/** The renames of a whole switch, in their order: what was there goes away, what is prepared comes. */
function renames(plan: Switch): (readonly [string, string])[] {
  return plan.entries.flatMap(({ current, isStaged }) => [
    ...(existsSync(current) ? [[current, keptPath(current, stamp)] as const] : []),
    ...(isStaged ? [[stagedPath(current), current] as const] : []),
  ]);
}

test.each([0, 1, 2, 3, 4, 5])(
  'a switch that was cut off after %i renames is ended by the next start',
  async (made) => {
    const at = (name: string) => join(folder, name);
    for (const name of ['replaced', 'second', 'goes']) write(at(name), `old ${name}`);
    for (const name of ['replaced', 'second', 'comes']) write(stagedPath(at(name)), `new ${name}`);
    const entries = [
      { current: at('replaced'), isStaged: true },
      { current: at('goes'), isStaged: false },
      { current: at('comes'), isStaged: true },
      { current: at('second'), isStaged: true },
    ];
    const plan: Switch = { stamp, entries, schemas: null };
    write(at(switchRecord), JSON.stringify(plan));
    const all = renames(plan);
    expect(all).toHaveLength(6);
    for (const [from, to] of all.slice(0, made)) {
      mkdirSync(dirname(to), { recursive: true });
      renameSync(from, to);
    }

    const installation = {
      databaseUrl: `sqlite:${at('none.db')}`,
      dataDirectory: folder,
      auditKeyFile: at('key'),
      secretsKeyFile: at('secrets-key'),
      timeZone: 'UTC',
    };
    await finishSwitch(installation);
    await finishSwitch(installation);

    const now = ['replaced', 'second', 'comes', 'goes'].map((name) => read(at(name)));
    expect(now).toEqual(['new replaced', 'new second', 'new comes', null]);
    const kept = ['replaced', 'second', 'goes'].map((name) => read(keptPath(at(name), stamp)));
    expect(kept).toEqual(['old replaced', 'old second', 'old goes']);
    expect(existsSync(at(switchRecord))).toBe(false);
  },
);
