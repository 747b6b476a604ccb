import type { ConversationsConfig } from '../../config/schema';
import type { Base } from '../app/base';
import { createPersonValues } from '../signatures/person-values';
import { createProfiles } from '../signatures/profiles';
import { createRemove } from './approval/remove';
import { createSubmit } from './approval/submit';
import { createSync } from './approval/sync';
import { REMOVE, SUBMIT, SYNC } from './approval/topics';
import { createOpenTemplateApi } from './approval/waba';
import { createConversationValues } from './conversation-values';
import { createPreviewTemplate } from './preview';
import { createTemplateChoices } from './template-choices';
import { createTemplateSettings } from './template-settings';

export function createTemplates(base: Base, config: ConversationsConfig) {
  const { runner } = base;
  const personValues = createPersonValues(base.users, createProfiles(base.database, base.now), config.company.name);
  const deps = { ...base, openTemplateApi: createOpenTemplateApi(base) };
  runner.handle(SUBMIT, createSubmit(deps), { longestRetryMs: 15_000 });
  runner.handle(SYNC, createSync(deps));
  runner.handle(REMOVE, createRemove(deps));
  const conversationValues = createConversationValues(personValues);
  const templateSettings = createTemplateSettings(base);
  return {
    conversationValues,
    templateSettings,
    templateChoices: createTemplateChoices({ ...base, conversationValues }),
    previewTemplate: createPreviewTemplate({ ...base, conversationValues, get: templateSettings.get }),
  };
}
