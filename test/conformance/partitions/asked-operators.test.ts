import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { BothForms } from '../../harness/both-forms.js';
import type { Answer } from '../../harness/world.js';
import { describeCities } from './cities.js';

const all = [
  'ekidom',
  'habitat-vienne',
  'icf-habitat-atlantique',
  'immobiliere-atlantic-amenagement',
  'sem-hpc',
];

let both: BothForms;

beforeAll(async () => {
  both = await BothForms.start(0.08);
}, 300_000);

afterEach(() => {
  for (const operator of both.operators.values()) operator.behaviour = null;
});

afterAll(() => both.stop());

const ask = (who: string, query: string, finalites = '', variables = {}): Promise<Answer> =>
  both.ask('partitioned', who, finalites, query, variables);

/** Who is asked what a signatory asks, in the order of the alphabet. */
async function askedFor(who: string, query: string, finalites = ''): Promise<readonly string[]> {
  const asked = await both.askedDuring(() => ask(who, query, finalites));
  return [...asked].sort();
}

describe('only operators that can hold a row are asked', () => {
  it.each([
    ['its own signalements', '{ signalements { totalCount } }', ['ekidom']],
    ['what it may do with its own', '{ incident(id: "x") { corrections { id } } }', null],
    ['its own complaints', '{ plaintes { nodes { id } } }', ['ekidom']],
    [
      'incidents, its own and those of its quartiers',
      '{ incidents { nodes { id gravite } } }',
      ['ekidom', 'habitat-vienne', 'icf-habitat-atlantique', 'immobiliere-atlantic-amenagement'],
    ],
    [
      'incidents by what it reads of its own only',
      '{ incidents(filtre: { auteurConnu: true }) { totalCount } }',
      ['ekidom'],
    ],
    [
      'incidents in an order that it may see of its own only',
      '{ incidents(tri: DATE_FAITS_ASC) { totalCount } }',
      ['ekidom'],
    ],
    ['diagnostics, in which it may take part anywhere', '{ diagnostics { totalCount } }', all],
    ['residences, which all may see', '{ residences { totalCount } }', all],
    [
      'what every city and EPCI knows alike',
      '{ communes(first: 1) { nodes { nom } } }',
      ['ville-poitiers'],
    ],
  ])('Ékidom asks for %s', async (_, query, expected) => {
    const asked = await askedFor('ekidom', query, 'suivi-plaintes');
    if (expected) expect(asked).toEqual(expected);
    else expect(asked).not.toContain('sem-hpc');
  });

  it('a variable counts as what stands in it', async () => {
    const query = 'query ($f: FiltreIncidents) { incidents(filtre: $f) { totalCount } }';
    const asked = (f: object) =>
      both.askedDuring(() => ask('ekidom', query, 'suivi-plaintes', { f }));
    expect(await asked({ auteurConnu: true })).toEqual(['ekidom']);
    expect(await asked({ gravite: 2 })).toHaveLength(4);
  });

  it('whoever has a part of the city is asked by it', async () => {
    expect(await askedFor('ville-poitiers', '{ incidents { totalCount } }')).toEqual(all);
  });

  it('of a fetch each is sent the part that is for it', async () => {
    const query = '{ residences(first: 1) { nodes { id } } signalements(first: 2) { totalCount } }';
    expect(await askedFor('ekidom', query)).toEqual(all);
    for (const id of all) {
      const sent = both
        .operator(id)
        .asked.map((request) => request.query)
        .join();
      expect(sent).toContain('residences');
      expect(sent.includes('signalements')).toBe(id === 'ekidom');
    }
  });

  it('lists below rows of others are asked of everybody concerned', async () => {
    const query =
      '{ signalements(first: 3) { nodes { commune { codeInsee residences(first: 1) { totalCount } } } } }';
    expect(await askedFor('ekidom', query)).toEqual(all);
    const [first] = both.operator('sem-hpc').asked;
    expect(first?.query).toContain('_entities');
    expect(first?.query).not.toContain('signalements');
  });
});

