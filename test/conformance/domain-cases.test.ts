import 'reflect-metadata';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { World } from '../harness/world.js';
import { cases10To13 } from './cases/cases-10-to-13.js';
import { cases1To5 } from './cases/cases-1-to-5.js';
import { cases6To9 } from './cases/cases-6-to-9.js';
import type { Cases } from './cases/cases.js';
import { otherCases } from './cases/other-cases.js';
import { fillBailleurs, fillJustice, fillVille } from './cases/rows.js';

/** The thirteen cases of domain.md §8, by number, against the real processes. */
let world: World;

beforeAll(async () => {
  world = await World.start({ ville: fillVille, bailleurs: fillBailleurs, justice: fillJustice });
}, 90_000);

afterAll(() => world.stop());

const cases: Cases = {
  world: () => world,
  read: async (signataire, finalites, query, variables = {}) => {
    const { data, errors } = await world.ask(signataire, finalites, query, variables);
    expect(errors).toBeUndefined();
    return data;
  },
};

cases1To5(cases);
cases6To9(cases);
cases10To13(cases);
otherCases(cases);
