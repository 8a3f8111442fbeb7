/** An answer of the application, read to its end. */
export interface Answer {
  status: number;
  text: string;
  /** Path to which it redirects, else null. */
  location: string | null;
  headers: Headers;
}

export type Fields = Record<string, string | readonly string[]>;

/** Somebody who uses the application over HTTP without a browser: keeps cookies, follows no redirect. */
export class HttpPerson {
  readonly #cookies = new Map<string, string>();

  constructor(readonly baseUrl: string) {}

  /** Logs in and opens the inbox, as a browser does that follows the redirect. @throws {Error} when it is refused */
  async logIn(login: string, password: string): Promise<void> {
    const page = await this.get('/session/new');
    const answer = await this.post('/session', { _csrf: csrfTokenOf(page.text), login, password });
    if (answer.status !== 303)
      throw new Error(`log-in of ${login} answered ${answer.status}: ${answer.text}`);
    await this.get(answer.location ?? '/');
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { headers });
  }

  /** Posts as a form does. */
  post(path: string, fields: Fields, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { method: 'POST', headers, body: encode(fields) });
  }

  /** Sends anything at all with the person's cookies. */
  async send(path: string, request: RequestInit): Promise<Answer> {
    const headers = new Headers(request.headers);
    headers.set('cookie', this.cookies);
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    const response = await fetch(this.baseUrl + path, { ...request, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) this.#remember(cookie);
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location'),
      headers: response.headers,
    };
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The cookies as a browser takes them. */
  browserCookies(): { name: string; value: string; url: string }[] {
    return [...this.#cookies].map(([name, value]) => ({ name, value, url: this.baseUrl }));
  }

  /** Takes over somebody's cookies as they are now. */
  stealCookies(other: HttpPerson): void {
    for (const [name, value] of other.#cookies) this.#cookies.set(name, value);
  }

  #remember(cookie: string): void {
    const [name, value] = cookie.split(';', 1)[0]!.split(/=(.*)/s) as [string, string];
    this.#cookies.set(name, value);
  }
}

function encode(fields: Fields): URLSearchParams {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one as string]),
  );
  return new URLSearchParams(pairs as [string, string][]);
}

/** The token that every page of a session carries in its forms. @throws {Error} when the page has none */
export function csrfTokenOf(html: string): string {
  const token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1];
  if (!token) throw new Error('the page has no CSRF token');
  return token;
}
