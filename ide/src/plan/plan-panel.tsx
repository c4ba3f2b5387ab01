import type { Plan } from '../graphql/answer.js';
import { partnerName } from '../lines/partner-names.js';
import { timelineOf } from './timeline.js';
import './plan.css';

export interface PlanPanelProps {
  readonly plan: Plan | null;
}

/** Which partners an answer came from, in which order, and how long each took. */
export function PlanPanel({ plan }: PlanPanelProps) {
  if (!plan) return <p className="panel-hint">Exécutez une requête : son plan s’affiche ici.</p>;
  const { rows, totalMs } = timelineOf(plan.etapes);
  return (
    <div className="plan">
      {rows.length === 0 ? (
        <p>Aucun partenaire n’a été interrogé.</p>
      ) : (
        <table>
          <caption>
            {rows.length === 1 ? '1 étape' : `${rows.length} étapes`}, {milliseconds(totalMs)} en
            tout
          </caption>
          <thead>
            <tr>
              <th scope="col">Étape</th>
              <th scope="col">Partenaire</th>
              <th scope="col">Après</th>
              <th scope="col">Début</th>
              <th scope="col">Durée</th>
              <th scope="col">Résultat</th>
              <th scope="col" aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ etape, numero, apres, startPercent, widthPercent }) => (
              <tr key={etape.id}>
                <th scope="row">{numero}</th>
                <td>{partnerName(etape.sousGraphe)}</td>
                <td>{apres.length === 0 ? '—' : apres.join(', ')}</td>
                <td>{milliseconds(etape.debutMs)}</td>
                <td>{milliseconds(etape.dureeMs)}</td>
                <td>{etape.statut === 'ok' ? 'réponse reçue' : '⚠ erreur'}</td>
                <td className="plan-track" aria-hidden="true">
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                    <rect
                      className={etape.statut === 'ok' ? 'plan-ok' : 'plan-fault'}
                      x={startPercent}
                      y="1"
                      width={widthPercent}
                      height="8"
                    />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2>Champs refusés</h2>
      {plan.champsRefuses.length === 0 ? (
        <p>Aucun champ n’a été refusé.</p>
      ) : (
        <ul>
          {plan.champsRefuses.map((champ) => (
            <li key={champ}>
              <code>{champ}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function milliseconds(value: number): string {
  return `${value.toLocaleString('fr-FR', { maximumFractionDigits: 1 })} ms`;
}
