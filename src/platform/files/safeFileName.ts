const maxNameLength = 120;

/** The endings that a file of a type may have; the first is given to a name that has another. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'video/mp4': ['mp4', 'm4v'],
};

/** The types that may be uploaded. */
export const allowedTypes: readonly string[] = Object.keys(endings);

/**
 * The name under which an upload is kept and given out: it ends as its content does (a PDF called `发票.bat` becomes `发票.pdf`),
 * and has no sign that a file system forbids and none that can't be seen, such as those that turn the direction of reading.
 */
export function safeFileName(name: string, mediaType: string): string {
  const visible = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}/\\:*?"<>|]/gu, '')
    .trim();
  const [, stem = '', ending = ''] = /^(.*?)(?:\.([a-z][a-z0-9]{0,4}))?[. ]*$/isu.exec(visible) ?? [];
  const fitting = endings[mediaType] ?? [];
  const kept = fitting.includes(ending.toLowerCase()) ? ending : (fitting[0] ?? ending);
  const suffix = kept === '' ? '' : `.${kept}`;
  const room = maxNameLength - suffix.length;
  return `${[...(stem.trim() || '附件')].slice(-room).join('')}${suffix}`;
}
