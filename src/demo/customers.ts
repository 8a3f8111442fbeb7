export interface DemoCustomer {
  name: string;
  address: string;
  phone: string;
  contact: string;
  /** Days are counted from the day of loading: the warranty of -30 ended a month ago. */
  products: {
    name: string;
    model: string;
    serialNumber: string;
    boughtDaysAgo: number;
    warrantyDays: number | null;
    site?: string;
  }[];
  taxNumber?: string;
  note?: string;
  sites?: { name: string; address: string; note?: string }[];
  contacts?: { name: string; duty: string; phone: string; email?: string; site?: string }[];
  contract: {
    number: string;
    scope: string;
    startedDaysAgo: number;
    days: number;
    priceCents: number;
  } | null;
}

/** Customers that between them show each service category: under contract, inside and outside the warranty. */
export const demoCustomers: DemoCustomer[] = [
  {
    name: '济南齐鲁化纤有限公司',
    address: '济南市历城区工业北路 188 号',
    phone: '0531-88801234',
    contact: '刘建国',
    taxNumber: '91370112MA3C4D5E6F',
    note: '生产车间须穿防静电服，进厂前一天向保卫科报备。',
    sites: [
      { name: '一期厂区', address: '济南市历城区工业北路 188 号', note: '空压站在动力车间西侧。' },
      { name: '二期厂区', address: '济南市历城区临港南路 60 号' },
    ],
    contacts: [
      {
        name: '刘建国',
        duty: '设备科长',
        phone: '13853100188',
        email: 'liujg@example.com',
        site: '一期厂区',
      },
      { name: '马晓燕', duty: '采购主管', phone: '0531-88801250' },
      { name: '田野', duty: '值班电工', phone: '13969010233', site: '二期厂区' },
    ],
    products: [
      {
        name: '螺杆空压机',
        model: 'LG-75A',
        serialNumber: 'LG75A-230418',
        boughtDaysAgo: 940,
        warrantyDays: 365,
        site: '一期厂区',
      },
      {
        name: '冷冻式干燥机',
        model: 'LD-100',
        serialNumber: 'LD100-230419',
        boughtDaysAgo: 940,
        warrantyDays: 365,
      },
    ],
    contract: {
      number: 'BY-2026-018',
      scope: '空压机及干燥机年度保养，每季度巡检一次',
      startedDaysAgo: 200,
      days: 365,
      priceCents: 2860000,
    },
  },
  {
    name: '青岛海丰食品机械厂',
    address: '青岛市城阳区春阳路 66 号',
    phone: '0532-87712345',
    contact: '孙丽',
    contacts: [{ name: '孙丽', duty: '办公室主任', phone: '13706420066' }],
    products: [
      {
        name: '真空包装机',
        model: 'DZ-600',
        serialNumber: 'DZ600-260301',
        boughtDaysAgo: 260,
        warrantyDays: 730,
      },
    ],
    contract: null,
  },
  {
    name: '潍坊鲁东造纸股份有限公司',
    address: '潍坊市寒亭区海龙路 9 号',
    phone: '0536-72233456',
    contact: '周海波',
    products: [
      {
        name: '变频控制柜',
        model: 'BPK-160',
        serialNumber: 'BPK160-220715',
        boughtDaysAgo: 1580,
        warrantyDays: 365,
      },
      {
        name: '直流调速器',
        model: 'DC-590P',
        serialNumber: 'DC590-220716',
        boughtDaysAgo: 1580,
        warrantyDays: 365,
      },
    ],
    contract: null,
  },
  {
    name: '烟台港联物流有限公司',
    address: '烟台市芝罘区港湾大道 21 号',
    phone: '0535-66123456',
    contact: '宋佳',
    sites: [{ name: '三号泊位', address: '烟台市芝罘区港湾大道 21 号港区内' }],
    contacts: [
      { name: '宋佳', duty: '工程部经理', phone: '13854500921' },
      { name: '鲁强', duty: '门机司机长', phone: '13793500377', site: '三号泊位' },
    ],
    products: [
      {
        name: '门座起重机电控系统',
        model: 'MQ-40',
        serialNumber: 'MQ40-250906',
        boughtDaysAgo: 440,
        warrantyDays: 540,
        site: '三号泊位',
      },
    ],
    contract: null,
  },
  {
    name: '淄博华光陶瓷集团',
    address: '淄博市张店区柳泉路 300 号',
    phone: '0533-31878899',
    contact: '丁伟',
    products: [
      {
        name: '辊道窑温控系统',
        model: 'WK-32',
        serialNumber: 'WK32-240220',
        boughtDaysAgo: 1000,
        warrantyDays: 730,
      },
    ],
    contract: {
      number: 'BY-2026-031',
      scope: '温控系统 7×24 小时远程支持',
      startedDaysAgo: 120,
      days: 365,
      priceCents: 1500000,
    },
  },
  {
    name: '临沂新程金锣肉制品有限公司',
    address: '临沂市兰山区金锣科技园',
    phone: '0539-81234567',
    contact: '薛梅',
    products: [
      {
        name: '制冷机组',
        model: 'ZL-200',
        serialNumber: 'ZL200-260510',
        boughtDaysAgo: 195,
        warrantyDays: 365,
      },
    ],
    contract: null,
  },
];
