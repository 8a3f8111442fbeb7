import type { Knex } from 'knex';
import { pinyin } from 'pinyin-pro';
import { once } from '../../../platform/once.js';
import { selectCompanySettings } from '../../settings/index.js';
import type { PersonRow } from '../store/persons.js';

const shortest = 12;
const longestPassword = 200;

/** A password that falls to fewer guesses is refused (the highest grade of zxcvbn). */
const fewestGuesses = 1e10;

/** Estimating looks at no more of a password than this: its time grows with the square. */
const estimatedLength = 48;

/** Words that everybody here may think of. */
const localWords = [
  'serviceflow',
  'shouhou',
  'fuwu',
  'gongdan',
  'woaini',
  'mima',
  '售后',
  '服务',
  '工单',
  '密码',
];

const estimator = once(async () => {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core');
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common');
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
});

/**
 * Why this person may not take a password, in Chinese; null when it is good. It has 12 characters, and withstands who tries common
 * passwords, keyboard rows, dates, and the names of the person and the company in Chinese and in pinyin (OWASP ASVS V6.2).
 */
export async function whyNotPassword(
  db: Knex,
  person: Pick<PersonRow, 'login' | 'name' | 'email' | 'phone'>,
  password: string,
): Promise<string | null> {
  const { length } = [...password];
  if (length < shortest || length > longestPassword)
    return `新密码应为 ${shortest} 到 ${longestPassword} 个字符。`;
  const { name } = await selectCompanySettings(db);
  const known = [
    person.login,
    person.email?.split('@')[0],
    person.phone,
    ...namesOf(person.name),
    ...namesOf(name),
  ];
  const words = [...known, ...localWords].filter(
    (word) => word !== undefined && word !== null && word !== '',
  );
  const { guesses } = (await estimator()).check(password.slice(0, estimatedLength), words as string[]);
  if (guesses >= fewestGuesses) return null;
  return '新密码太容易被猜到：请勿使用常见密码、键盘顺序、日期、姓名、登录名或公司名称（含拼音）。可连用几个不相干的词。';
}

/** A name, its parts, and both in pinyin. */
function namesOf(name: string): string[] {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true });
  const starts = syllables.map((_, index) => index).slice(0, 8);
  return [
    name,
    ...starts.map((start) => syllables.slice(start).join('')),
    ...starts.map((start) => syllables.slice(start, start + 2).join('')),
    syllables.map((syllable) => syllable[0] ?? '').join(''),
  ];
}
