/** Headers that a posting script needs: the page's CSRF token, and JSON as the answer. */
export function postHeaders(): Record<string, string> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? '';
  return { 'x-csrf-token': token, accept: 'application/json' };
}

/** Posts JSON and reads JSON; throws when the server refuses or the network fails. */
export async function postJson<Answer>(url: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...postHeaders(), 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
    signal,
  });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as Answer;
}