describe('a token is for one operator', () => {
  it('names it, and holds no right that concerns no row of its', async () => {
    await askedFor('ekidom', '{ residences { totalCount } }', 'suivi-plaintes');
    const claimsAt = (id: string) => both.operator(id).asked[0]?.claims ?? {};
    const droitsAt = (id: string) =>
      Object.entries(claimsAt(id)['droits'] as Record<string, { perimetres: string[] | null }>);
    const rightsAt = (id: string) =>
      droitsAt(id).flatMap(([scope, { perimetres }]) => (perimetres?.length === 0 ? [] : [scope]));
    const namedAt = (id: string) => droitsAt(id).map(([scope]) => scope);
    expect(claimsAt('sem-hpc')['aud']).toBe('bailleurs/sem-hpc');
    expect(claimsAt('ekidom')['aud']).toBe('bailleurs/ekidom');
    expect(rightsAt('sem-hpc').sort()).toEqual([
      'diagnostic:constat',
      'diagnostic:lecture',
      'diagnostic:pilotage',
    ]);
    expect(rightsAt('ekidom')).toEqual(
      expect.arrayContaining(['incident:auteur', 'plainte:lecture']),
    );
    const named = [...namedAt('ekidom'), ...namedAt('sem-hpc')];
    expect(
      named.filter((scope) => /^(rappel-ordre|justice|correspondant|transaction)/.test(scope)),
    ).toEqual([]);
    const lecture = (claimsAt('sem-hpc')['droits'] as Record<string, { perimetres: string[] }>)[
      'diagnostic:lecture'
    ];
    expect(lecture?.perimetres).toEqual(['participant']);
  });

  it('holds no purpose but those under which some right at this owner counts', async () => {
    await askedFor('ekidom', '{ residences { totalCount } }', 'suivi-plaintes,evaluation');
    const claims = both.operator('sem-hpc').asked[0]?.claims ?? {};
    const droits = Object.values(claims['droits'] as Record<string, { finalites: string[] }>);
    const counting = new Set(droits.flatMap(({ finalites }) => finalites));
    expect(claims['finalites']).toEqual([...counting]);
    expect(both.operator('ekidom').asked[0]?.claims['finalites']).toContain('suivi-plaintes');
  });

  it('is refused by another, by who operates alone, and with what was not announced', async () => {
    await askedFor('ekidom', '{ signalements { totalCount } }');
    const { headers, query, ticket } = both.operator('ekidom').asked.at(-1) ?? {};
    const announced = {
      'content-type': 'application/json',
      authorization: headers?.authorization ?? '',
      'passerelle-billet': String(headers?.['passerelle-billet']),
    };
    const statusAt = async (url: string, document = query, more = announced): Promise<number> => {
      const response = await fetch(url, {
        method: 'POST',
        headers: more,
        body: JSON.stringify({ query: document }),
      });
      await response.arrayBuffer();
      return response.status;
    };
    expect(await statusAt(both.operator('ekidom').url)).toBe(200);
    expect(await statusAt(both.operator('sem-hpc').url)).toBe(401);
    expect(await statusAt(both.world.subgraphs['bailleurs']?.url ?? '')).toBe(401);
    const own = both.operator('ekidom').url;
    expect(await statusAt(own, '{ signalements { nodes { id } } }')).toBe(401);
    const { authorization } = announced;
    const without = { 'content-type': 'application/json', authorization };
    expect(await statusAt(own, query, without as typeof announced)).toBe(401);
    expect(ticket?.['champs']).toEqual({
      Query: ['signalements'],
      SignalementConnection: ['totalCount'],
    });
  });

  it('is logged by its owner: who read which fields, as the journal of the gateway has it', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    await both.gateways.partitioned.query(
      { query: '{ signalements(first: 1) { nodes { id } } }' },
      await both.world.token('ekidom'),
      { traceparent: `00-${trace}-00f067aa0ba902b7-01`, tracestate: 'nom=Durand' },
    );
    const { headers } = both.operator('ekidom').asked.at(-1) ?? {};
    expect(headers).not.toHaveProperty('tracestate');
    const requete = String(headers?.['passerelle-requete']);
    const journal = await both.gateways.partitioned.untilJournalled(requete);
    const lines = journal.split('\n').filter((line) => line.includes(requete));
    const { personne } = JSON.parse(lines[0] ?? '') as { personne: string };
    expect(personne).toMatch(/^[\w-]{22}$/);
    const line = await both.untilLoggedBy('ekidom', requete);
    expect(JSON.parse(line)).toMatchObject({
      requete,
      trace,
      personne,
      signataire: 'ekidom',
      champs: { Query: ['signalements'], Signalement: ['id'] },
    });
    expect(line).not.toContain('agent');
  });
});

