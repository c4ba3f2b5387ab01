import { ask } from '../graphql/ask.js';
import type { Answer } from '../graphql/answer.js';
import { allInFrenchType } from '../page/typography.js';
import type { Session } from '../session/session.js';
import type { Droit } from './droit.js';

const query = `query MesDroits {
  moi {
    droits {
      portee libelle classe proprietaire conservation perimetres finalites
      fondements { reference effet }
    }
  }
}`;

/** What the caller may read for these purposes; an answer with errors when it cannot be known. */
export async function readRights(
  session: Session,
  finalite: readonly string[],
): Promise<readonly Droit[] | Answer> {
  const { body } = await ask(session, { query, finalite });
  const moi = body.data?.['moi'] as { readonly droits: readonly Droit[] } | null | undefined;
  return moi ? allInFrenchType(moi.droits) : body;
}
