import { DateTime } from 'luxon';
import { showDateTime } from '../../../platform/dateTimes.js';
import {
  type PaperColumn,
  type PaperValue,
  writePaperSheet,
} from '../../../platform/excel/writePaperSheet.js';
import { categoryText } from '../../customers/index.js';
import { criteriaText, type ExportWriter, mapRows } from '../../exports/index.js';
import { selectCompanySettings } from '../../settings/index.js';
import { channelText, registerStateNames } from '../../tickets/index.js';
import { countRegister, type RegisterEntry, type RegisterFilter, readRegister } from './register.js';

interface Column extends PaperColumn {
  value(entry: RegisterEntry): PaperValue;
}

const day = 'yyyy-mm-dd';
const minute = 'yyyy-mm-dd hh:mm';

/** The columns of the paper register in its order; the running number comes before them. */
const columnsIn = (timeZone: string): Column[] => [
  { title: '工单编号', width: 17, value: ({ number }) => number },
  { title: '报修时间', width: 11, value: (entry) => wallTime(entry.receivedAt, timeZone), format: minute },
  { title: '方式', width: 5, value: ({ channel }) => channelText(channel), centred: true },
  { title: '客户名称', width: 18, value: ({ customerName }) => customerName },
  { title: '地址', width: 18, value: ({ address }) => address },
  { title: '联系人', width: 8, value: ({ contact }) => contact },
  { title: '电话', width: 14, value: ({ phone }) => phone },
  { title: '产品名称', width: 12, value: ({ productName }) => productName },
  { title: '型号', width: 10, value: ({ productModel }) => productModel },
  { title: '序列号', width: 12, value: ({ serialNumber }) => serialNumber },
  { title: '购买日期', width: 10.5, value: (entry) => wallTime(entry.purchasedOn, 'utc'), format: day },
  { title: '故障现象', width: 24, value: ({ symptom }) => symptom },
  { title: '现场情况', width: 16, value: ({ siteSituation }) => siteSituation },
  { title: '客户要求', width: 16, value: ({ wishes }) => wishes },
  { title: '类别', width: 9, value: ({ category }) => categoryText(category), centred: true },
  { title: '状态', width: 7, value: ({ state }) => registerStateNames[state], centred: true },
  { title: '工程师', width: 8, value: ({ engineerName }) => engineerName, centred: true },
  { title: '派工时间', width: 11, value: (entry) => wallTime(entry.dispatchedAt, timeZone), format: minute },
];

const runningNumber: PaperColumn = { title: '序号', width: 6, centred: true };

/** Writes the 报修登记簿 in the layout of the paper register. */
export const registerExport: ExportWriter<RegisterFilter, 'register'> = {
  kind: 'register',
  count: countRegister,
  async write(target, { query, criteria, requestedAt, personName, total }, { db, timeZone, countRows }) {
    const columns = columnsIn(timeZone);
    let running = 0;
    await writePaperSheet(target, {
      title: '报修登记簿',
      company: (await selectCompanySettings(db)).name,
      left: `${criteriaText(criteria)}　共 ${total} 条`,
      right: `${personName} 导出于 ${showDateTime(requestedAt, timeZone)}`,
      columns: [runningNumber, ...columns],
      portions: mapRows(countRows(readRegister(db, query)), (entry) => [
        ++running,
        ...columns.map(({ value }) => value(entry)),
      ]),
    });
  },
};

/** A date that Excel shows in the department's local time; Excel knows no time zones. */
function wallTime(iso: string | null, timeZone: string): Date | null {
  if (iso === null) return null;
  return DateTime.fromISO(iso, { zone: timeZone }).setZone('utc', { keepLocalTime: true }).toJSDate();
}
