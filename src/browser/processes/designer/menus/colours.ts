/** The colours that are offered; each with a stroke that stands out from its fill and from white. */
export const colours = [
  { label: '不着色', fill: undefined, stroke: undefined },
  { label: '蓝色', fill: '#BBDEFB', stroke: '#0D4372' },
  { label: '橙色', fill: '#FFE0B2', stroke: '#6B3C00' },
  { label: '绿色', fill: '#C8E6C9', stroke: '#205022' },
  { label: '红色', fill: '#FFCDD2', stroke: '#831311' },
  { label: '紫色', fill: '#E1BEE7', stroke: '#5B176D' },
];
