import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../../src/bpmn/checkDefinition.js';
import { decodeDiagram } from '../../../src/bpmn/foreign/decodeDiagram.js';
import { foreignHints, type ImportReport, importReport } from '../../../src/bpmn/foreign/importReport.js';
import { parseDiagram } from '../../../src/bpmn/parseDiagram.js';
import { known } from '../support/diagrams.js';

const folder = join(import.meta.dirname, 'diagrams');
const files = readdirSync(folder);
const chineseCharacter = /[\u4e00-\u9fff]/;

function read(file: string): string {
  const { xml, refusal } = decodeDiagram(readFileSync(join(folder, file)));
  if (refusal !== null) throw new Error(refusal);
  return xml;
}

async function hintsOf(xml: string) {
  const { context } = await parseDiagram(xml);
  return context ? foreignHints(context) : [];
}

async function open(file: string, processKey: string | null = null): Promise<ImportReport> {
  return openText(read(file), processKey);
}

async function openText(xml: string, processKey: string | null = null): Promise<ImportReport> {
  const report = await importReport(xml, known, processKey);
  if (report.refusal !== null) throw new Error(report.refusal);
  return report;
}

/** Names with the prefix of another tool, each as often as it stands in the file. */
function foreignNames(xml: string): string[] {
  const own = /^(bpmn\d?|semantic|model|bpmndi|dc|dd|di|omgdc|omgdi|xsi|xmlns|camunda)$/;
  const names = [...xml.matchAll(/[<\s]([\w-]+):([\w-]+)(?=[\s=>/])/g)];
  return names.flatMap(([, prefix = '', local]) => (own.test(prefix) ? [] : [`${prefix}:${local}`])).sort();
}

const translatedTo = ({ translated }: ImportReport, elementId: string) =>
  translated.filter((one) => one.elementId === elementId).map(({ replacement }) => replacement);
const taskAt = ({ tasks }: ImportReport, elementId: string) => {
  const task = tasks.find((one) => one.elementId === elementId);
  return [
    ...(task?.hints ?? []).map(({ found, instead }) => `${found} → ${instead}`),
    ...(task?.problems ?? []),
  ];
};

describe('diagrams of other tools', () => {
  it('number at least 20 in this test', () => expect(files.length).toBeGreaterThanOrEqual(20));

  it.each(files)('%s opens, keeps its extensions and is listed in Chinese', async (file) => {
    const report = await open(file);
    expect(foreignNames(report.xml)).toEqual(foreignNames(read(file)));
    const texts = report.tasks.flatMap(({ hints, problems }) => [
      ...hints.map(({ instead }) => instead),
      ...problems,
    ]);
    for (const text of texts) expect(text).toMatch(chineseCharacter);
    const again = await openText(report.xml);
    expect(again.translated).toEqual([]);
    expect(again.tasks).toEqual(report.tasks);
  });

  it.each([
    ['camunda7-invoice.bpmn', 'Camunda Modeler'],
    ['camunda8-repair.bpmn', 'Camunda 8'],
    ['flowable-leave.bpmn20.xml', 'Flowable'],
    ['activiti5-holiday.bpmn', 'Activiti'],
    ['signavio-order.bpmn', 'Signavio'],
    ['bpmnio-coloured.bpmn', 'bpmn.io'],
    ['adonis-complaints.bpmn', 'ADONIS'],
    ['bizagi-purchase.bpmn', 'Bizagi Modeler'],
    ['aris-quality.bpmn', 'ARIS'],
    ['visio-handover.bpmn', 'Visio'],
    ['jbpm-evaluation.bpmn2', 'jBPM'],
    ['bonita-request.bpmn', 'Bonita'],
    ['yaoqiang-contract.bpmn', 'Yaoqiang BPMN Editor'],
    ['drawio-plugin.bpmn', 'draw.io'],
    ['no-drawing.bpmn', null],
  ])('%s comes from %s', async (file, tool) => {
    expect((await open(file)).tool).toBe(tool);
  });

  it.each([
    'camunda8-repair.bpmn',
    'flowable-inclusive.bpmn20.xml',
    'gbk-encoded.bpmn',
    'several-pools.bpmn',
  ])('%s runs here once it is translated', async (file) => {
    const { tasks, xml } = await open(file);
    expect(tasks).toEqual([]);
    expect((await checkDefinition(xml, known)).source).not.toBe('');
  });
});

