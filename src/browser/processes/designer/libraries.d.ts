declare module 'bpmn-auto-layout' {
  export function layoutProcess(xml: string): Promise<string>;
}
declare module 'bpmn-js-color-picker';
declare module 'bpmn-js-i18n/translations/zn.js' {
  const translations: Record<string, string>;
  export default translations;
}
declare module 'bpmn-js-native-copy-paste/lib/PasteUtil.js' {
  export function createReviver(moddle: unknown): (key: string, value: unknown) => unknown;
}
declare module 'diagram-js-minimap';
