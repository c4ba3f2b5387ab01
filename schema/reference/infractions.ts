/** An offence of the national nomenclature; `natinf` null where no source confirms the number. */
export interface InfractionReference {
  readonly natinf: string | null;
  readonly nature: string;
  readonly qualification: string;
}

/** Offences met in social housing, under keys of the project's own. */
export const infractions: Readonly<Record<string, InfractionReference>> = {
  'occupation-toit': {
    natinf: '23861',
    nature: 'délit',
    qualification:
      'occupation en réunion du toit d’un immeuble collectif d’habitation en empêchant l’accès ou le bon fonctionnement de dispositif de sécurité',
  },
  'degradation-legere': {
    natinf: '7905',
    nature: 'contravention 5e classe',
    qualification:
      'dégradation ou détérioration volontaire du bien d’autrui causant un dommage léger',
  },
  'occupation-hall': {
    natinf: null,
    nature: 'délit',
    qualification: 'occupation en réunion des espaces communs d’un immeuble collectif d’habitation',
  },
  degradation: {
    natinf: null,
    nature: 'délit',
    qualification: 'destruction, dégradation ou détérioration d’un bien appartenant à autrui',
  },
  inscriptions: {
    natinf: null,
    nature: 'délit (amende)',
    qualification: 'inscriptions, signes ou dessins sur façade, dommage léger',
  },
  'degradation-incendie': {
    natinf: null,
    nature: 'délit',
    qualification: 'dégradation par un moyen dangereux pour les personnes (incendie)',
  },
  outrage: {
    natinf: null,
    nature: 'délit',
    qualification: 'outrage à personne chargée d’une mission de service public',
  },
  'violences-gardien': {
    natinf: null,
    nature: 'délit',
    qualification: 'violences sur agent exerçant le gardiennage pour un bailleur, ITT ≤ 8 jours',
  },
  menace: {
    natinf: null,
    nature: 'délit',
    qualification: 'menace de crime ou délit contre les personnes, réitérée ou matérialisée',
  },
  'usage-stupefiants': {
    natinf: null,
    nature: 'délit',
    qualification: 'usage illicite de stupéfiants',
  },
  'trafic-stupefiants': {
    natinf: null,
    nature: 'délit',
    qualification: 'transport, détention, offre, cession, acquisition de stupéfiants',
  },
  'cession-stupefiants': {
    natinf: null,
    nature: 'délit',
    qualification: 'offre ou cession en vue de consommation personnelle',
  },
  tapage: {
    natinf: null,
    nature: 'contravention 3e classe',
    qualification: 'bruits ou tapages injurieux ou nocturnes',
  },
  'depot-ordures': {
    natinf: null,
    nature: 'contravention 2e classe',
    qualification: 'dépôt d’ordures sans respect des conditions de collecte',
  },
  'abandon-epave': {
    natinf: null,
    nature: 'contravention 5e classe',
    qualification: 'abandon d’épave ou d’ordures transportées par véhicule',
  },
  rodeo: { natinf: null, nature: 'délit', qualification: 'rodéo motorisé' },
};
