import { postHeaders } from '../../forms/request.js';
import type { TrialAnswer, TrialQuestion } from './trial.js';
import type { Choices, DraftPage, Problem } from './types.js';

/** The server refused; `message` is for the person. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The network or the server failed, so there is no answer. */
export class Unreachable extends Error {}

export interface SavedDraft {
  revision: number;
  savedAt: string;
}

/** A file as the server read it: what the editor is to draw, and what became of the rest. */
export interface Reading {
  xml: string;
  report: string;
}

export interface DraftClient {
  diagram(): Promise<string>;
  choices(): Promise<Choices>;
  save(xml: string, revision: number): Promise<SavedDraft>;
  check(xml: string): Promise<Problem[]>;
  read(file: File): Promise<Reading>;
  tryExpression(question: TrialQuestion): Promise<TrialAnswer>;
  lock(): Promise<void>;
  release(): void;
}

/** Everything that the editor asks of the server.
 * Each promise fails with {@link Refusal} or {@link Unreachable}. */
export function draftClient({ url }: DraftPage): DraftClient {
  return {
    diagram: async () => (await request(`${url}/diagram`, {})).text(),
    choices: async () => (await (await request(`${url}/choices`, {})).json()) as Choices,
    save: async (xml, revision) =>
      (await (await request(`${url}/diagram`, jsonRequest('PUT', { xml, revision }))).json()) as SavedDraft,
    async check(xml) {
      const answer = await request(`${url}/check`, jsonRequest('POST', { xml }));
      return ((await answer.json()) as { problems: Problem[] }).problems;
    },
    async read(file) {
      const body = new FormData();
      body.append('file', file);
      const answer = await request(`${url}/readings`, { method: 'POST', headers: postHeaders(), body });
      return (await answer.json()) as Reading;
    },
    tryExpression: async (question) =>
      (await (await request(`${url}/trials`, jsonRequest('POST', question))).json()) as TrialAnswer,
    async lock() {
      await request(`${url}/lock`, jsonRequest('POST', {}));
    },
    release() {
      void fetch(`${url}/lock`, { method: 'DELETE', headers: postHeaders(), keepalive: true }).catch(
        () => undefined,
      );
    },
  };
}

function jsonRequest(method: string, body: unknown): RequestInit {
  return {
    method,
    headers: { ...postHeaders(), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

async function request(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { credentials: 'same-origin', ...init }).catch(() => null);
  if (!response || response.status >= 500) throw new Unreachable();
  if (response.redirected && /\/session\//.test(response.url)) throw new Refusal(401, loggedOutMessage);
  if (!response.ok) throw new Refusal(response.status, await messageOf(response));
  return response;
}

const loggedOutMessage = '登录已过期，请在另一个窗口重新登录后再继续。';

async function messageOf(response: Response): Promise<string> {
  if (response.status === 401) return loggedOutMessage;
  try {
    const { message, details = [] } = (await response.json()) as { message?: string; details?: string[] };
    return details.join('') || (message ?? '服务器拒绝了这次操作。');
  } catch {
    return '服务器拒绝了这次操作。';
  }
}