describe('a cursor of a merged page', () => {
  const query = (tri: string) =>
    `query ($after: String) { residences(first: 3, after: $after, tri: ${tri}) { nodes { id } pageInfo { endCursor } } }`;
  const endOf = ({ data }: Answer): string =>
    (data?.['residences'] as { pageInfo: { endCursor: string } }).pageInfo.endCursor;

  it('says nothing, and is never the same twice', async () => {
    const cursors = await Promise.all(
      [1, 2].map(async () => endOf(await ask('prefecture-86', query('NOM_ASC')))),
    );
    expect(cursors[0]).not.toBe(cursors[1]);
    expect(cursors[0]).toHaveLength(cursors[1]?.length ?? 0);
    const plain = Buffer.from(cursors[0] ?? '', 'base64url').toString('latin1');
    for (const id of all) expect(plain).not.toContain(id);
  });

  it('tells an operator of its own rows only', async () => {
    const after = endOf(await ask('prefecture-86', query('NOM_ASC')));
    await both.askedDuring(() => ask('prefecture-86', query('NOM_ASC'), '', { after }));
    for (const [id, { asked }] of both.operators) {
      for (const { variables } of asked) {
        const place = variables['passerelle_place0'];
        if (typeof place !== 'string') continue;
        expect(Buffer.from(place, 'base64url').toString('utf8')).toContain(`"${id}:`);
      }
    }
  });

  it.each([
    ['altered', (cursor: string) => `${cursor.slice(0, -2)}AA`],
    ['of the other form', () => Buffer.from('[1,"NOM_ASC","A","x"]').toString('base64url')],
    ['no cursor', () => 'début'],
  ])('is refused: %s', async (_, change) => {
    const after = change(endOf(await ask('prefecture-86', query('NOM_ASC'))));
    const asked = await both.askedDuring(async () => {
      const answer = await ask('prefecture-86', query('NOM_ASC'), '', { after });
      expect(answer.data).toEqual({ residences: null });
      expect(answer.text).toContain('BAD_USER_INPUT');
      expect(answer.text).toContain('reprenez depuis la première page');
    });
    expect(asked).toEqual([]);
  });

  it('is refused under another order', async () => {
    const after = endOf(await ask('prefecture-86', query('NOM_ASC')));
    const answer = await ask('prefecture-86', query('ID'), '', { after });
    expect(answer.text).toContain('BAD_USER_INPUT');
  });
});

