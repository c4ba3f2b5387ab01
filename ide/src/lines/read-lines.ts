import { allInFrenchType } from '../page/typography.js';
import type { Session } from '../session/session.js';
import type { Line } from './line.js';

/** @returns null where the gateway does not say. @throws SessionOver */
export async function readLines(session: Session): Promise<readonly Line[] | null> {
  const authorization = `Bearer ${await session.token()}`;
  try {
    const response = await fetch(`${import.meta.env.BASE_URL}lignes`, {
      headers: { authorization },
      cache: 'no-store',
      credentials: 'omit',
    });
    if (!response.ok) return null;
    const { lignes } = (await response.json()) as { readonly lignes: readonly Line[] };
    return allInFrenchType(lignes);
  } catch {
    return null;
  }
}
