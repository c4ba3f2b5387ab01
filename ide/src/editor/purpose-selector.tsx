import { useDisclosure } from '../page/use-disclosure.js';
import { openedText, type UsefulPurpose } from '../rights/useful-purposes.js';
import type { Finalite } from '../session/configuration.js';
import './purpose-selector.css';

export interface PurposeSelectorProps {
  /** Those that open something to the caller; null: not known. */
  readonly useful: readonly UsefulPurpose[] | null;
  /** All that the convention has. */
  readonly finalites: readonly Finalite[];
  readonly declared: readonly string[];
  readonly onDeclare: (declared: readonly string[]) => void;
}

/** « Finalité »: for what the next question is asked, and what declaring it opens. */
export function PurposeSelector(props: PurposeSelectorProps) {
  const { useful, finalites, declared, onDeclare } = props;
  const { isOpen, setOpen, id, root, button } = useDisclosure();

  // What opens nothing is not offered; what is declared all the same can be taken back.
  const offered = finalites.filter(
    ({ id }) => useful === null || declared.includes(id) || useful.some((known) => known.id === id),
  );
  const names = finalites
    .filter((finalite) => declared.includes(finalite.id))
    .map((finalite) => finalite.libelle);
  const toggle = (finalite: Finalite) =>
    onDeclare(
      declared.includes(finalite.id)
        ? declared.filter((other) => other !== finalite.id)
        : [...declared, finalite.id],
    );

  return (
    <div className="purpose" ref={root}>
      <button
        type="button"
        className="purpose-button"
        ref={button}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="purpose-label">Finalité :</span>{' '}
        <span className="purpose-value">{names.length > 0 ? names.join(', ') : 'aucune'}</span>
      </button>
      <fieldset id={id} className="purpose-list" hidden={!isOpen}>
        <legend>Pour quoi interrogez-vous ?</legend>
        <p>
          La finalité déclarée est inscrite au journal. Elle ouvre les données que la convention lui
          attache ; sans elle, seules celles qui n’en demandent pas sont lisibles.
        </p>
        {offered.map((finalite) => (
          <label key={finalite.id}>
            <input
              type="checkbox"
              checked={declared.includes(finalite.id)}
              onChange={() => toggle(finalite)}
            />
            <span>
              {finalite.libelle}
              <small>{opens(finalite, useful)}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

function opens({ id }: Finalite, useful: readonly UsefulPurpose[] | null): string {
  if (useful === null) return '';
  const purpose = useful.find((known) => known.id === id);
  return purpose ? `Ouvre : ${openedText(purpose)}.` : 'N’ouvre aucune donnée de plus.';
}
