import { alertFrom, noFields, type AlertFields } from '../acts/alert-form.js';
import { alertPolice, summaryOf, type Alert, type Residence } from '../acts/alert-police.js';
import type { Ask } from '../ask.js';
import { bailleur, irrevocableQuery, residencesQuery } from '../incidents.js';
import { noWords, readVocabulary } from '../vocabulary.js';
import { button, element, find, options } from './dom.js';

/** Enters an incident and alerts the police: confirmed, refused beside the field, done once. */
export function alertForm(ask: Ask, onDone: () => void): HTMLElement {
  const section = element('section');
  section.innerHTML = `
    <h2>Saisir un incident et alerter les forces</h2>
    <p>En cas de danger immédiat, appelez d’abord le 17.</p>
    <form aria-label="Incident">
      <p><label>Résidence <select name="residence" required></select></label></p>
      <p><label>Type <select name="type" required></select></label></p>
      <p><label>Lieu <select name="lieuType" required></select></label></p>
      <p><label>Gravité <input name="gravite" type="number" required min="1" max="4"></label></p>
      <p><label>Jour des faits <input name="dateFaits" type="date" required></label></p>
      <p><label>Le 17 a été appelé <input name="appel17" type="checkbox"></label></p>
      <button>Vérifier et envoyer</button>
    </form>
    <dialog aria-label="Confirmer"></dialog>
    <div role="alert"></div>`;
  const form = find(section, 'form', HTMLFormElement);
  const dialog = find(section, 'dialog', HTMLDialogElement);
  const told = find(section, '[role=alert]', HTMLElement);
  const select = (name: string) => find(form, `[name=${name}]`, HTMLSelectElement);
  const input = (name: string) => find(form, `[name=${name}]`, HTMLInputElement);
  input('gravite').value = noFields.gravite;

  let vocabulary = noWords;
  let residences: readonly Residence[] = [];
  // Until it is known, nobody is told that it can be undone.
  let isFinal = true;
  // The same for every attempt of this form: whatever the network does, it is done once.
  let cle = crypto.randomUUID();

  const fields = (): AlertFields => ({
    residence: select('residence').value,
    type: select('type').value,
    lieuType: select('lieuType').value,
    gravite: input('gravite').value,
    dateFaits: input('dateFaits').value,
    appel17: input('appel17').checked,
  });

  const offer = (name: string, choices: Iterable<readonly [string, string]>): void =>
    select(name).replaceChildren(...options([['', 'Choisir'], ...choices]));

  const read = async (): Promise<void> => {
    const [found, acts, words] = await Promise.all([
      ask(residencesQuery, { bailleur }),
      ask(irrevocableQuery, {}),
      readVocabulary(ask),
    ]);
    vocabulary = words;
    residences = found.data?.residences?.nodes ?? [];
    isFinal = acts.data?.actesIrrevocables?.includes('transmettreSignalement') ?? true;
    const choices = residences.map(({ id, nom }) => [id, nom] as const);
    offer('residence', choices);
    offer('type', vocabulary.types);
    offer('lieuType', vocabulary.places);
    told.replaceChildren(element('p', found.failure?.message));
  };

  const send = async (alert: Alert): Promise<void> => {
    const outcome = await alertPolice(ask, alert, cle);
    if (outcome.etat === 'fait') {
      cle = crypto.randomUUID();
      form.reset();
      input('gravite').value = noFields.gravite;
      told.replaceChildren(element('p', outcome.message));
      onDone();
    } else if (outcome.etat === 'refuse') {
      for (const { champ, message } of outcome.erreurs) refuse(champ ?? '', message);
    } else {
      const again = 'On ne sait pas si tout est fait : renvoyez, rien n’est fait deux fois.';
      told.replaceChildren(element('p', `${outcome.failure.message} ${again}`));
    }
  };

  /** Beside its field; what is of no field of this form stands below it. */
  function refuse(champ: string, message: string): void {
    const fault = element('strong', message);
    fault.className = 'faute';
    const field = champ === '' ? null : form.querySelector(`[name=${CSS.escape(champ)}]`);
    (field?.closest('p') ?? told).append(fault);
  }

  function confirm(alert: Alert): void {
    dialog.replaceChildren(
      element('p', summaryOf(alert, vocabulary.types)),
      element('p', isFinal ? 'Une fois transmis, le signalement ne peut pas être repris.' : ''),
      button('Confirmer et envoyer', () => {
        dialog.close();
        void send(alert);
      }),
      button('Revenir', () => dialog.close()),
    );
    dialog.showModal();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    told.replaceChildren();
    for (const fault of form.querySelectorAll('.faute')) fault.remove();
    const alert = alertFrom(fields(), residences, vocabulary);
    if (alert) confirm(alert);
  });
  void read();
  return section;
}