describe('an act is done by one operator', () => {
  const residenceOf = async (bailleur: string): Promise<string> => {
    const { data } = await ask(
      bailleur,
      `{ residences(filtre: { bailleur: "${bailleur}" }) { nodes { id } } }`,
    );
    const { nodes } = data?.['residences'] as { nodes: { id: string }[] };
    return nodes[0]?.id ?? '';
  };
  const enter =
    'mutation ($s: SaisieIncident!) { saisirIncident(saisie: $s) { incident { id version } erreurs { code } } }';

  it("the caller's own makes a row, and closes it", async () => {
    const s = {
      residence: await residenceOf('ekidom'),
      type: 'TRQ_BRUIT',
      gravite: 1,
      dateFaits: '2026-11-20',
      lieuType: 'HALL',
    };
    const types = await ask('ekidom', '{ __type(name: "TypeIncident") { enumValues { name } } }');
    const { enumValues } = types.data?.['__type'] as { enumValues: { name: string }[] };
    s.type = enumValues[0]?.name ?? '';
    let made: Answer | undefined;
    const asked = await both.askedDuring(async () => {
      made = await ask('ekidom', enter, '', { s });
    });
    expect(made?.errors).toBeUndefined();
    const { incident, erreurs } = made?.data?.['saisirIncident'] as {
      incident: { id: string; version: number };
      erreurs: unknown[];
    };
    expect(erreurs).toEqual([]);
    expect(asked).toEqual(['ekidom']);
    const close = `mutation ($id: ID!) { cloreIncident(id: $id) { incident { id } erreurs { code } } }`;
    const closed = await both.askedDuring(async () => {
      const { data } = await ask('ekidom', close, '', { id: incident.id });
      expect(data?.['cloreIncident']).toMatchObject({ incident: { id: incident.id } });
    });
    expect(closed).toEqual(['ekidom']);
  });

  const transmitted =
    '{ signalements(first: 100) { nodes { id statut bailleur { id } destinataires { id } actesPossibles { nom } } } }';
  interface Sent {
    readonly id: string;
    readonly bailleur: { readonly id: string };
    readonly actesPossibles: readonly { readonly nom: string }[];
  }
  const acknowledge =
    'mutation ($id: ID!) { accuserReceptionSignalement(id: $id) { signalement { id statut } erreurs { code } } }';
  const sentTo = async (who: string): Promise<readonly Sent[]> => {
    const { data } = await ask(who, transmitted);
    const { nodes } = data?.['signalements'] as { nodes: Sent[] };
    return nodes.filter(({ actesPossibles }) =>
      actesPossibles.some(({ nom }) => nom === 'accuserReceptionSignalement'),
    );
  };
  const actedOn = (): readonly string[] =>
    [...both.operators].flatMap(([id, { asked }]) =>
      asked.some(({ query }) => query.includes('accuserReception')) ? [id] : [],
    );

  it('who has the row does it', async () => {
    const [first] = await sentTo('police-nationale-86');
    if (!first) throw new Error('nothing was sent to the police');
    await both.askedDuring(async () => {
      const { data, errors } = await ask('police-nationale-86', acknowledge, '', { id: first.id });
      expect(errors).toBeUndefined();
      expect(data?.['accuserReceptionSignalement']).toMatchObject({ erreurs: [] });
    });
    expect(actedOn()).toEqual([first.bailleur.id]);
  });

  it('on a row that nobody has nothing is done, and nobody is sent it', async () => {
    await both.askedDuring(async () => {
      const { data } = await ask('police-nationale-86', acknowledge, '', { id: 'inconnu' });
      expect(data?.['accuserReceptionSignalement']).toMatchObject({
        signalement: null,
        erreurs: [{ code: 'INTROUVABLE' }],
      });
    });
    expect(actedOn()).toEqual([]);
  });

  it('where who has it may be silent nothing is sent to anybody', async () => {
    const [first] = await sentTo('police-nationale-86');
    if (!first) throw new Error('nothing was sent to the police');
    both.operator(first.bailleur.id).behaviour = 'down';
    await both.askedDuring(async () => {
      const answer = await ask('police-nationale-86', acknowledge, '', { id: first.id });
      expect(answer.data).toEqual({ accuserReceptionSignalement: null });
      expect(answer.text).toContain(`"partenaires":["${first.bailleur.id}"]`);
    });
    expect(actedOn()).toEqual([]);
  });
});

describeCities(() => both);
