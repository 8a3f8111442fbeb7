import { paths } from '../../platform/paths.js';
import { FieldProblem } from '../schema/fieldProblem.js';
import type { InputNode } from '../submission/inputTree.js';
import { readObject, refuseOwnValues } from '../submission/reading.js';
import { checkParts, isObject, partIn } from './shared/partsOf.js';
import { storedFile, type UploadView, uploadFields, uploadView } from './shared/uploads.js';
import type { CheckedField, SentField, SummaryPart, Widget } from './widget.js';

declare module '../view/viewTypes.js' {
  interface FieldView {
    signature?: UploadView;
  }
  interface SummaryItem {
    signature?: { href: string; sha256: string; shortSha256: string };
  }
}

/** A signature by hand, stored as an image. */
export const signature: Widget = {
  name: 'signature',
  title: '签名',
  shape: 'object',
  types: ['object'],
  hasFixedParts: true,
  check: checkSignature,
  read: readSignature,
  missingMessage: ({ title }) => `请完成${title}`,
  invalidPartsMessage: ({ title }) => `${title}无效，请重签`,
  files: (value) => (isStored(value) ? [value] : null),
  view: ({ value, place }) => ({ signature: uploadView(value, place.name, null, true) }),
  summary: signatureSummary,
  print: {
    isSigned: true,
    cell: (_schema, value) => ({ image: isStored(value) ? addressOf(value) : undefined }),
  },
  editor: { field: { ...storedFile, 'x-ui': { widget: 'signature' } } },
};

function checkSignature({ schema, path }: CheckedField): void {
  checkParts(schema, uploadFields, uploadFields, path);
  if (uploadFields.some((name) => !schema.required?.includes(name))) {
    throw new FieldProblem(path, `字段 ${path} 的签名必须把 ${uploadFields.join('、')} 列入 required`);
  }
}

function readSignature({ schema, node, path, reading }: SentField): unknown {
  refuseOwnValues(node, path, reading);
  const parts = readObject(schema, signatureNode(node), path, reading);
  return Object.hasOwn(parts, 'id') ? parts : undefined;
}

/**
 * The inputs of a signature. An image that was just uploaded (without JavaScript, `signature.0.id`) replaces the one
 * that the page held (`signature.id`).
 */
function signatureNode(node: InputNode): InputNode {
  node.children.delete('file');
  const numbered = [...node.children].filter(([name]) => /^\d{1,4}$/.test(name));
  return numbered.sort(([a], [b]) => Number(a) - Number(b)).at(-1)?.[1] ?? node;
}

function signatureSummary(value: unknown): SummaryPart | null | undefined {
  if (!isStored(value)) return isObject(value) ? null : undefined;
  const stored = partIn(value, 'sha256');
  const sha256 = typeof stored === 'string' ? stored : '';
  const shortSha256 = sha256.slice(0, 12);
  return {
    signature: { href: addressOf(value), sha256, shortSha256 },
    lines: [`已签名（${shortSha256}）`],
  };
}

function isStored(value: unknown): value is { id: number } {
  return Number.isInteger(partIn(value, 'id'));
}

function addressOf({ id }: { id: number }): string {
  return paths.attachment(id);
}
