import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { feelLanguage } from '../../src/bpmn/feel/language.js';
import { newDiagram } from '../../src/bpmn/newDiagram.js';

const root = join(import.meta.dirname, '../..');
/** The schema of the standard (OMG, formal/2011-01-03), as bpmn-moddle brings it. */
const schemaFolder = join(root, 'node_modules/bpmn-moddle/resources/bpmn/xsd');
const read = (name: string) => ({ fileName: name, contents: readFileSync(join(schemaFolder, name), 'utf8') });
const parts = ['BPMNDI.xsd', 'Semantic.xsd', 'DI.xsd', 'DC.xsd'].map(read);

const folder = join(root, 'processes');
const delivered = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
const diagramOf = (name: string) => readFileSync(join(folder, name), 'utf8');

/** What the schema of BPMN 2.0 says against a file; empty when nothing. */
async function faultsOf(fileName: string, contents: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName, contents }],
    schema: [read('BPMN20.xsd')],
    preload: parts,
  });
  return errors.map(({ message }) => message);
}

describe('the schema of BPMN 2.0', () => {
  test.each(delivered)('finds nothing wrong with %s', async (name) => {
    expect(await faultsOf(name, diagramOf(name))).toEqual([]);
  });

  test('finds nothing wrong with a new process', async () => {
    expect(await faultsOf('new.bpmn', newDiagram('new-process', '新流程'))).toEqual([]);
  });

  test('finds what is wrong', async () => {
    const [name = ''] = delivered;
    const broken = diagramOf(name).replace('<bpmn:process ', '<bpmn:process madeUp="1" ');
    expect((await faultsOf(name, broken)).join()).toContain('madeUp');
  });
});

test.each(delivered)('%s declares that its expressions are FEEL', (name) => {
  expect(diagramOf(name)).toContain(`expressionLanguage="${feelLanguage}"`);
});
