import { useEffect, useState, type ReactNode } from 'react';
import { alertFrom, noFields, type AlertFields } from '../acts/alert-form.js';
import {
  alertPolice,
  summaryOf,
  type Alert,
  type Outcome,
  type Residence,
} from '../acts/alert-police.js';
import type { Ask } from '../ask.js';
import type { Failure } from '../failure.js';
import { bailleur, irrevocableQuery, residencesQuery } from '../incidents.js';
import { noWords, readVocabulary, type Labels } from '../vocabulary.js';
import { Trouble } from './incident-list.js';

interface AlertFormProps {
  readonly ask: Ask;
  /** It changed what the lists show. */
  readonly onDone: () => void;
}

/** Enters an incident and alerts the police: confirmed, refused beside the field, done once. */
export function AlertForm({ ask, onDone }: AlertFormProps) {
  const [residences, setResidences] = useState<readonly Residence[]>([]);
  const [vocabulary, setVocabulary] = useState(noWords);
  const [isFinal, setIsFinal] = useState(true);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [fields, setFields] = useState<AlertFields>(noFields);
  const [toConfirm, setToConfirm] = useState<Alert | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  // The same for every attempt of this form: whatever the network does, it is done once.
  const [cle, setCle] = useState(() => crypto.randomUUID());

  const read = async () => {
    const [found, acts, words] = await Promise.all([
      ask(residencesQuery, { bailleur }),
      ask(irrevocableQuery, {}),
      readVocabulary(ask),
    ]);
    setVocabulary(words);
    setResidences(found.data?.residences?.nodes ?? []);
    setIsFinal(acts.data?.actesIrrevocables?.includes('transmettreSignalement') ?? true);
    setFailure(found.failure);
  };
  useEffect(() => void read(), [ask]);

  const send = async (alert: Alert) => {
    setToConfirm(null);
    const became = await alertPolice(ask, alert, cle);
    setOutcome(became);
    if (became.etat !== 'fait') return;
    setCle(crypto.randomUUID());
    setFields(noFields);
    onDone();
  };
  const set = (changed: Partial<AlertFields>) => setFields({ ...fields, ...changed });
  const erreurs = outcome?.etat === 'refuse' ? outcome.erreurs : [];
  const faultOf = (champ: string) => erreurs.find((erreur) => erreur.champ === champ)?.message;
  const others = erreurs.filter(({ champ }) => !fieldNames.has(champ ?? ''));
  return (
    <section>
      <h2>Saisir un incident et alerter les forces</h2>
      <p>En cas de danger immédiat, appelez d’abord le 17.</p>
      {failure && <Trouble ask={ask} failure={failure} onRetry={() => void read()} />}
      <form
        aria-label="Incident"
        onSubmit={(event) => {
          event.preventDefault();
          setOutcome(null);
          setToConfirm(alertFrom(fields, residences, vocabulary));
        }}
      >
        <Field label="Résidence" fault={faultOf('residence')}>
          <select
            required
            value={fields.residence}
            onChange={({ target }) => set({ residence: target.value })}
          >
            <option value="">Choisir</option>
            {residences.map(({ id, nom }) => (
              <option key={id} value={id}>
                {nom}
              </option>
            ))}
          </select>
        </Field>
        <Field label="Type" fault={faultOf('type')}>
          <select
            required
            value={fields.type}
            onChange={({ target }) => set({ type: target.value })}
          >
            <Options of={vocabulary.types} />
          </select>
        </Field>
        <Field label="Lieu" fault={faultOf('lieuType')}>
          <select
            required
            value={fields.lieuType}
            onChange={({ target }) => set({ lieuType: target.value })}
          >
            <Options of={vocabulary.places} />
          </select>
        </Field>
        <Field label="Gravité" fault={faultOf('gravite')}>
          <input
            type="number"
            required
            min={1}
            max={4}
            value={fields.gravite}
            onChange={({ target }) => set({ gravite: target.value })}
          />
        </Field>
        <Field label="Jour des faits" fault={faultOf('dateFaits')}>
          <input
            type="date"
            required
            value={fields.dateFaits}
            onChange={({ target }) => set({ dateFaits: target.value })}
          />
        </Field>
        <Field label="Le 17 a été appelé" fault={faultOf('appel17')}>
          <input
            type="checkbox"
            checked={fields.appel17}
            onChange={({ target }) => set({ appel17: target.checked })}
          />
        </Field>
        <button type="submit">Vérifier et envoyer</button>
      </form>
      {toConfirm && (
        <dialog open aria-label="Confirmer">
          <p>{summaryOf(toConfirm, vocabulary.types)}</p>
          {isFinal && <p>Une fois transmis, le signalement ne peut pas être repris.</p>}
          <button type="button" onClick={() => void send(toConfirm)}>
            Confirmer et envoyer
          </button>
          <button type="button" onClick={() => setToConfirm(null)}>
            Revenir
          </button>
        </dialog>
      )}
      <div role="alert">
        {others.map(({ code, message }) => (
          <p key={code}>{message}</p>
        ))}
        {outcome?.etat === 'fait' && <p>{outcome.message}</p>}
        {outcome?.etat === 'sans-reponse' && (
          <p>
            {outcome.failure.message} On ne sait pas si tout est fait : renvoyez, rien n’est fait
            deux fois.
          </p>
        )}
      </div>
    </section>
  );
}

const fieldNames: ReadonlySet<string> = new Set(Object.keys(noFields));

interface FieldProps {
  readonly label: string;
  readonly fault: string | undefined;
  readonly children: ReactNode;
}

function Field({ label, fault, children }: FieldProps) {
  return (
    <p>
      <label>
        {label} {children}
      </label>{' '}
      {fault !== undefined && <strong className="faute">{fault}</strong>}
    </p>
  );
}

function Options({ of }: { readonly of: Labels }) {
  return [['', 'Choisir'] as const, ...of].map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}
