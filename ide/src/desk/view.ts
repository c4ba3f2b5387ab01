import type { BrowserStorage } from '../editor/query-storage.js';

/** The pages of the desk. */
export type View = 'questions' | 'a-traiter' | 'requetes';

export const viewNames: Readonly<Record<View, string>> = {
  questions: 'Questions',
  'a-traiter': 'À traiter',
  requetes: 'Requêtes GraphQL',
};

const name = 'passerelle/vue';

/** Where this browser begins: with the queries for whoever left them last, otherwise with the questions. */
export function lastView(storage: BrowserStorage): View {
  return storage.getItem(name) === 'requetes' ? 'requetes' : 'questions';
}

export function keepView(storage: BrowserStorage, view: View): void {
  try {
    storage.setItem(name, view);
  } catch {
    // A full storage: the next session begins with the questions.
  }
}

/** Where one was on a desk, as far as a reload brings one back there. */
export interface KeptSpot {
  readonly view: View;
  readonly panel: string;
  /** The worked question that was chosen: which one, never with what. */
  readonly question: string | null;
}

/** Where this browser tab was on its desk of a signatory; null: it had none. */
export function keptSpot(storage: Pick<Storage, 'getItem'>, signataireId: string): KeptSpot | null {
  try {
    const found = JSON.parse(
      storage.getItem(spotName(signataireId)) ?? 'null',
    ) as Partial<KeptSpot> | null;
    if (!found?.view || !(found.view in viewNames) || typeof found.panel !== 'string') return null;
    const { view, panel, question } = found;
    return { view, panel, question: typeof question === 'string' ? question : null };
  } catch {
    // Written by something else: begin anew.
    return null;
  }
}

export function keepSpot(
  storage: Pick<Storage, 'setItem'>,
  signataireId: string,
  spot: KeptSpot,
): void {
  try {
    storage.setItem(spotName(signataireId), JSON.stringify(spot));
  } catch {
    // A full storage: a reload begins with the last page.
  }
}

/** The desk was left: the next one begins where everybody does. */
export function forgetSpot(storage: Pick<Storage, 'removeItem'>, signataireId: string): void {
  storage.removeItem(spotName(signataireId));
}

function spotName(signataireId: string): string {
  return `passerelle/${signataireId}/endroit`;
}
