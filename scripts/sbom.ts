import { z } from 'zod';

const packageSchema = z.object({
  name: z.string().optional(),
  version: z.string(),
  description: z.string().optional(),
  license: z.string(),
  integrity: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** The part of `package-lock.json` that is read: packages by where they are installed, ours at `''`. */
const lockSchema = z.object({
  packages: z.record(z.string(), z.looseObject({})),
});

type Package = z.infer<typeof packageSchema>;

/**
 * What the packages are made of, as a CycloneDX document: what we depend on, what that depends on, and so forth, with the
 * hashes of the lock file. Without time and serial number, so that the same lock file gives the same bytes. Read here,
 * since `npm sbom --omit dev` (npm 11.19) leaves out what a development package asks for as well, as it does jose or zod.
 *
 * @param lockText `package-lock.json`. Throws where it lacks a package or a license
 * @see CycloneDX 1.6
 */
export function billOfMaterials(lockText: string, description: string): string {
  const { packages } = lockSchema.parse(JSON.parse(lockText));
  const packageAt = (path: string): Package => packageSchema.parse(packages[path]);
  const ours = packageAt('');
  const found = new Map<string, Package>();
  const visit = (from: string, { dependencies }: Package) => {
    for (const name of Object.keys(dependencies)) {
      const path = placeOf(name, from, packages);
      if (found.has(path)) continue;
      const dependency = packageAt(path);
      found.set(path, dependency);
      visit(path, dependency);
    }
  };
  visit('', ours);
  const reference = (path: string) => `pkg:npm/${purlName(path)}@${packageAt(path).version}`;
  const paths = [...found.keys()].toSorted();
  const dependsOn = (from: string) =>
    Object.keys(packageAt(from).dependencies).map((name) =>
      reference(placeOf(name, from, packages)),
    );
  const ownReference = `pkg:npm/${ours.name}@${ours.version}`;
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        'bom-ref': ownReference,
        type: 'application',
        name: ours.name,
        version: ours.version,
        description,
        purl: ownReference,
        licenses: [{ license: { id: ours.license } }],
      },
    },
    components: paths.map((path) => ({
      'bom-ref': reference(path),
      type: 'library',
      name: nameAt(path),
      version: packageAt(path).version,
      purl: reference(path),
      hashes: [hashOf(packageAt(path))],
      licenses: [{ license: { id: packageAt(path).license } }],
    })),
    dependencies: [
      { ref: ownReference, dependsOn: dependsOn('').toSorted() },
      ...paths.map((path) => ({ ref: reference(path), dependsOn: dependsOn(path).toSorted() })),
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const nameAt = (path: string) => path.replace(/^.*node_modules\//, '');
const purlName = (path: string) => nameAt(path).replace('@', '%40');

/** Where a package finds another one: below itself, or below one of those that it is in. */
function placeOf(name: string, from: string, packages: Readonly<Record<string, unknown>>): string {
  const path = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (path in packages) return path;
  if (from === '') throw new Error(`the lock file has no ${name}`);
  return placeOf(name, from.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, ''), packages);
}

/** The lock file's `sha512-<base64>` as CycloneDX writes hashes. */
function hashOf({ integrity = '' }: Package) {
  const [, content = ''] = /^sha512-(\S+)$/.exec(integrity) ?? [];
  if (content === '') throw new Error(`no SHA-512 but "${integrity}"`);
  return { alg: 'SHA-512', content: Buffer.from(content, 'base64').toString('hex') };
}
