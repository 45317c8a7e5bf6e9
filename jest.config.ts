/** @jest-config-loader ts-node
 * @jest-config-loader-options {"swc":true,"moduleTypes":{"**":"cjs"}}
 */
import type { Config } from 'jest';

/** Three projects by suffix: rules (.spec), rooms on a real PostgreSQL (.int-spec), journeys and screens (.e2e-spec). */
const project = (displayName: string, suffix: string): Config => ({
  displayName,
  rootDir: '.',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testEnvironment: 'node',
  testMatch: [`**/*.${suffix}.ts`],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'json', 'node'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
          experimental: { keepImportAttributes: true },
        },
      },
    ],
  },
  moduleNameMapper: {
    '^@relais/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  setupFiles: ['<rootDir>/test/support/jest-setup.ts'],
  clearMocks: true,
});

const config: Config = {
  projects: [project('rules', 'spec'), project('rooms', 'int-spec'), project('journeys', 'e2e-spec')],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
  testTimeout: 30_000,
};
export default config;
