import { readFileSync, statSync } from 'node:fs';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';

/** The public keys of token issuers, by where the convention says they are: a URL or a file. */
export class IssuerKeys {
  private readonly sources = new Map<string, JWTVerifyGetKey>();

  of(jwks: string): JWTVerifyGetKey {
    let source = this.sources.get(jwks);
    if (!source) {
      source = /^https?:\/\//.test(jwks)
        ? // Short ages: a key that its issuer removed must soon stop opening anything.
          createRemoteJWKSet(new URL(jwks), {
            cacheMaxAge: 15_000,
            cooldownDuration: 2_000,
            timeoutDuration: 3_000,
          })
        : keysOfFile(jwks);
      this.sources.set(jwks, source);
    }
    return source;
  }
}

/** Read again whenever the file has changed; while it is unreadable no token verifies. */
function keysOfFile(path: string): JWTVerifyGetKey {
  let version = '';
  let keys: JWTVerifyGetKey | null = null;
  return (header, token) => {
    const { mtimeMs, size, ino } = statSync(path);
    const current = `${mtimeMs} ${size} ${ino}`;
    if (!keys || current !== version) {
      keys = createLocalJWKSet(JSON.parse(readFileSync(path, 'utf8')) as JSONWebKeySet);
      version = current;
    }
    return keys(header, token);
  };
}
