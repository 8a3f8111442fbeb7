const family = 'Noto Sans SC';

/**
 * The picture with the font of its texts inside: a picture is drawn without the fonts of the page, and the computer may
 * have no Chinese ones. Only the parts of the font with the characters of the picture are taken.
 */
export async function embedFont(svg: string): Promise<string> {
  const texts = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement.textContent ?? '';
  const codes = [...new Set(texts)].map((character) => character.codePointAt(0) ?? 0);
  const parts = fontFaces().filter(({ range }) => codes.some((code) => isIn(code, range)));
  const faces = await Promise.all(parts.map(({ source, range }) => fontFace(source, range)));
  return svg.replace(/(<svg[^>]*>)/, `$1<style>${faces.join('')}</style>`);
}

function fontFaces(): { source: string; range: string }[] {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  return rules
    .filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => style.getPropertyValue('font-family').includes(family))
    .filter(({ style }) => style.getPropertyValue('font-weight') === '400')
    .flatMap(({ style, parentStyleSheet }) => {
      const [, path] = /url\(["']?([^"')]+)/.exec(style.getPropertyValue('src')) ?? [];
      const source = path && new URL(path, parentStyleSheet?.href ?? location.href).href;
      return source ? [{ source, range: style.getPropertyValue('unicode-range') }] : [];
    });
}

/** `U+4E00-4E20, U+FF01` */
function isIn(code: number, range: string): boolean {
  return range.split(',').some((part) => {
    const [first = '', last = first] = part.trim().replace(/^U\+/i, '').split('-');
    return code >= Number.parseInt(first, 16) && code <= Number.parseInt(last, 16);
  });
}

async function fontFace(source: string, range: string): Promise<string> {
  const bytes = await (await fetch(source)).blob();
  const data = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(bytes);
  });
  return `@font-face{font-family:"${family}";src:url(${data}) format("woff2");unicode-range:${range}}`;
}
