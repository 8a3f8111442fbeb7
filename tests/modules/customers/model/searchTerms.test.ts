import { expect, test } from 'vitest';
import { customerTerms, searchWords } from '../../../../src/modules/customers/model/searchTerms.js';

const termsOf = (name: string, contact: string | null) => customerTerms({ name, phone: null, contact });

test.each([
  ['单晓燕', 'shanxiaoyan', 'danxiaoyan'],
  ['曾国强', 'zengguoqiang', 'cengguoqiang'],
  ['仇英', 'qiuying', 'chouying'],
  ['吕梁', 'lvliang', 'lüliang'],
])('the contact %s is found by %s', (contact, typed, wrong) => {
  const terms = termsOf('海天', contact);
  expect(terms).toContain(typed);
  expect(terms).not.toContain(wrong);
  const initials = contact === '单晓燕' ? 'sxy' : null;
  if (initials) expect(terms).toContain(initials);
});

test('a company is read as words, not as a surname', () => {
  expect(termsOf('曾经科技', null)).toContain('cengjingkeji');
  expect(termsOf('曾经科技', null)).not.toContain('zengjingkeji');
});

test('ü is v, however it is typed, and a telephone number is one word', () => {
  expect(searchWords('Lüliang')).toEqual(['lvliang']);
  expect(searchWords('+86 138 0013 8000')).toEqual(['13800138000']);
  expect(searchWords('（ＡＢＣ） 厂')).toEqual(['abc', '厂']);
});
