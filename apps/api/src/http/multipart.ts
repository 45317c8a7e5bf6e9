import type { FastifyInstance } from 'fastify';

/**
 * Lets the server read multipart/form-data without files: mail providers send the one-click request that way (RFC 8058,
 * section 3.1). The body is bounded like every other; a repeated field becomes a list.
 */
export function readMultipartForms(server: FastifyInstance): void {
  server.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer' },
    async (request: { headers: Record<string, unknown> }, body: Buffer) => {
      const fields: Record<string, string | string[]> = Object.create(null);
      for (const [name, value] of await formOf(body, String(request.headers['content-type']))) {
        if (typeof value !== 'string') continue; // no page asks for a file
        const before = fields[name];
        fields[name] = before === undefined ? value : [before, value].flat();
      }
      return { ...fields };
    },
  );
}

async function formOf(body: Buffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw Object.assign(new Error('The form cannot be read.'), { statusCode: 400 });
  }
}
