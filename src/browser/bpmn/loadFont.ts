/** Loads the parts of the font that the diagram needs, because text is measured while drawing. */
export async function loadFont(xml: string): Promise<void> {
  const names = [...xml.matchAll(/\bname="([^"]*)"/g)].map((match) => match[1]).join('');
  await Promise.race([
    document.fonts.load('12px "Noto Sans SC"', names || '图'),
    new Promise((resolve) => setTimeout(resolve, 4000)),
  ]);
}
