import type { EntityManager } from 'typeorm';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { Commune } from './commune.js';

interface Place {
  readonly commune?: string;
  readonly epci?: string;
  readonly zone?: string;
}

/** The signatories whose territory a commune is in: its city, its EPCI, the force of its zone. */
export async function signatoriesOf(
  manager: EntityManager,
  codeInsee: string,
): Promise<readonly string[]> {
  const place = await manager.findOneBy(Commune, { codeInsee });
  return signataires.flatMap(({ id, territoire }) => {
    const { commune, epci, zone }: Place = territoire;
    const holds =
      commune === codeInsee ||
      (epci !== undefined && epci === place?.epciSiren) ||
      (zone !== undefined && zone === place?.zone);
    return holds ? [id] : [];
  });
}
