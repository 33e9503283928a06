import { profileFilesFrom } from '../../core/banks/profile-files.ts';

/** The profile files that ship with the tool, by id; dialects (`abstract`) among them. */
export const shippedProfiles = profileFilesFrom(
  import.meta.glob('../../core/banks/catalogue/*.json', { eager: true, import: 'default' }),
);
