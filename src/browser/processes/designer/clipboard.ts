import { createReviver } from 'bpmn-js-native-copy-paste/lib/PasteUtil.js';

const key = 'sf-designer-clipboard';

/**
 * What was copied, kept by the browser for all its tabs of this site. The clipboard of the operating system would ask for a
 * permission, and is missing altogether where a department runs the application without HTTPS.
 */
class SharedClipboard {
  static $inject = ['moddle'];

  constructor(private readonly moddle: unknown) {}

  get(): unknown {
    const text = localStorage.getItem(key);
    return text === null ? undefined : JSON.parse(text, createReviver(this.moddle));
  }

  set(tree: unknown): void {
    localStorage.setItem(key, JSON.stringify(tree));
  }

  clear(): unknown {
    const tree = this.get();
    localStorage.removeItem(key);
    return tree;
  }

  isEmpty(): boolean {
    return localStorage.getItem(key) === null;
  }
}

export const clipboardModule = { clipboard: ['type', SharedClipboard] };
