import { classNames, type Classe } from './field-classes.js';
import './class-badge.css';

/** The sensitivity of a datum, in two letters; in words for whoever hears it. */
export function ClassBadge({ classe }: { readonly classe: Classe }) {
  return (
    <span className={`class-badge class-${classe}`} title={`Donnée ${classNames[classe]}`}>
      <span className="visually-hidden">Donnée de classe </span>
      {classe}
    </span>
  );
}
