import { compileShape } from './compile-shape.js';
import schema from './gateway-token.schema.json' with { type: 'json' };
import type { GatewayTokenClaims } from './gateway-token.js';

const fits = compileShape(schema);

/**
 * The claims of a gateway's token that has been verified, held to `gateway-token.schema.json`.
 * @throws Error that names the claim at fault, and no value.
 */
export function requireGatewayTokenShape(claims: object): GatewayTokenClaims {
  if (fits(claims)) return claims as unknown as GatewayTokenClaims;
  const [fault] = fits.errors ?? [];
  throw new Error(`claim ${claimAt(fault?.instancePath ?? '', fault?.params)}`);
}

function claimAt(pointer: string, params: Readonly<Record<string, unknown>> = {}): string {
  const missing = params['missingProperty'];
  const path = pointer.split('/').slice(1);
  return [...path, ...(typeof missing === 'string' ? [missing] : [])].join('.');
}
