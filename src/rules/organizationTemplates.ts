import type { DirectoryRows } from './directoryRows.js';

/** An organisation to start from. */
export interface OrganizationTemplate {
  id: string;
  name: string;
  description: string;
  departments: TemplateDepartment[];
}

interface TemplateDepartment {
  name: string;
  /** '' for directly below where the template is put. */
  parent: string;
  duties: string;
  positions: TemplatePosition[];
}

interface TemplatePosition {
  name: string;
  headcount: number;
  duties: string;
  authority: string;
  requirements: string;
  groups: string[];
}

const position = (
  name: string,
  headcount: number,
  duties: string,
  authority: string,
  requirements: string,
  ...groups: string[]
): TemplatePosition => ({ name, headcount, duties, authority, requirements, groups });

const department = (
  name: string,
  parent: string,
  duties: string,
  ...positions: TemplatePosition[]
): TemplateDepartment => ({ name, parent, duties, positions });

const chief = (name: string, duties: string, ...groups: string[]) =>
  position(
    name,
    1,
    duties,
    '部门内的任务安排、考勤与费用初审',
    '相关专业大专以上，三年以上管理经验',
    ...groups,
  );

const trading: OrganizationTemplate = {
  id: 'trading-company',
  name: '贸易公司',
  description: '总经理，质量管理部（验收、售后服务）、采购部、储运部、销售部、财务信息部、行政部。',
  departments: [
    department(
      '总经理办公室',
      '',
      '公司经营决策，协调各部门。',
      position(
        '总经理',
        1,
        '主持公司经营，审批合同、组织与重大投诉',
        '公司全部经营事项',
        '五年以上企业管理经验',
        'general-manager',
      ),
    ),
    department(
      '质量管理部',
      '',
      '商品质量把关，售后服务与质量改进。',
      chief('质量管理部经理', '质量体系运行，处理严重质量问题', 'quality'),
    ),
    department(
      '验收组',
      '质量管理部',
      '进货与退货商品的验收。',
      position(
        '验收员',
        2,
        '按标准检验到货商品，填写验收记录',
        '拒收不合格商品',
        '熟悉商品标准，细致负责',
        'quality',
      ),
    ),
    department(
      '售后服务组',
      '质量管理部',
      '受理报修与投诉，派工、维修与回访。',
      chief('售后服务部经理', '派工，协助超时工作，审阅周报，处理投诉', 'service-manager'),
      position(
        '报修接单员',
        2,
        '受理电话、邮件、来函、来人报修，登记报修登记簿，交单核对',
        '要求补充缺少的资料',
        '普通话标准，熟悉产品',
        'service-desk',
      ),
      position(
        '技术服务部文员',
        1,
        '开具任务单和维修单，安排工程师，资料归档',
        '安排工程师的时间',
        '熟练使用办公软件',
        'service-clerk',
      ),
      position(
        '服务工程师',
        4,
        '远程指导、上门服务、安装调试，如实记录',
        '现场处置方案',
        '机电或电子专业中专以上，持电工证',
        'service-engineer',
      ),
      position(
        '维修工程师',
        2,
        '检测、维修、复检返修产品，填写维修过程记录',
        '维修方案',
        '两年以上维修经验',
        'repair-engineer',
      ),
      position(
        '回访专员',
        1,
        '电话回访与满意度调查',
        '如实记录客户评价',
        '善于沟通，非服务工程师兼任',
        'callback-agent',
      ),
    ),
    department(
      '采购部',
      '',
      '商品与配件采购，外送维修，供应商管理。',
      chief('采购部经理', '供应商选择与合同', 'purchasing'),
      position('采购员', 2, '采购、外送维修与供应商质量交涉', '限额内采购', '熟悉市场与招投标', 'purchasing'),
    ),
    department(
      '储运部',
      '',
      '仓储、发货与运输。',
      position('库房管理员', 2, '收发存登记，配件发放', '拒绝无单出库', '细致负责', 'warehouse'),
      position('物流员', 2, '发货与运输跟踪', '选择承运方式', '熟悉物流流程', 'logistics'),
    ),
    department(
      '销售部',
      '',
      '市场开拓、合同与续约。',
      chief('销售部经理', '销售计划与合同评审', 'sales-rep'),
      position(
        '业务经理',
        4,
        '合同洽谈、市场支持申请、回款与保养续约',
        '授权范围内报价',
        '两年以上销售经验',
        'sales-rep',
      ),
    ),
    department(
      '财务信息部',
      '',
      '会计核算、收款开票、信息系统。',
      position('会计员', 2, '开具发票和收据，核算服务收入', '拒绝不合规单据', '会计从业经验', 'accountant'),
      position('信息管理员', 1, '信息系统的账户与运行维护', '系统设置', '计算机相关专业'),
    ),
    department(
      '行政部',
      '',
      '人事、行政与后勤。',
      position('人力资源主管', 1, '招聘、岗位与编制、绩效考核', '组织目录的维护', '人力资源相关专业', 'hr'),
      position('行政专员', 1, '办公、车辆与后勤', '限额内采购办公用品', '大专以上'),
    ),
  ],
};

