import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/** Where a request comes from: its address, of IPv6 the network, as a household or a phone has many. */
export const sourceOf = (req: Request): string => ipKeyGenerator(req.ip ?? '');
