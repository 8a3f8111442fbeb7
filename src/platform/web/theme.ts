import type { Request, Response } from 'express';
import { cookieName } from './cookies.js';

export const themes = ['light', 'dark', 'auto'] as const;
export type Theme = (typeof themes)[number];

const oneYear = 365 * 24 * 60 * 60 * 1000;

/** The theme that the person chose in this browser; `auto` follows the device. */
export function themeOf(req: Request): Theme {
  const chosen = /(?:^|;\s*)(?:__Host-)?theme=(\w+)/.exec(req.get('cookie') ?? '')?.[1];
  return themes.find((theme) => theme === chosen) ?? 'auto';
}

export function keepTheme(res: Response, theme: Theme, https: boolean): void {
  res.cookie(cookieName('theme', https), theme, {
    maxAge: oneYear,
    httpOnly: true,
    sameSite: 'lax',
    secure: https,
  });
}
