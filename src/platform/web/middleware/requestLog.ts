import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { describeError } from '../../process/describeError.js';

/** One line for each request: method, path, status, time, who. No headers, no query values, no bodies. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: () => randomUUID(),
    quietReqLogger: true,
    autoLogging: { ignore: (req) => req.url === '/healthz' },
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

/** Writing to a disconnected client emits a stream error, which would end the process without a listener. */
export const keepStreamErrors: RequestHandler = (req, res, next) => {
  for (const stream of [req, res])
    stream.on('error', (error) => req.log.info({ error: describeError(error) }, 'the connection broke'));
  next();
};
