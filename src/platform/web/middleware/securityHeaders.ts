import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** Everything comes from this server and nothing is inline; data: and blob: are for previews of photos. */
export function securityHeaders({ https }: { https: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
}

/**
 * For the page of the diagram editor alone: bpmn-js brings menu pictures whose markup holds `style` attributes. Scripts and
 * style elements stay as strict as everywhere.
 */
export function allowInlineStyleAttributes(res: Response): void {
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.setHeader('Content-Security-Policy', `${policy};style-src-attr 'unsafe-inline'`);
}
