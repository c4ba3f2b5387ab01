import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { parse, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { refusedAct } from '../../../../gateway/engine/merging/refused-act.js';
import { actNotFound } from '../../../../schema/contract/act-not-found.js';
import { notFound } from '../../../../subgraphs/kit/acts/refusal.js';

it('says of a row that nobody has what the kit says of one', () => {
  const [operation] = parse(
    'mutation { a: cloreIncident(id: "1") { incident { id } ... { fautes: erreurs { code texte: message champ } } __typename } }',
  ).definitions as [OperationDefinitionNode];
  const [act] = operation.selectionSet.selections as [FieldNode];
  expect(refusedAct(act, actNotFound)).toEqual({
    incident: null,
    fautes: [{ code: 'INTROUVABLE', texte: notFound().message, champ: null }],
  });
});
