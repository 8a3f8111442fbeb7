import SignaturePad from 'signature_pad';
import { paths } from '../../../platform/paths.js';
import { type StoredFile, sendFile } from '../sendFile.js';

const inkColour = '#10243e';
const paperColour = '#ffffff';

/** Signatures are drawn with finger, pen or mouse and stored as an image; an image file does as well. */
export function enhanceSignatures(form: HTMLFormElement): void {
  const fields = [...form.querySelectorAll<HTMLElement>('[data-sf-signature]')].flatMap((root) => {
    const canvas = root.querySelector<HTMLCanvasElement>('[data-sf-canvas]');
    return canvas ? [new SignatureField(root, canvas)] : [];
  });
  if (fields.length > 0) storeBeforeSubmit(form, fields);
}

/** Stores drawn signatures before the form is sent. */
function storeBeforeSubmit(form: HTMLFormElement, fields: SignatureField[]): void {
  form.addEventListener(
    'submit',
    (event) => {
      const open = fields.filter((field) => field.isDrawn());
      if (open.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      void Promise.all(open.map((field) => field.store())).then((stored) => {
        if (stored.every(Boolean)) form.requestSubmit(submitter);
      });
    },
    { capture: true },
  );
}

class SignatureField {
  private readonly pad: SignaturePad;
  private isSending = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
  ) {
    this.pad = new SignaturePad(canvas, { penColor: inkColour, backgroundColor: paperColour });
    this.pad.addEventListener('beginStroke', () => this.showHint(false));
    new ResizeObserver(() => this.fitCanvas()).observe(canvas);
    this.on('[data-sf-pad-clear]', 'click', () => this.clear());
    this.on('[data-sf-pad-done]', 'click', () => void this.finish());
    this.on('[data-sf-sign-again]', 'click', () => this.signAgain());
    this.on('[data-sf-file]', 'change', () => void this.upload());
    const again = this.find<HTMLElement>('[data-sf-sign-again]');
    if (again) again.hidden = false;
    const label = this.find<HTMLElement>('[data-sf-signature-file] label');
    if (label) label.textContent = '不便手写？上传签名图片';
    this.show(this.part('id') !== '');
  }

  /** Whether something is drawn that is not stored yet. */
  isDrawn(): boolean {
    return this.canvas.offsetParent !== null && !this.pad.isEmpty();
  }

  async store(): Promise<boolean> {
    const blob = await new Promise<Blob | null>((resolve) => this.canvas.toBlob(resolve, 'image/png'));
    if (!blob) return false;
    return this.send(new File([blob], `${this.root.dataset.label}.png`, { type: 'image/png' }));
  }

  private async finish(): Promise<void> {
    if (this.pad.isEmpty()) this.showStatus('还没有签名，请先在框内手写');
    else if (await this.store()) this.find<HTMLElement>('[data-sf-sign-again]')?.focus();
  }

  private async upload(): Promise<void> {
    const input = this.find<HTMLInputElement>('[data-sf-file]');
    const file = input?.files?.[0];
    if (!input || !file) return;
    if (file.type.startsWith('image/')) await this.send(file);
    else this.showStatus('请选择图片文件');
    input.value = '';
  }

  private async send(file: File): Promise<boolean> {
    if (this.isSending) return false;
    this.isSending = true;
    this.showStatus('正在保存签名…');
    try {
      this.useStoredFile(await sendFile(file, () => undefined));
      this.showStatus('签名已保存，提交后生效。');
      return true;
    } catch (error) {
      this.showStatus(`签名没有保存：${(error as Error).message}`);
      return false;
    } finally {
      this.isSending = false;
    }
  }

  private useStoredFile(stored: StoredFile): void {
    for (const input of this.parts()) input.value = String(stored[input.dataset.part as keyof StoredFile]);
    this.find('[data-sf-signature-image]')?.setAttribute('src', paths.attachment(stored.id));
    this.pad.clear();
    this.show(true);
    this.root.dispatchEvent(new Event('input', { bubbles: true }));
  }

  private signAgain(): void {
    for (const input of this.parts()) input.value = '';
    this.show(false);
    this.clear();
    this.canvas.scrollIntoView({ block: 'nearest' });
    this.find<HTMLElement>('[data-sf-pad-clear]')?.focus({ preventScroll: true });
    this.root.dispatchEvent(new Event('input', { bubbles: true }));
  }

  private clear(): void {
    this.pad.clear();
    this.showHint(true);
    this.showStatus('');
  }

  /** The canvas has as many pixels as the screen shows; what is drawn stays when the phone is turned. */
  private fitCanvas(): void {
    const { offsetWidth: width, offsetHeight: height } = this.canvas;
    const ratio = Math.max(window.devicePixelRatio, 1);
    if (width === 0 || this.canvas.width === Math.round(width * ratio)) return;
    const strokes = this.pad.toData();
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.getContext('2d')?.scale(ratio, ratio);
    this.pad.clear();
    if (strokes.length > 0) this.pad.fromData(strokes);
  }

  private show(isSigned: boolean): void {
    for (const [selector, shown] of [
      ['[data-sf-signed]', isSigned],
      ['[data-sf-pad]', !isSigned],
      ['[data-sf-signature-file]', !isSigned],
    ] as const) {
      const element = this.find<HTMLElement>(selector);
      if (element) element.hidden = !shown;
    }
  }

  private showHint(shown: boolean): void {
    const hint = this.find<HTMLElement>('[data-sf-pad-hint]');
    if (hint) hint.hidden = !shown;
  }

  private part(name: string): string {
    return this.find<HTMLInputElement>(`[data-part="${name}"]`)?.value ?? '';
  }

  private parts(): HTMLInputElement[] {
    return [...this.root.querySelectorAll<HTMLInputElement>('[data-part]')];
  }

  private find<T extends Element>(selector: string): T | null {
    return this.root.querySelector<T>(selector);
  }

  private on(selector: string, event: string, act: () => void): void {
    this.find(selector)?.addEventListener(event, act);
  }

  private showStatus(text: string): void {
    const status = this.find('[data-sf-signature-status]');
    if (status) status.textContent = text;
  }
}
