/** The password of every demo log-in; the log-in page shows it while the demo is on. */
export const demoPassword = 'serviceflow';

export interface DemoPerson {
  login: string;
  name: string;
  department: string;
  position: string;
  groups: string[];
}

/** Head of the demo company's papers. */
export const demoCompany = {
  name: '山东恒泰机电工程有限公司',
  address: '山东省济南市历下区经十路 9777 号',
  phone: '0531-88901234',
  logo: null,
};

/** Departments with the one they belong to. */
export const demoDepartments: { name: string; parent: string | null }[] = [
  { name: '山东恒泰机电工程有限公司', parent: null },
  { name: '总经理办公室', parent: '山东恒泰机电工程有限公司' },
  { name: '售后服务部', parent: '山东恒泰机电工程有限公司' },
  { name: '工程部', parent: '山东恒泰机电工程有限公司' },
  { name: '销售部', parent: '山东恒泰机电工程有限公司' },
  { name: '采购部', parent: '山东恒泰机电工程有限公司' },
  { name: '储运部', parent: '山东恒泰机电工程有限公司' },
  { name: '质量管理部', parent: '山东恒泰机电工程有限公司' },
  { name: '财务信息部', parent: '山东恒泰机电工程有限公司' },
  { name: '人力资源部', parent: '山东恒泰机电工程有限公司' },
];

const person = (login: string, name: string, department: string, position: string, ...groups: string[]) => ({
  login,
  name,
  department,
  position,
  groups,
});

/** One person for each role, and a second desk, clerk, engineer and process owner so that separation of duties can be tried. */
export const demoPeople: DemoPerson[] = [
  person('desk', '王晓燕', '售后服务部', '报修接单员', 'service-desk'),
  person('desk2', '郑爽', '售后服务部', '报修接单员', 'service-desk'),
  person('clerk', '李静', '售后服务部', '技术服务部文员', 'service-clerk'),
  person('clerk2', '高敏', '售后服务部', '技术服务部文员', 'service-clerk'),
  person('manager', '陈国强', '售后服务部', '售后服务部经理', 'service-manager'),
  person('engineer', '张伟', '售后服务部', '服务工程师', 'service-engineer'),
  person('engineer2', '赵磊', '售后服务部', '服务工程师', 'service-engineer'),
  person('repair', '孙建军', '售后服务部', '维修工程师', 'repair-engineer'),
  person('callback', '周莉', '售后服务部', '回访专员', 'callback-agent'),
  person('project', '刘志刚', '工程部', '项目经理', 'project-manager'),
  person('sales', '杨帆', '销售部', '业务经理', 'sales-rep'),
  person('purchasing', '马丽', '采购部', '采购员', 'purchasing'),
  person('warehouse', '徐亮', '储运部', '库房管理员', 'warehouse'),
  person('logistics', '何军', '储运部', '物流员', 'logistics'),
  person('quality', '林涛', '质量管理部', '质量工程师', 'quality'),
  person('accountant', '吴芳', '财务信息部', '会计员', 'accountant'),
  person('gm', '黄建华', '总经理办公室', '总经理', 'general-manager'),
  person('board', '郭振东', '总经理办公室', '董事', 'board'),
  person('strategy', '罗明', '总经理办公室', '战略委员', 'strategy-committee'),
  person('hr', '韩雪', '人力资源部', '人力资源主管', 'hr'),
  person('owner', '唐晓峰', '总经理办公室', '流程负责人', 'process-owner'),
  person('owner2', '沈岚', '总经理办公室', '流程负责人', 'process-owner'),
  person('auditor', '冯洁', '财务信息部', '审计员', 'auditor'),
  person('admin', '董浩', '财务信息部', '系统管理员', 'admin'),
];
