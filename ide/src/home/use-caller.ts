import { useEffect, useState } from 'react';
import type { Caller, Nature } from '../gallery/question.js';
import { ask } from '../graphql/ask.js';
import type { Session } from '../session/session.js';

const query = `query Appelant {
  moi { signataire { id nature territoire { commune { codeInsee } epci { siren } } } }
}`;

interface Signataire {
  readonly id: string;
  readonly nature: Nature;
  readonly territoire: {
    readonly commune: { readonly codeInsee: string } | null;
    readonly epci: { readonly siren: string } | null;
  };
}

/** For whom the page works, as the gateway knows them; null: not known yet. */
export function useCaller(session: Session): Caller | null {
  const [caller, setCaller] = useState<Caller | null>(null);
  useEffect(() => {
    let current = true;
    ask(session, { query, finalite: [] }).then(
      ({ body }) => {
        const moi = body.data?.['moi'] as { signataire: Signataire | null } | null | undefined;
        if (!current || !moi?.signataire) return;
        const { id, nature, territoire } = moi.signataire;
        setCaller({
          id,
          nature,
          commune: territoire.commune?.codeInsee ?? null,
          epci: territoire.epci?.siren ?? null,
        });
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session]);
  return caller;
}
