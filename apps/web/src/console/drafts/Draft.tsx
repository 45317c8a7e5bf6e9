import { useParams } from 'react-router';
import { api } from '../../api/client.ts';
import { Loaded } from '../../ui/Faults.tsx';
import { Editor } from './Editor.tsx';

/** One draft in the editor. */
export function Component() {
  const id = Number(useParams().id);
  const draft = api.useQuery('get', '/api/v1/drafts/{id}', { params: { path: { id } } });
  return (
    <Loaded query={draft} whole>
      {(found) => <Editor key={found.id} draft={found} />}
    </Loaded>
  );
}
