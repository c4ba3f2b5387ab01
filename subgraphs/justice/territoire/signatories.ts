import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { Refused } from '../../kit/acts/refusal.js';

/** @throws Refused where the mayor of the commune is no signatory: he has no file that could move. */
export function refuseWithoutMayor(codeInsee: string): void {
  if (signataires.some(({ territoire }) => territoire.commune === codeInsee)) return;
  throw new Refused(
    'HORS_TERRITOIRE',
    'Le maire de cette commune n’a pas signé la convention.',
    'commune',
  );
}
