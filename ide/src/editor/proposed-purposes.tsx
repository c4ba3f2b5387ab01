import { openedText, type UsefulPurpose } from '../rights/useful-purposes.js';

export interface ProposedPurposesProps {
  readonly proposed: readonly UsefulPurpose[];
  readonly onDeclare: () => void;
  readonly onRefuse: () => void;
}

/** Asks before a purpose that a question brought is declared: it opens data of persons. */
export function ProposedPurposes({ proposed, onDeclare, onRefuse }: ProposedPurposesProps) {
  if (proposed.length === 0) return null;
  return (
    <section className="purpose-proposed" aria-label="Finalité à confirmer">
      {proposed.map((purpose) => (
        <p key={purpose.id}>
          Cette requête est posée pour la finalité « {purpose.libelle} ». La déclarer l’inscrit au
          journal et ouvre : {openedText(purpose)}.
        </p>
      ))}
      <button type="button" className="toolbar-run" onClick={onDeclare}>
        Déclarer cette finalité
      </button>
      <button type="button" className="toolbar-minor" onClick={onRefuse}>
        Continuer sans
      </button>
    </section>
  );
}
