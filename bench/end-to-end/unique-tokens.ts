import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT, type CryptoKey } from 'jose';
import { readIssuerSecrets } from '../../demo/identity-provider/issuer-secrets.js';
import { issuersOf, type DemoSettings } from '../../demo/settings.js';
import { requestToken } from '../../demo/token-request.js';

/** Tokens of one signatory of the demonstration, as its issuer gives them, no two the same. */
export class UniqueTokens {
  private constructor(
    private readonly key: CryptoKey | Uint8Array,
    private readonly model: string,
  ) {}

  static async of(settings: DemoSettings, signataire: string): Promise<UniqueTokens> {
    const { clientSecret: secret, signingKey } = readIssuerSecrets(settings.folder, signataire);
    const issuer = `${issuersOf(settings)}${signataire}`;
    const model = await requestToken(issuer, { client: signataire, secret });
    return new UniqueTokens(await importJWK(signingKey, 'ES256'), model);
  }

  next(): Promise<string> {
    const { alg = 'ES256', ...header } = decodeProtectedHeader(this.model);
    return new SignJWT({ ...decodeJwt(this.model), jti: randomUUID() })
      .setProtectedHeader({ alg, ...header })
      .sign(this.key);
  }
}