describe('what is translated', () => {
  it('are performers, forms, times and services of Camunda 8', async () => {
    const report = await open('camunda8-repair.bpmn');
    const work = ['${engineer}', 'group', 'form', '${now + duration("PT24H")}', '70'];
    expect(translatedTo(report, 'Dispatch')).toEqual(work);
    expect(translatedTo(report, 'Late')).toEqual(['${patience}']);
    expect(translatedTo(report, 'Yes')).toEqual(['solved = true and hours > 0']);
    expect(report.xml).toContain(
      '<camunda:inputParameter name="to">${customer.name}</camunda:inputParameter>',
    );
  });

  it('are conditions of Java engines', async () => {
    expect(translatedTo(await open('flowable-leave.bpmn20.xml'), 'passFlow')).toEqual([
      'outcome = "通过" and not(days > 3)',
    ]);
    expect(translatedTo(await open('jbpm-evaluation.bpmn2'), '_4')).toEqual(['approved = true']);
    expect(translatedTo(await open('camunda7-generated-forms.bpmn'), 'countersign')).toEqual([
      'numberOfCompletedInstances = 2 or rejected = true',
    ]);
  });

  it('are tasks without a type, with their flows, lanes and drawing', async () => {
    const { xml } = await open('signavio-order.bpmn');
    expect(xml).toMatch(/<userTask id="sid-t1" name="检查订单"[^>]*>[\s\S]*?<incoming>sid-f1<\/incoming>/);
    expect(xml).toMatch(/<flowNodeRef>sid-t1<\/flowNodeRef>/);
    expect(xml).toMatch(/bpmnElement="sid-t1"/);
  });

  it('is the key of the process, chosen or spelt as keys are', async () => {
    const own = await open('camunda7-invoice.bpmn');
    expect(translatedTo(own, 'InvoiceReceipt')).toEqual(['invoice-receipt']);
    const chosen = await open('camunda7-invoice.bpmn', 'invoices');
    expect(chosen.xml).toContain('<bpmn:process id="invoices"');
    expect(chosen.xml).toContain('bpmnElement="invoices"');
  });
});

describe('what is left to do', () => {
  it.each([
    ['camunda7-invoice.bpmn', 'ArchiveInvoice', /class = .* → 把服务任务的「服务」选为/],
    ['camunda7-invoice.bpmn', 'NotifyTeam', /delegateExpression = .* → 把服务任务/],
    [
      'camunda7-invoice.bpmn',
      'ApproveInvoice',
      /dueDate .*dateTime.* → Java 方法 toDate\(…\)，.*用 FEEL 重写/,
    ],
    ['camunda7-invoice.bpmn', 'ApproveInvoice', /候选组「accounting」不存在/],
    ['camunda7-generated-forms.bpmn', 'fill', /FormData → 在「表单」里新建表单/],
    ['activiti5-holiday.bpmn', 'scripttask1', /脚本任务.* → 改为服务任务/],
    ['flowable-subprocess-call.bpmn20.xml', 'quote', /skipExpression = .* → 用排他网关绕过/],
    ['adonis-complaints.bpmn', '_cg', /复杂网关.* → 改为包容网关/],
    ['yaoqiang-contract.bpmn', '_4', /事务子流程.* → 改为普通子流程/],
    ['jbpm-evaluation.bpmn2', '_self', /onEntry-script → 这里不执行脚本/],
    ['bizagi-purchase.bpmn', 'Id_s1', /每个都要有表单/],
  ])('%s, %s', async (file, elementId, message) => {
    expect(taskAt(await open(file), elementId).join('\n')).toMatch(message);
  });
});

it("what was said in another engine's words can be taken out by its name", async () => {
  const hints = await hintsOf(read('camunda7-invoice.bpmn'));
  expect(hints.map(({ elementId, mend }) => `${elementId}: ${mend?.label}`)).toEqual([
    'Flow_3: 改写为 approved and amount > 1000',
    'ApproveInvoice: 删除 camunda:TaskListener',
    'ApproveInvoice: undefined',
    'ArchiveInvoice: 删除 camunda:class',
    'NotifyTeam: 删除 camunda:delegateExpression',
  ]);
});

it('a condition of another engine that has no counterpart is named, at its flow', async () => {
  const xml = read('flowable-leave.bpmn20.xml').replace('!(days > 3)', 'days % 7 == 0');
  const report = await openText(xml);
  expect(translatedTo(report, 'passFlow')).toEqual([]);
  expect(taskAt(report, 'passFlow').join('\n')).toMatch(/条件 .*days % 7.* → 取余数.*modulo.*用 FEEL 重写/);
});

it('an expression of ours is no other engine’s, whatever functions it calls', async () => {
  const due = 'now() + duration(&quot;P1D&quot;)';
  const xml = read('camunda7-invoice.bpmn').replace('dateTime().plusWeeks(1).toDate()', due);
  const hints = await hintsOf(xml);
  expect(hints.filter(({ message }) => message.includes('dueDate'))).toEqual([]);
});

describe('files that are no diagrams', () => {
  it.each([
    ['a picture of draw.io', '<mxfile host="app.diagrams.net"><diagram /></mxfile>', /draw.io/],
    ['XPDL', '<?xml version="1.0"?><Package xmlns="http://www.wfmc.org/2009/XPDL2.2" />', /XPDL/],
    ['an archive', 'PK\u0003\u0004', /压缩文件/],
    ['an unknown encoding', '<?xml version="1.0" encoding="KLINGON"?><a/>', /不认识.*KLINGON/],
  ])('%s', (_name, text, message) => {
    expect(decodeDiagram(Buffer.from(text)).refusal).toMatch(message);
  });

  it('bytes in another encoding than declared', () => {
    expect(decodeDiagram(Buffer.from([0x3c, 0xff, 0xb0])).refusal).toMatch(/不符合/);
  });

  it('a diagram without a process', async () => {
    const xml = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="a" />';
    expect((await importReport(xml, known)).refusal).toMatch(/没有流程/);
  });
});
