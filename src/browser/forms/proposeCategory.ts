import { paths } from '../../platform/paths.js';
import { postJson } from './request.js';

interface Proposal {
  category: string;
  label?: string;
  reason: string;
}

/** Shows beside the field `category` the service category that follows from the customer file (R1). */
export function proposeCategory(form: HTMLFormElement): void {
  const hint = form.querySelector<HTMLElement>('[data-sf-category-hint]');
  if (!hint) return;
  let asked = '';
  const ask = async () => {
    const ids = { customerId: fileRecordId(form, 'customer'), productId: fileRecordId(form, 'product') };
    const question = JSON.stringify(ids);
    if (question === asked) return;
    asked = question;
    hint.textContent = '';
    if (ids.customerId === null) return;
    try {
      const proposal = await postJson<Proposal>(paths.serviceCategory(), ids);
      if (question === asked) hint.textContent = `系统建议：${labelOf(form, proposal)}（${proposal.reason}）`;
    } catch {
      hint.textContent = '';
    }
  };
  form.addEventListener('sf:changed', () => void ask());
  void ask();
}

function fileRecordId(form: HTMLFormElement, kind: string): number | null {
  const value = form.querySelector<HTMLInputElement>(
    `[data-sf-file-record="${kind}"] [data-sf-file-record-id]`,
  )?.value;
  return value ? Number(value) : null;
}

function labelOf(form: HTMLFormElement, { label, category }: Proposal): string {
  if (label) return label;
  const input = form.querySelector<HTMLInputElement>(
    `input[name="category"][value="${CSS.escape(category)}"]`,
  );
  return input?.labels?.[0]?.textContent?.trim() ?? category;
}
