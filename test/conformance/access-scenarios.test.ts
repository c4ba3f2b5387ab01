import { describeScenarios } from './access/describe-scenarios.js';

describeScenarios('passerelle', new Set());
