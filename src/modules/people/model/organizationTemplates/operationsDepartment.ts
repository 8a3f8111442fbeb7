import { chief, department, type OrganizationTemplate, position } from './parts.js';

/** An operations department with four offices. */
export const operationsDepartment: OrganizationTemplate = {
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
