import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whatComes } from '../../support/api-client';
import { mostlyOn } from '../../support/host-data';
import { canariesIn } from './canaries';
import { EXPECTATIONS, type Expectation } from './expectations';
import { PEOPLE, READERS } from './people';
import { pluginRoutes } from './routes';
import { createScenario, type Scenario } from './scenario';

describe.each(mostlyOn('sqlite'))('who may do what, on %s', (database) => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(database);
  });
  afterAll(() => scenario?.end());

  it('every route is listed, and every listed route exists', async () => {
    expect(await pluginRoutes(scenario.host)).toEqual(Object.keys(EXPECTATIONS).sort());
  });

  it.each(Object.entries(EXPECTATIONS))('%s', async (route, expectation) => {
    const outcomes: Record<string, number> = {};
    const leaks: Record<string, string[]> = {};
    for (const person of PEOPLE) {
      const { method, path, body } = await request(scenario, route, expectation, person);
      const answer = expectation.goesOn
        ? await whatComes(scenario.people[person], path)
        : await scenario.people[person].send(method, path, body);
      outcomes[person] = answer.status;
      const found = canariesIn(answer.text + headerLines(answer.headers));
      const mayRead = READERS.includes(person) || expectation.contentFor?.includes(person);
      if (found.length > 0 && !mayRead) leaks[person] = found;
    }
    expect(leaks).toEqual({});
    expect(outcomes).toEqual(expectation.outcomes);
  });
});

async function request(scenario: Scenario, route: string, expectation: Expectation, person: (typeof PEOPLE)[number]) {
  const [method = '', pattern = ''] = route.split(' ');
  const id = expectation.id ? await expectation.id(scenario) : '';
  const query = expectation.query ? `?${expectation.query(scenario)}` : '';
  return { method, path: pattern.replace(/:\w+/, id) + query, body: expectation.body?.(scenario, person) };
}

function headerLines(headers: Headers): string {
  const lines: string[] = [];
  headers.forEach((value, name) => lines.push(`${name}: ${value}`));
  return lines.join('\n');
}
