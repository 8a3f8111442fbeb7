import { expect, test } from 'vitest';
import {
  areSimilar,
  coreName,
  nameFragments,
  nameHalves,
} from '../../../../src/modules/customers/model/similarNames.js';

test.each([
  ['济南齐鲁化纤有限公司', '济南齐鲁化纤集团有限责任公司'],
  ['齐鲁化纤', '济南齐鲁化纤有限公司'],
  ['济南齐鲁化纤（集团）股份有限公司', '济南齐鲁化纤 (集团)'],
  ['潍坊鲁东造纸股份有限公司', '潍坊鲁冬造纸有限公司'],
  ['ＡＢＣ机械', 'abc机械公司'],
])('%s is like %s', (one, other) => {
  expect(areSimilar(one, other)).toBe(true);
  expect(areSimilar(other, one)).toBe(true);
});

test.each([
  ['济南齐鲁化纤有限公司', '济南齐鲁石化有限公司'],
  ['海丰有限公司', '青岛海丰食品机械厂'],
  ['集团公司', '有限公司'],
  ['大华', '大海'],
])('%s is not like %s', (one, other) => {
  expect(areSimilar(one, other)).toBe(false);
});

test('a name of a legal form only keeps it', () => {
  expect(coreName('有限公司')).toBe('有限公司');
});

test('the parts lead to every similar name', () => {
  expect(nameFragments('济南齐鲁化纤有限公司')).toContain('齐鲁化纤');
  expect(nameHalves('济南齐鲁化纤有限公司')).toEqual(['济南齐', '鲁化纤']);
  expect(nameFragments('长'.repeat(200)).length).toBeLessThan(1000);
});
