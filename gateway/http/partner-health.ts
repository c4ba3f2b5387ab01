import { createHash, timingSafeEqual } from 'node:crypto';
import type { AskedCoordinates } from '../../schema/contract/fetch-ticket.js';
import { examineLine } from '../../schema/partner/doctor/examine-line.js';
import { probe, type LineSecurity } from '../../schema/partner/line.js';
import { worst, type Examined } from '../../schema/partner/doctor/report.js';

/** What is examined, and with which token. */
export interface PartnerLines {
  /** By name of the subgraph, or of one of its operators: where it is. */
  readonly addresses: () => ReadonlyMap<string, string>;
  readonly securityOf: (name: string) => LineSecurity;
  /** As the gateway would ask this there for nobody. */
  readonly headersFor: (
    audience: string,
    announced: { readonly document: string; readonly fields: AskedCoordinates },
  ) => Readonly<Record<string, string>>;
}

/** What was found is told again for that long: asking often asks partners no more often. */
const believedFor = 10_000;

/**
 * `/health/partners`: the state of the line to each partner, for who shows the monitoring token.
 * It reads no data and names no caller.
 */
export class PartnerHealth {
  private found: { readonly at: number; readonly examined: Promise<readonly Examined[]> } | null =
    null;

  constructor(
    private readonly monitoringToken: string,
    private readonly lines: PartnerLines,
    private readonly now: () => number = Date.now,
  ) {}

  /** @param authorization the request's header. */
  async answer(authorization: string | undefined): Promise<{ status: number; body: unknown }> {
    if (!this.admits(authorization)) return { status: 401, body: { statut: 'jeton requis' } };
    const examined = await this.examined();
    const partenaires = examined.map(({ operator, signs }) => ({
      partenaire: operator,
      etat: worst(signs),
      etapes: signs.map(({ step, light, cause, fr }) => ({ etape: step, etat: light, cause, fr })),
    }));
    return {
      status: 200,
      body: { etat: worst(examined.flatMap(({ signs }) => signs)), partenaires },
    };
  }

  private admits(authorization: string | undefined): boolean {
    const given = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '';
    return timingSafeEqual(digest(given), digest(this.monitoringToken));
  }

  private examined(): Promise<readonly Examined[]> {
    const { found } = this;
    if (found && this.now() - found.at < believedFor) return found.examined;
    const examined = Promise.all(
      [...this.lines.addresses()].map(async ([operator, url]) => {
        const headers = this.lines.headersFor(operator, announcedProbe);
        const security = this.lines.securityOf(operator);
        const line = { url, security, headers, published: null, keySet: null };
        return { operator, signs: await examineLine(line) };
      }),
    );
    this.found = { at: this.now(), examined };
    return examined;
  }
}

const announcedProbe = {
  document: createHash('sha256').update(probe.query).digest('base64url'),
  fields: { Query: ['_service'], _Service: ['sdl'] },
};

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
