import type { RequestHandler } from 'express';
import { NotAllowed } from '../../errors.js';
import { isPermitted, type Permission } from '../../permissions.js';
import { paths, safeReturnPath, withQuery } from '../paths.js';
import { wantsJson } from './wantsJson.js';

/** Lets a request through that holds the route's permission; sends strangers to the log-in page. */
export function requirePermission(permission: Permission): RequestHandler {
  return (req, res, next) => {
    if (isPermitted(permission, req.person)) return next();
    if (req.person) throw new NotAllowed('您的岗位没有使用此功能的权限。如工作需要，请联系系统管理员。');
    if (wantsJson(req)) {
      res.status(401).json({ message: '登录已过期，请重新登录。' });
      return;
    }
    const asked = req.method === 'GET' ? safeReturnPath(req.originalUrl) : null;
    res.redirect(303, withQuery(paths.logInPage(), { returnTo: asked === paths.tasks() ? null : asked }));
  };
}
