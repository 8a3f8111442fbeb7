import type { ServiceDescription } from '../../processes/index.js';

const parameters = (labels: Record<string, string>) =>
  Object.entries(labels).map(([name, label]) => ({ name, label }));

/** Every service of `services`, in the order in which they are offered. */
export const serviceDescriptions: readonly ServiceDescription[] = [
  {
    id: 'startTicket',
    name: '发起另一流程的工单（不等待其办完）',
    parameters: parameters({ processKey: '流程编号（其余参数成为新工单的数据）' }),
    results: ['startedTicketNumber'],
    changes: '以本工单发起人的名义发起另一流程的工单，不问该流程限定由谁发起',
    changesPermissions: false,
  },
  {
    id: 'flagRepeatedRepair',
    name: '检查重复维修',
    parameters: parameters({
      productId: '产品',
      causeCategory: '故障原因类别',
      withinDays: '多少天之内',
    }),
    results: ['repeatedRepair', 'repeatedOf'],
    changes: '在本工单和同一产品的其他工单上加注“重复维修”',
    changesPermissions: false,
  },
  {
    id: 'registerInstallation',
    name: '登记客户、产品和保修期',
    parameters: parameters({
      customer: '客户',
      products: '已安装的产品',
      acceptedOn: '验收日期',
      warrantyFrom: '保修开始日期',
      warrantyUntil: '保修结束日期',
    }),
    results: ['customer', 'productIds'],
    changes: '写入客户档案：客户、产品和保修期',
    changesPermissions: false,
  },
  {
    id: 'loadOrganization',
    name: '载入现行组织架构',
    parameters: [],
    results: ['organization', 'departmentFunctions', 'positions'],
    changes: '',
    changesPermissions: false,
  },
  {
    id: 'publishOrganization',
    name: '发布组织架构到组织目录',
    parameters: parameters({ organization: '组织架构', effectiveOn: '生效日期' }),
    results: ['publishedVersion'],
    changes: '改写组织目录：部门、岗位和各岗位的系统角色，即人员的权限',
    changesPermissions: true,
  },
];
