import type { ConversationsConfig } from '../../config/schema';
import type { Base } from '../app/base';
import { createPersonValues } from '../signatures/person-values';
import { createProfiles } from '../signatures/profiles';
import { createTemplateChoices } from './template-choices';
import { createTemplateSettings } from './template-settings';

export function createTemplates(base: Base, config: ConversationsConfig) {
  const personValues = createPersonValues(base.users, createProfiles(base.database, base.now), config.company.name);
  return {
    templateSettings: createTemplateSettings(base),
    templateChoices: createTemplateChoices({ ...base, personValues }),
  };
}
