import type { RequestHandler } from 'express';
import { NotAllowed } from '../../errors.js';
import { paths } from '../paths.js';

/** Pages that are open before an issued password is changed. */
const openPaths: readonly string[] = [
  paths.account(),
  paths.password(),
  paths.theme(),
  paths.otherLogIns(),
  paths.logInPage(),
  paths.logIn(),
  paths.logOut(),
  paths.health(),
];

/** Redirects people with an issued password to the page where they choose their own. */
export const requireOwnPassword: RequestHandler = (req, res, next) => {
  if (!req.person?.mustChangePassword || openPaths.includes(req.path)) return next();
  if (req.method !== 'GET') throw new NotAllowed('请先在“我的账户”中把初始密码改为自己的密码。');
  res.redirect(303, paths.account());
};