const operations: OrganizationTemplate = {
  id: 'operations-department',
  name: '运行维护部（四室）',
  description: '综合调度室、基础网络室、传输交换室、业务支撑室。',
  departments: [
    department(
      '运行维护部',
      '',
      '网络与设备的运行、维护和支撑。',
      chief('运行维护部经理', '组织运行维护，处理重大故障与投诉', 'service-manager'),
    ),
    department(
      '综合调度室',
      '运行维护部',
      '受理申告，统一调度，监控质量，汇总报表。',
      chief('综合调度室主任', '调度管理与考核', 'service-clerk'),
      position(
        '调度员',
        4,
        '受理故障申告，登记、派单、跟踪、回访',
        '调度各室人员',
        '可轮班，沟通良好',
        'service-desk',
        'service-clerk',
      ),
    ),
    department(
      '基础网络室',
      '运行维护部',
      '线路、机房、电源等基础网络的维护。',
      chief('基础网络室主任', '基础网络的维护计划与质量'),
      position(
        '网络维护工程师',
        4,
        '线路与机房巡检、抢修、割接',
        '现场抢修方案',
        '通信专业，持登高证',
        'service-engineer',
      ),
    ),
    department(
      '传输交换室',
      '运行维护部',
      '传输与交换设备的维护。',
      chief('传输交换室主任', '设备维护计划与技术方案'),
      position(
        '传输交换工程师',
        4,
        '设备监控、配置、检测与维修',
        '设备配置变更',
        '通信专业，两年以上经验',
        'service-engineer',
        'repair-engineer',
      ),
    ),
    department(
      '业务支撑室',
      '运行维护部',
      '业务开通、项目实施与客户支撑。',
      chief('业务支撑室主任', '业务开通与项目管理', 'project-manager'),
      position(
        '业务支撑工程师',
        3,
        '业务开通调测、安装调试、客户培训',
        '开通方案',
        '通信或计算机专业',
        'service-engineer',
      ),
    ),
  ],
};

export const organizationTemplates: readonly OrganizationTemplate[] = [trading, operations];

/** The template as rows to bring in below a department (its place as `公司/部门`), or at the top ('' ). */
export function templateRows({ departments }: OrganizationTemplate, below: string): DirectoryRows {
  const placeOf = (name: string): string => {
    const found = departments.find((one) => one.name === name);
    const parent = found?.parent ? placeOf(found.parent) : below;
    return parent === '' ? name : `${parent}/${name}`;
  };
  let line = 0;
  const next = () => {
    line += 1;
    return line;
  };
  return {
    departments: departments.map(({ name, parent, duties }) => ({
      line: next(),
      name,
      parent: parent === '' ? below : placeOf(parent),
      duties,
    })),
    positions: departments.flatMap((one) =>
      one.positions.map(({ headcount, groups, ...sheet }) => ({
        ...sheet,
        line: next(),
        department: placeOf(one.name),
        headcount: String(headcount),
        groups: groups.join('、'),
      })),
    ),
    persons: [],
  };
}
