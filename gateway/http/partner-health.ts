import { createHash, timingSafeEqual } from 'node:crypto';
import { worst } from '../../schema/partner/doctor/report.js';
import type { LineExaminations } from './line-examinations.js';

/** `/health/partners`: the state of the line to each partner, for who shows the monitoring token. */
export class PartnerHealth {
  constructor(
    private readonly monitoringToken: string,
    private readonly lines: LineExaminations,
  ) {}

  /** @param authorization the request's header. */
  async answer(authorization: string | undefined): Promise<{ status: number; body: unknown }> {
    if (!this.admits(authorization)) return { status: 401, body: { statut: 'jeton requis' } };
    const examined = await this.lines.examined();
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
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
