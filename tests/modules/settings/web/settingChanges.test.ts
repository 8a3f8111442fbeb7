import { expect, test } from 'vitest';
import { settingChangeItem } from '../../../../src/modules/settings/web/presenters/settingChanges.js';

test('the history of publishing names processes by their names, and says all and none in words', () => {
  const change = {
    id: 1,
    key: 'publishing',
    changedAt: '2026-11-23T03:00:00.000Z',
    changedBy: 1,
    personName: '王晓燕',
    before: { pickUp: 'version', fourEyes: ['repair-service', 'gone-process'] },
    after: { pickUp: 'version', fourEyes: ['*'] },
  };
  const processNames = new Map([['repair-service', '返修服务']]);
  const now = new Date('2026-11-23T04:00:00.000Z');
  const { lines } = settingChangeItem(change, { now, timeZone: 'Asia/Shanghai', processNames });
  expect(lines).toEqual([{ part: '须经审批的流程', before: '返修服务、gone-process', after: '全部流程' }]);
});
