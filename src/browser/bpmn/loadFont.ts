/** Text is measured while drawing, so its characters are fetched before; only the subsets that the diagram needs. */
export async function loadFont(xml: string): Promise<void> {
  const names = [...xml.matchAll(/\bname="([^"]*)"/g)].map((match) => match[1]).join('');
  await Promise.race([
    document.fonts.load('12px "Noto Sans SC"', names || '图'),
    new Promise((resolve) => setTimeout(resolve, 4000)),
  ]);
}
