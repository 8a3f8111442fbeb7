import type { ChainedEvent } from '../../../../platform/access/auditChain.js';
import type { SecurityEvents, SecurityEventType } from '../../../../platform/access/securityLog.js';
import { deviceName } from '../../../../platform/web/deviceName.js';
import { momentView } from '../../../../platform/web/moments.js';
import { groupText } from '../../../people/index.js';

const place = ({ address, device }: { address: string; device: string }) =>
  `${deviceName(device)}，${address}`;

/** The words for each kind of event. */
const texts: {
  [Type in SecurityEventType]: { name: string; detail(data: SecurityEvents[Type]): string };
} = {
  logIn: { name: '登录', detail: place },
  logInFailed: {
    name: '登录失败',
    detail: ({ login, ...from }) =>
      `${login === null ? '没有这个登录名' : `登录名 ${login}`}；${place(from)}`,
  },
  logOut: { name: '退出登录', detail: () => '' },
  otherLogInsEnded: { name: '结束其他登录', detail: ({ count }) => `${count} 个` },
  confirmationFailed: { name: '再次输入密码错误', detail: () => '' },
  passwordChanged: { name: '修改密码', detail: () => '其他登录已结束' },
  passwordReset: { name: '重置密码', detail: ({ personName }) => personName },
  permissionsChanged: {
    name: '权限变更',
    detail: ({ personName, granted, withdrawn }) =>
      [
        personName,
        granted.length > 0 && `授予 ${groupText(granted)}`,
        withdrawn.length > 0 && `收回 ${groupText(withdrawn)}`,
      ]
        .filter(Boolean)
        .join('；'),
  },
  processOwnersChanged: {
    name: '流程负责人变更',
    detail: ({ processKey, before, after }) =>
      `${processKey}：${before.join('、') || '未指定'} → ${after.join('、') || '未指定'}`,
  },
};

/** One line of the security log. */
export function securityItem(event: ChainedEvent, now: Date, timeZone: string) {
  const { seq, actorId, actorName, type, data, at } = event;
  const text = texts[type as SecurityEventType];
  return {
    seq,
    who: actorId === null ? '' : actorName,
    name: text.name,
    detail: text.detail(data as never),
    at: momentView(at, now, timeZone),
  };
}
