import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import type { SaisieInviteGltd } from './gltd-inputs.js';
import { Gltd, GltdInvite, type StatutGltd } from './gltd.js';

export const conduite = 'gltd:conduite';

const actor = 'Procureur, qui préside';
const ground = 'csi-l132-10-2';

const known: Guard<Gltd, SaisieInviteGltd> = {
  code: 'SIGNATAIRE_INCONNU',
  message: 'Un invité est un signataire de la convention : choisissez-le dans la liste.',
  champ: 'signataire',
  holds: (_row, { input }) => signataires.some(({ id }) => id === input.signataire),
};

const notYetInvited: Guard<Gltd, SaisieInviteGltd> = {
  code: 'DEJA_INVITE',
  message: 'Ce signataire est déjà invité.',
  champ: 'signataire',
  reads: ['Gltd.invites'],
  holds: async ({ id }, { input, manager }) =>
    !(await manager.existsBy(GltdInvite, { gltdId: id, signataireId: input.signataire })),
};

const invited: Guard<Gltd, SaisieInviteGltd> = {
  code: 'INVITE_INCONNU',
  message: 'Ce signataire n’est pas invité.',
  champ: 'signataire',
  reads: ['Gltd.invites'],
  holds: ({ id }, { input, manager }) =>
    manager.existsBy(GltdInvite, { gltdId: id, signataireId: input.signataire }),
};

/** Who is invited reads; the prosecutor alone acts. */
export const gltdWorkflow = workflow({
  id: 'L132-10-2',
  title: 'Groupe local de traitement de la délinquance',
  entity: Gltd,
  states: { EN_COURS: 'En cours', CLOS: 'Clos' } satisfies Record<StatutGltd, string>,
  addressees: async ({ id }, manager) => {
    const invites = await manager.findBy(GltdInvite, { gltdId: id });
    return invites.map(({ signataireId }) => signataireId);
  },
  creation: {
    act: 'creerGltd',
    to: 'EN_COURS',
    scope: conduite,
    actor,
    ground,
    summary: 'Crée un groupe, pour un périmètre et une durée, avec ceux que le procureur invite.',
  },
  transitions: {
    inviterGltd: {
      from: ['EN_COURS'],
      to: 'EN_COURS',
      scope: conduite,
      actor,
      ground,
      summary: 'Invite un signataire, qui lit dès lors le groupe.',
      guards: [known, notYetInvited],
    },
    retirerInvitationGltd: {
      from: ['EN_COURS'],
      to: 'EN_COURS',
      scope: conduite,
      actor,
      ground,
      summary: 'Retire une invitation : ce signataire ne lit plus rien du groupe, à l’instant.',
      guards: [invited],
    },
    cloreGltd: {
      from: ['EN_COURS'],
      to: 'CLOS',
      scope: conduite,
      actor,
      ground,
      summary: 'Clôt le groupe.',
      irrevocable: true,
    },
  },
});
