import { isCalendarDate } from './calendar-date.js';
import { head, text, type ConventionFile, type Item } from './convention-file.js';

/** Reports dates that cannot follow each other as they do. Dates that are none are reported before. */
export function reportDateFaults(file: ConventionFile): void {
  const convention = head(file);
  const effet = date(convention, 'effet');
  const echeance = date(convention, 'echeance');
  if (effet && echeance && echeance < effet) {
    file.report(
      [...convention.path, 'echeance'],
      `L'échéance (${echeance}) précède l'effet de la convention (${effet}) : corrigez l'une des deux dates.`,
    );
  }
  for (const signatory of file.items('signataires')) reportSignatory(file, signatory, echeance);
  reportGrounds(file, effet, echeance);
}

function reportSignatory(file: ConventionFile, signatory: Item, echeance: string | null): void {
  const approbation = date(file.inside(signatory, 'approbation'), 'date');
  const signature = date(signatory, 'signature');
  const retrait = date(signatory, 'retrait');
  const at = (key: string) => [...signatory.path, key];
  if (approbation && signature && signature < approbation) {
    file.report(
      at('signature'),
      `La signature (${signature}) précède l'approbation (${approbation}) : corrigez l'une des deux dates.`,
    );
  }
  if (signature && echeance && signature > echeance) {
    file.report(
      at('signature'),
      `La signature (${signature}) suit l'échéance de la convention (${echeance}) : corrigez l'une des deux dates.`,
    );
  }
  if (retrait && signature && retrait < signature) {
    file.report(
      at('retrait'),
      `Le retrait (${retrait}) précède la signature (${signature}) : corrigez l'une des deux dates.`,
    );
  }
  if (retrait && signatory.value.signature == null) {
    file.report(
      at('retrait'),
      'Un retrait sans signature : ajoutez la date de signature, ou laissez « retrait: null ».',
    );
  }
}

function reportGrounds(file: ConventionFile, effet: string | null, echeance: string | null): void {
  const grounds = new Map<string, { depuis: string | null; jusqu: string | null }>();
  for (const ground of file.items('fondements')) {
    const depuis = date(ground, 'depuis');
    const jusqu = date(ground, 'jusqu');
    const id = text(ground, 'id');
    if (id !== null) grounds.set(id, { depuis, jusqu });
    if (depuis && jusqu && jusqu <= depuis) {
      file.report(
        [...ground.path, 'jusqu'],
        `Le fondement cesse (${jusqu}) avant d'avoir valu (${depuis}) : corrigez l'une des deux dates.`,
      );
    }
  }
  for (const grant of file.items('acces')) {
    const id = text(grant, 'fondement');
    const ground = id === null ? undefined : grounds.get(id);
    if (id === null || !ground) continue;
    const over = ground.jusqu && effet && ground.jusqu <= effet;
    const tooLate = ground.depuis && echeance && ground.depuis > echeance;
    if (!over && !tooLate) continue;
    file.report(
      [...grant.path, 'fondement'],
      `Le fondement « ${id} » n'est en vigueur à aucun moment de la convention : citez celui qui l'est, ou corrigez ses dates.`,
    );
  }
}

/** ISO dates compare as text. */
function date(item: Item, key: string): string | null {
  const written = text(item, key);
  return written !== null && isCalendarDate(written) ? written : null;
}
