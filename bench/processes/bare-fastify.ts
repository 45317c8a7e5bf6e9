import fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/**
 * The raw limit of an answer: Fastify, and one INSERT a request into a table with the columns and indexes of an answer. It
 * checks no token, grades nothing, scores nothing and shows nothing.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL) });
pool.on('error', () => {});

const INSERT = {
  name: 'answer',
  text: `INSERT INTO public.bare_answer (delivery_id, rep_id, line_id, brick_id, version_id, occurrence, choices, correct, route, elapsed_ms)
         VALUES ($1, $2, 1, 1, 1, 0, $3, true, 'link', 60000)`,
};

const server = fastify({ logger: false });
server.post<{ Params: { id: string }; Body: { choice: string[] } }>('/a/:id', async (request) => {
  const { id } = request.params;
  await pool.query({ ...INSERT, values: [id, 1, request.body.choice] });
  return { state: 'answered' };
});
await server.listen({ port: 0, host: '127.0.0.1' });
process.send!({ port: (server.server.address() as AddressInfo).port });
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
