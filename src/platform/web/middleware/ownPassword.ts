import type { RequestHandler } from 'express';
import { NotAllowed } from '../../errors.js';
import { paths } from '../paths.js';

/** Where somebody may go whose password was given out by somebody else. */
const open: readonly string[] = [
  paths.account(),
  paths.password(),
  paths.theme(),
  paths.logInPage(),
  paths.logIn(),
  paths.logOut(),
  paths.health(),
];

/** Keeps people whose password came from somebody else on the page where they choose their own. */
export const requireOwnPassword: RequestHandler = (req, res, next) => {
  if (!req.person?.mustChangePassword || open.includes(req.path)) return next();
  if (req.method !== 'GET') throw new NotAllowed('请先在“我的账户”中把初始密码改为自己的密码。');
  res.redirect(303, paths.account());
};
