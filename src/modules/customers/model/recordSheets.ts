import { fieldTitle, type RecordKind, recordForm, recordKinds } from './recordForms.js';

export interface SheetColumn {
  /** `id`, `customerId`, `customerName`, `site`, or a field of the record's form. */
  field: string;
  title: string;
  width: number;
}

export interface RecordSheet {
  kind: RecordKind;
  name: string;
  columns: SheetColumn[];
}

const sheetNames: Record<RecordKind, string> = {
  customer: '客户',
  site: '地点',
  contact: '联系人',
  product: '产品',
  contract: '保养合同',
};

/**
 * The sheets in which the customer file is exported and imported; customers come first, since other records refer to them.
 */
export const recordSheets: readonly RecordSheet[] = recordKinds.map((kind) => ({
  kind,
  name: sheetNames[kind],
  columns: [...keyColumns(kind), ...fieldColumns(kind)],
}));

/** The sheet of one kind of record. */
export function recordSheet(kind: RecordKind): RecordSheet {
  return recordSheets.find((sheet) => sheet.kind === kind) as RecordSheet;
}

function keyColumns(kind: RecordKind): SheetColumn[] {
  if (kind === 'customer') return [{ field: 'id', title: '客户编号', width: 10 }];
  return [
    { field: 'id', title: '编号', width: 8 },
    { field: 'customerId', title: '客户编号', width: 10 },
    { field: 'customerName', title: '客户名称', width: 32 },
  ];
}

function fieldColumns(kind: RecordKind): SheetColumn[] {
  return Object.keys(recordForm(kind).schema.properties).map((name) => ({
    field: name === 'siteId' ? 'site' : name,
    title: fieldTitle(kind, name),
    width: { name: 32, address: 36, note: 36, scope: 36, serialNumber: 22, taxNumber: 22 }[name] ?? 16,
  }));
}
