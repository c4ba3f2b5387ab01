import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Stored {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/**
 * Sessions, codes and grants of one issuer, for the life of the process. One store per issuer: a
 * code of one signatory's provider means nothing to another's.
 */
export function memoryStore(): (model: string) => Adapter {
  const entries = new Map<string, Stored>();
  return (model) => new MemoryAdapter(model, entries);
}

class MemoryAdapter implements Adapter {
  constructor(
    private readonly model: string,
    private readonly entries: Map<string, Stored>,
  ) {}

  upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const now = Date.now();
    for (const [key, { until }] of this.entries) if (until < now) this.entries.delete(key);
    const until = expiresIn ? now + expiresIn * 1000 : Infinity;
    this.entries.set(this.key(id), { payload, until });
    return Promise.resolve();
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    const stored = this.entries.get(this.key(id));
    return Promise.resolve(stored && stored.until >= Date.now() ? stored.payload : undefined);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.findWhere((payload) => payload.uid === uid);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.findWhere((payload) => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const payload = await this.find(id);
    if (payload) payload['consumed'] = Math.floor(Date.now() / 1000);
  }

  destroy(id: string): Promise<void> {
    this.entries.delete(this.key(id));
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of this.entries) {
      if (payload.grantId === grantId) this.entries.delete(key);
    }
    return Promise.resolve();
  }

  private findWhere(
    matches: (payload: AdapterPayload) => boolean,
  ): Promise<AdapterPayload | undefined> {
    for (const [key, { payload, until }] of this.entries) {
      if (key.startsWith(`${this.model}:`) && until >= Date.now() && matches(payload)) {
        return Promise.resolve(payload);
      }
    }
    return Promise.resolve(undefined);
  }

  private key(id: string): string {
    return `${this.model}:${id}`;
  }
}
