import type { OpenedDiagram } from './openForeign.js';

type Imported = Pick<OpenedDiagram, 'tool' | 'translated' | 'lost' | 'hasDrawing' | 'isLaidOut'>;

/**
 * What an import did, for a person: where the file is from, what is not as it was, and what is no longer there.
 * @param encoding what the file was read as, where it says otherwise
 */
export function describeImport(opened: Imported, encoding: string | null): string {
  const { tool, translated, lost, hasDrawing, isLaidOut } = opened;
  const at = (id: string | null, name: string | null) => (name || id ? `「${name || id}」` : '');
  return [
    tool ? `由 ${tool} 的文件导入。` : '由文件导入。',
    ...(encoding ? [`文件声明的编码不对，实际是 ${encoding}，已按实际的编码读取。`] : []),
    ...(isLaidOut ? ['文件里没有图形，已自动排版。'] : []),
    ...(!hasDrawing && !isLaidOut ? ['文件里没有图形，也不能自动排版，请在编辑器里补画。'] : []),
    ...(translated.length > 0 ? [`自动改写 ${translated.length} 处：`] : []),
    ...translated.map(
      ({ elementId, elementName, found, replacement }) =>
        `${at(elementId, elementName)}${found} → ${replacement}`,
    ),
    ...(lost.length > 0 ? [`未能保留 ${lost.length} 处：`] : []),
    ...lost.map(({ elementId, elementName, found }) => `${at(elementId, elementName)}${found}`),
  ].join('\n');
}
