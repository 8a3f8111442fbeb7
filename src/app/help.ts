import { NotFound } from '../platform/errors.js';
import type { Handler } from '../platform/web/deps.js';
import { keyParameter } from '../platform/web/parameters.js';
import { paths } from '../platform/web/paths.js';
import { personOf } from '../platform/web/person.js';
import { renderPage } from '../platform/web/renderPage.js';
import { engineHelp } from './engineHelp.js';
import { feelHelp } from './feelHelp/index.js';

interface Topic {
  id: string;
  title: string;
  text: string;
  /** The topic is offered first to members of these groups. */
  groups: readonly string[];
}

const topic = (id: string, title: string, text: string, ...groups: string[]): Topic => ({
  id,
  title,
  text,
  groups,
});

/** What some topics show beyond their text. */
const contents: Partial<Record<string, () => object>> = { feel: feelHelp, engine: engineHelp };

/** One page for each role in views/app/help/topics, and one that is for everybody. */
const topics: Topic[] = [
  topic('basics', '入门：界面与通用操作', '登录、待办、签收、暂存、提交、搜索、相关工单、快捷键。'),
  topic('desk', '接单员', '登记报修、返修和投诉，接收故障产品，交单核对，与客户确认。', 'service-desk'),
  topic(
    'clerk',
    '技术服务部文员',
    '填写任务单和维修单，安排工程师，改约，报价，到货确认，资料归档。',
    'service-clerk',
  ),
  topic(
    'customers',
    '客户档案',
    '查找、登记和修改客户、产品、合同，合并重复的客户，导入导出 Excel。',
    'service-desk',
    'service-clerk',
    'service-manager',
    'sales-rep',
  ),
  topic(
    'engineer',
    '服务工程师',
    '远程指导、上门服务、安装调试：准备、记录、客户签名、反馈。',
    'service-engineer',
  ),
  topic('repair', '维修工程师', '检测故障，维修或验收外送返回的产品，复检，反馈。', 'repair-engineer'),
  topic('manager', '售后服务部经理', '派工、超时升级、协助、投诉处理，终止工单。', 'service-manager'),
  topic(
    'dispatch',
    '派工看板',
    '工程师的负荷与日程，拖动或用键盘指派任务，改派，批量转办。',
    'service-clerk',
    'service-manager',
  ),
  topic(
    'project',
    '项目经理与业务经理',
    '申请安装调试，审核进度计划，安全检查，竣工资料，客户验收。',
    'project-manager',
    'sales-rep',
  ),
  topic('accountant', '会计员', '缴款补票、开具发票、开票收款。', 'accountant'),
  topic('callback', '回访专员', '客户回访与满意度调查，投诉结果回访。', 'callback-agent'),
  topic(
    'partners',
    '采购部、质量管理部与库房',
    '外送维修，与供应商交涉，质量分析，发配件。',
    'purchasing',
    'quality',
    'warehouse',
  ),
  topic(
    'organization',
    '组织架构设计',
    '战略规划、管理层次、部门职能、岗位编制的编制、审核与发布。',
    'strategy-committee',
    'general-manager',
    'board',
    'hr',
  ),
  topic(
    'directory',
    '组织目录',
    '部门、岗位说明书、人员与权限组，组织架构图，模板，导入导出，离职移交，某日的组织。',
    'hr',
    'admin',
  ),
  topic('auditor', '审计员', '查阅工单、流转记录与完整性校验。', 'auditor'),
  topic(
    'owner',
    '流程负责人',
    '查看、修改、检查、审批和发布流程，恢复旧版本，修改单据版式。',
    'process-owner',
  ),
  topic(
    'feel',
    '表达式（FEEL）',
    '条件、时限、办理人和参数怎么写：日期、金额、类别、会签、表格的例子，常见的错误，全部函数。',
    'process-owner',
  ),
  topic(
    'engine',
    '流程图能用哪些元素',
    '引擎执行的任务、网关和事件各做什么，事件可以放在哪里，哪些不执行。',
    'process-owner',
  ),
  topic('admin', '系统管理员', '系统设置、流程负责人与发布规则、邮件夹、后台作业与异常的处理。', 'admin'),
];

/** GET /help */
export const index: Handler = async (web, req, res) => {
  const { groups } = personOf(req);
  const items = topics.map(({ id, groups: own, ...told }) => ({
    ...told,
    href: paths.helpTopic(id),
    own: own.some((group) => groups.includes(group)),
  }));
  await renderPage(web, req, res, 'app/help/index', { title: '帮助', topics: items });
};

/** GET /help/:topic */
export const show: Handler = async (web, req, res) => {
  const found = topics.find(({ id }) => id === keyParameter(req, '该页面', 'topic'));
  if (!found) throw new NotFound('该帮助主题');
  await renderPage(web, req, res, `app/help/topics/${found.id}`, {
    title: `帮助：${found.title}`,
    heading: found.title,
    text: found.text,
    back: { href: paths.help(), label: '帮助' },
    ...contents[found.id]?.(),
  });
};
