import { Badge, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconListCheck } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Notice } from '../../ui/Notice.tsx';
import classes from './Choices.module.css';

type Choice = components['schemas']['ChoiceResultDto'];

/** How often each option was chosen, for every version that was answered, the latest first. */
export function Choices({ id }: { id: number }) {
  const t = useTranslations('results.one');
  const choices = api.useQuery(
    'get',
    '/api/v1/results/bricks/{id}/choices',
    { params: { path: { id } } },
    { refetchInterval: 15_000 },
  );
  return (
    <Card title={t('choices')}>
      <Loaded query={choices} rows={3}>
        {({ choices: all }) => {
          const asked = byQuestion(all);
          if (!asked.size)
            return <Notice small icon={IconListCheck} title={t('choicesNone')} what={t('choicesNoneWhat')} />;
          return (
            <Stack gap="xl">
              <Text c="dimmed" size="sm">
                {t('choicesLead')}
              </Text>
              {[...asked].map(([key, options]) => (
                <section key={key}>
                  {asked.size > 1 && (
                    <Title order={3} size="h6" mb="sm">
                      {t('version', { number: options[0]!.number, variant: options[0]!.occurrence })}
                    </Title>
                  )}
                  <Options options={options} />
                </section>
              ))}
            </Stack>
          );
        }}
      </Loaded>
    </Card>
  );
}

/** By version and variant, in the order they came. */
function byQuestion(choices: Choice[]): Map<string, Choice[]> {
  const asked = new Map<string, Choice[]>();
  for (const choice of choices) {
    const key = `${choice.number} ${choice.occurrence}`;
    asked.set(key, [...(asked.get(key) ?? []), choice]);
  }
  return asked;
}

function Options({ options }: { options: Choice[] }) {
  const t = useTranslations('results.one');
  const format = useFormatter();
  const total = options.reduce((all, { answers }) => all + answers, 0);
  return (
    <ul className={classes.list}>
      {options.map(({ choice, text, right, answers }) => (
        <li key={choice} className={right ? classes.right : classes.other}>
          <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-end">
            <div>
              {right && (
                <Badge variant="light" color="right" leftSection={<IconCheck size={14} aria-hidden />} mb={4}>
                  {t('rightAnswer')}
                </Badge>
              )}
              <Text fw={right ? 700 : 500}>{text ?? choice}</Text>
            </div>
            <Text className={`figures ${classes.count}`} ta="right">
              <Text span fw={700}>
                {format.number(total ? answers / total : 0, { style: 'percent' })}
              </Text>
              <br />
              <Text span size="sm" c="dimmed">
                {t('chosen', { count: answers })}
              </Text>
            </Text>
          </Group>
          <Progress
            value={total ? (answers / total) * 100 : 0}
            size="lg"
            mt={6}
            color={right ? 'right' : 'accent'}
            aria-hidden
          />
        </li>
      ))}
    </ul>
  );
}
