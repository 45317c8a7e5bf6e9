import 'reflect-metadata';
import { jest } from '@jest/globals';

// Jest in native ESM mode does not inject `jest` as a global: some libraries expect it.
(globalThis as { jest?: unknown }).jest = jest;
