import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { projectRoot } from '../root.js';

/** Built files carry a hash of their content in their names: browsers may keep them for good. */
export function staticAssets(): RequestHandler {
  return express.static(join(projectRoot, 'dist/public/assets'), {
    immutable: true,
    maxAge: '1y',
    index: false,
    redirect: false,
    fallthrough: false,
  });
}
