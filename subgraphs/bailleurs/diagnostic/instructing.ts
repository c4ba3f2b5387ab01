import type { EntityManager } from 'typeorm';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { Commune } from '../territoire/commune.js';

interface Place {
  readonly commune?: string;
  readonly epci?: string;
}

/**
 * Which signatory answers a landlord's request in a commune: its city, else its EPCI, whose CISPD
 * covers it; null outside both. docs/decisions/diagnostics.md
 */
export async function instructingSignatory(
  manager: EntityManager,
  communeCode: string,
): Promise<string | null> {
  const city = signatoryWhere(({ commune }) => commune === communeCode);
  if (city !== null) return city;
  const commune = await manager.findOneBy(Commune, { codeInsee: communeCode });
  return commune ? signatoryWhere(({ epci }) => epci === commune.epciSiren) : null;
}

/** Whether a signatory has this id, and is of one of these natures if any is named. */
export function isSignatory(id: string, ...natures: readonly string[]): boolean {
  return signataires.some(
    (known) => known.id === id && (natures.length === 0 || natures.includes(known.nature)),
  );
}

function signatoryWhere(holds: (territoire: Place) => boolean): string | null {
  return signataires.find(({ territoire }) => holds(territoire))?.id ?? null;
}
