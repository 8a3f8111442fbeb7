import type { Request } from 'express';

export type Flash = { kind: 'success' | 'warning'; text: string };

/** Keeps a message for the next page that this session sees. */
export function flash(req: Request, kind: Flash['kind'], text: string): void {
  req.session.flash = [...(req.session.flash ?? []), { kind, text }];
}

/** Returns the kept messages and removes them. */
export function takeFlash(req: Request): Flash[] {
  const kept = req.session.flash ?? [];
  if (kept.length > 0) delete req.session.flash;
  return kept;
}
