import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { paths } from '../../paths.js';
import { describeError } from '../../process/describeError.js';

/** Asked every few seconds by monitors. */
const unlogged = new Set([paths.health(), paths.alive(), paths.ready(), paths.metrics()]);

/**
 * One line for each request: its id, method, path, status, time, who. No headers, no query values, no bodies. The id is answered as
 * `X-Request-Id` and stands in the history of the ticket that the request changes.
 * @param trustsProxy whether a proxy in front gives requests an id, which then counts
 */
export function requestLog(logger: Logger, trustsProxy: boolean) {
  return pinoHttp({
    logger,
    genReqId: (req, res) => {
      const given = req.headers['x-request-id'];
      const id = trustsProxy && typeof given === 'string' && proxyId.test(given) ? given : randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    quietReqLogger: true,
    autoLogging: { ignore: (req) => unlogged.has(req.url ?? '') },
    serializers: {
      req: (req) => ({ id: req.id, method: req.method, path: String(req.url).split('?')[0] }),
      res: (res) => ({ status: res.statusCode }),
      err: undefined as never,
    },
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
    customErrorObject: (_req, _res, _error, value) => ({ ...value, err: undefined }),
    customProps: (req) => ({ personId: (req as Request).person?.id }),
  });
}

/** What a history can store: as long as a UUID, nothing that means something in a log. */
const proxyId = /^[\w.-]{1,64}$/;

/** Writing to a disconnected client emits a stream error, which would end the process without a listener. */
export const keepStreamErrors: RequestHandler = (req, res, next) => {
  for (const stream of [req, res])
    stream.on('error', (error) => req.log.info({ error: describeError(error) }, 'the connection broke'));
  next();
};
