import { Alert, Button, Group, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';
import type { components } from '../../api/schema.d.ts';
import { Loaded } from '../../ui/Faults.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { tell } from '../../ui/tell.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { asksFirst, changeOf, Impact } from './Impact.tsx';
import { MayBuild } from './MayBuild.tsx';
import type { Rule } from './rule.ts';
import { SegmentForm } from './SegmentForm.tsx';
import { Trail } from './Trail.tsx';

type Segment = components['schemas']['NamedSegmentDto'];
interface Written {
  name: Record<string, string>;
  rule: Rule;
  revision: number;
}

/** A segment that lines may speak to: a rule that moves many people is asked about before it is saved. */
export function Component() {
  const slug = useParams().slug!;
  const segment = api.useQuery('get', '/api/v1/segments/{slug}', { params: { path: { slug } } });
  return (
    <Loaded query={segment} whole>
      {(found) => <Edit key={slug} segment={found} />}
    </Loaded>
  );
}

function Edit({ segment: read }: { segment: Segment }) {
  const t = useTranslations('segments');
  const words = useTranslations('frame');
  const { language } = useSpeech();
  const queries = useQueryClient();
  const navigate = useNavigate();
  // What is being changed stays what it was, also when the screen is fetched again behind it.
  const [segment, setSegment] = useState(read);
  const { slug } = segment;
  const title = nameIn(segment.name, language) || slug;
  const update = api.useMutation('put', '/api/v1/segments/{slug}');
  const count = useMutation({ mutationFn: (rule: Rule) => changeOf(segment.rule, rule) });
  const [last, setLast] = useState<{ written: Written; forget: () => void } | null>(null);

  const save = (written: Written, forget: () => void) => {
    setLast({ written, forget });
    update.mutate(
      { params: { path: { slug } }, body: written },
      {
        onSuccess: () => {
          forget();
          for (const key of ['/api/v1/segments', '/api/v1/segments/{slug}', '/api/v1/segments/{slug}/reach', '/api/v1/calendar']) void queries.invalidateQueries({ queryKey: ['get', key] }); // prettier-ignore
          tell(t('saved'));
          void navigate(`/segments/${slug}`);
        },
      },
    );
  };
  const ask = async (written: Written, forget: () => void) => {
    update.reset();
    if (JSON.stringify(written.rule) === JSON.stringify(segment.rule)) return save(written, forget);
    const change = await count.mutateAsync(written.rule).catch(() => null); // why not is shown by the form
    if (!change) return;
    if (!asksFirst(change)) return save(written, forget);
    modals.openConfirmModal({
      title: t('askTitle'),
      children: <Impact change={change} lines={segment.lines} />,
      labels: { confirm: t('askGo'), cancel: words('cancel') },
      onConfirm: () => save(written, forget),
    });
  };
  const current = isProblem(update.error) && update.error.code === 'segment.changed' ? (update.error as components['schemas']['SegmentConflictDto']).current : undefined; // prettier-ignore
  return (
    <Screen
      title={t('changing', { name: title })}
      lead={t('changingLead')}
      trail={<Trail of={{ slug, name: title }} />}
    >
      <MayBuild>
        <SegmentForm
          key={segment.revision}
          draft={`segment:${slug}`}
          segment={segment}
          error={update.error ?? count.error}
          pending={update.isPending || count.isPending}
          onSave={(written, forget) =>
            void ask({ name: written.name, rule: written.rule, revision: written.revision }, forget)
          }
          trouble={
            current &&
            last && (
              <Alert title={t('overtaken')}>
                <Text size="sm" mb="sm">
                  {t('overtakenWhat')}
                </Text>
                <Group gap="sm">
                  <Button
                    variant="default"
                    size="compact-md"
                    onClick={() => {
                      last.forget();
                      update.reset();
                      setSegment({ ...current, lines: segment.lines });
                    }}
                  >
                    {t('takeTheirs')}
                  </Button>
                  <Button
                    size="compact-md"
                    onClick={() => save({ ...last.written, revision: current.revision }, last.forget)}
                  >
                    {t('takeMine')}
                  </Button>
                </Group>
              </Alert>
            )
          }
        />
      </MayBuild>
    </Screen>
  );
}
