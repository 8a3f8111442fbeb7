/** The roles of an after-sales department (domain: 岗位), which diagrams name as candidate groups. */
export const standardGroups: readonly { id: string; name: string }[] = [
  { id: 'service-desk', name: '接单员' },
  { id: 'service-clerk', name: '技术服务部文员' },
  { id: 'service-manager', name: '售后服务部经理' },
  { id: 'service-engineer', name: '服务工程师' },
  { id: 'repair-engineer', name: '维修工程师' },
  { id: 'project-manager', name: '项目经理' },
  { id: 'accountant', name: '会计员' },
  { id: 'callback-agent', name: '回访专员' },
  { id: 'sales-rep', name: '业务经理' },
  { id: 'purchasing', name: '采购部' },
  { id: 'quality', name: '质量管理部' },
  { id: 'warehouse', name: '库房人员' },
  { id: 'logistics', name: '物流人员' },
  { id: 'general-manager', name: '总经理' },
  { id: 'board', name: '董事会' },
  { id: 'strategy-committee', name: '战略委员会' },
  { id: 'hr', name: '人力资源部' },
  { id: 'process-owner', name: '流程负责人' },
  { id: 'auditor', name: '审计员' },
  { id: 'admin', name: '系统管理员' },
];

const groupNames = new Map(standardGroups.map((group) => [group.id, group.name]));

/** `接单员、技术服务部文员`; an unknown group keeps its id. */
export function groupText(groupIds: readonly string[]): string {
  return groupIds.map((id) => groupNames.get(id) ?? id).join('、');
}
