import { http } from '../../api/client.ts';
import { Unreachable } from '../../api/problem.ts';
import type { components } from '../../api/schema.d.ts';

export type PeopleImport = components['schemas']['PeopleImportDto'];
/** The server refuses more. */
export const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Uploads a people file.
 * @param onSent told the share that is on its way, 0 to 1.
 * @throws Problem as the API says it; Unreachable
 */
export async function uploadPeople(file: File, onSent: (share: number) => void): Promise<PeopleImport> {
  const { data, error } = await http.POST('/api/v1/people-imports', {
    params: { query: { name: file.name.slice(0, 200) } },
    body: file as unknown as string,
    bodySerializer: (body) => body as unknown as BodyInit,
    headers: { 'content-type': 'text/csv' },
    // The Fetch API tells nothing of how far an upload is; its older sister does.
    fetch: (request: Request) => sendTelling(request, file, onSent),
  });
  if (error !== undefined) throw error;
  return data as PeopleImport;
}

function sendTelling(request: Request, file: File, onSent: (share: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open(request.method, request.url);
    request.headers.forEach((value, name) => call.setRequestHeader(name, value));
    call.responseType = 'text';
    call.upload.onprogress = ({ loaded, total }) => onSent(total ? loaded / total : 0);
    call.onload = () => {
      const type = call.getResponseHeader('content-type');
      resolve(new Response(call.responseText, { status: call.status, headers: type ? { 'content-type': type } : {} }));
    };
    call.onerror = () => reject(new Unreachable('upload'));
    call.send(file);
  });
}
