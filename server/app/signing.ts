import type { Core } from '@strapi/strapi';
import type { ConversationsConfig } from '../../config/schema';
import { createMediaLibrary } from '../hosts/media-library';
import { createPersonValues } from '../signatures/person-values';
import { createSignaturePictures } from '../signatures/pictures';
import { createProfiles } from '../signatures/profiles';
import { createSignatureRendering } from '../signatures/rendering';
import { createSignatureRepository } from '../signatures/repository';
import { createSignatureSettings } from '../signatures/signature-settings';
import { createSigning } from '../signatures/signing';
import type { Base } from './base';

/** Signatures: written in the settings, chosen and filled in where somebody writes. */
export function createSignatures(strapi: Core.Strapi, base: Base, config: ConversationsConfig) {
  const { database, users, pool, now } = base;
  const signatures = createSignatureRepository(database);
  const profiles = createProfiles(database, now);
  const pictures = createSignaturePictures({ ...base, media: createMediaLibrary(strapi) });
  const valuesOf = createPersonValues(users, profiles, config.company.name);
  const rendering = createSignatureRendering(pool, pictures, valuesOf);
  return {
    profiles,
    signaturePictures: pictures,
    signing: createSigning({ ...base, signatures, pictures, rendering, valuesOf }),
    signatureSettings: createSignatureSettings({ ...base, signatures, pictures, rendering }),
  };
}
