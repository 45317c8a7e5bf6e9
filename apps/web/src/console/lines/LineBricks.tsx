import { Anchor, Badge, Button, Group, Table, Text } from '@mantine/core';
import { IconWall } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { useHasRole } from '../../app/person.ts';
import { languageIn } from '../../ui/country.ts';
import { Loaded } from '../../ui/Faults.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useSpeech } from '../../words/Words.tsx';
import { KIND_ICONS, stateOf, type Brick } from '../bricks/brick.ts';
import { StateBadge } from '../bricks/StateBadge.tsx';
import type { Line } from './cadence.ts';

/** The bricks of a line in its order, each with how far it has come. */
export function LineBricks({ line, onBegin }: { line: Line; onBegin: (() => void) | null }) {
  const t = useTranslations('authoring.lines');
  const bricks = api.useQuery('get', '/api/v1/bricks', { params: { query: { line: line.slug } } });
  return (
    <Loaded query={bricks}>
      {({ bricks: all }) =>
        all.length === 0 ? (
          <Notice small icon={IconWall} title={t('noBricks')} what={t('noBricksWhat')}>
            {onBegin && <Button onClick={onBegin}>{t('newBrick')}</Button>}
          </Notice>
        ) : (
          <Table.ScrollContainer minWidth={760}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('brick')}</Table.Th>
                  <Table.Th>{t('kind')}</Table.Th>
                  <Table.Th>{t('when')}</Table.Th>
                  <Table.Th>{t('languages')}</Table.Th>
                  <Table.Th>{t('state')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((brick) => (
                  <Row key={brick.slug} brick={brick} mode={line.mode} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Loaded>
  );
}

function Row({ brick, mode }: { brick: Brick; mode: Line['mode'] }) {
  const t = useTranslations('authoring.lines');
  const kinds = useTranslations('authoring.kinds');
  const states = useTranslations('authoring.states');
  const { language } = useSpeech();
  const seesDrafts = useHasRole('author', 'channel-manager', 'programme-admin', 'auditor');
  const { brickId, slug, title, kind, theme, plan, locales, outdated, draft, reached } = brick;
  const Icon = KIND_ICONS[kind];
  const to = brickId !== null ? `/bricks/${brickId}` : draft && seesDrafts ? `/drafts/${draft.id}` : null;
  const name = title || slug;
  return (
    <Table.Tr>
      <Table.Td>
        {to ? (
          <Anchor component={Link} to={to} fw={600}>
            {name}
          </Anchor>
        ) : (
          <Text fw={600}>{name}</Text>
        )}
        {theme && (
          <Text size="sm" c="dimmed">
            {theme}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          <Icon size={18} aria-hidden />
          {kinds(kind)}
        </Group>
      </Table.Td>
      <Table.Td>
        <When plan={plan} mode={mode} />
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          {locales.map((locale) =>
            outdated.includes(locale) ? (
              <Badge key={locale} variant="light" color="wrong">
                {t('outdated', { language: locale })}
              </Badge>
            ) : (
              <abbr key={locale} title={languageIn(locale, language)} className="plain">
                {locale}
              </abbr>
            ),
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          <StateBadge state={stateOf(brick)} />
          {brickId !== null && draft && seesDrafts && (
            <Anchor component={Link} to={`/drafts/${draft.id}`} size="sm">
              {t('revision', { state: states(draft.state) })}
            </Anchor>
          )}
        </Group>
        {reached > 0 && (
          <Text size="sm" c="dimmed">
            {t('reached', { count: reached })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function When({ plan: { day, on }, mode }: { plan: Brick['plan']; mode: Line['mode'] }) {
  const t = useTranslations('authoring.lines');
  const format = useFormatter();
  if (on) return format.dateTime(new Date(`${on}T12:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  if (day !== null) return mode === 'calendar' ? t('dayOfCalendar', { day }) : t('dayOfSequence', { day });
  return mode === 'calendar' ? t('noDay') : t('inTurn');
}
