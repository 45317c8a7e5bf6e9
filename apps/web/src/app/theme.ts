import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/* The colours of the server-rendered pages (content/templates/pages/style.css), as the shades Mantine asks for. */
const ink: MantineColorsTuple = ['#faf8f3', '#f5f2ea', '#ebe6da', '#dcd6c8', '#c4bdad', '#a39c8c', '#716c5f', '#595a66', '#35363f', '#1a1b25']; // prettier-ignore
const night: MantineColorsTuple = ['#efece5', '#d5d5dc', '#adafbb', '#7c8093', '#353846', '#2a2d3a', '#1d1f28', '#14151b', '#0f1015', '#0a0b0f']; // prettier-ignore
const accent: MantineColorsTuple = ['#eef0ff', '#e8ebfd', '#c9d1fb', '#a8b6ff', '#8093f3', '#5067e4', '#2740d0', '#2036b3', '#1a2c94', '#142275']; // prettier-ignore
const right: MantineColorsTuple = ['#eef8f1', '#dff1e5', '#b7e0c5', '#86dbab', '#54b881', '#2b8f5a', '#12633a', '#0f5431', '#0c4528', '#08331d']; // prettier-ignore
const wrong: MantineColorsTuple = ['#fdf3ec', '#fbe7da', '#f6cdb4', '#ffb48f', '#e07b4c', '#c4562a', '#9a3412', '#82300f', '#6b270c', '#4f1c08']; // prettier-ignore

/** Buttons, tags and charts speak these words of colour and no others: accent (ours, now), right, wrong. */
export const theme = createTheme({
  colors: { gray: ink, dark: night, accent, right, wrong },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    "-apple-system, BlinkMacSystemFont, 'Segoe UI Variable Text', 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Consolas, 'Liberation Mono', monospace",
  headings: { fontWeight: '700', textWrap: 'balance' },
  components: {
    Paper: { defaultProps: { radius: 'lg', withBorder: true } },
    Modal: { defaultProps: { radius: 'lg', centered: true } },
    Badge: { defaultProps: { tt: 'none', fw: 600, size: 'lg' } },
    Table: { defaultProps: { verticalSpacing: 'sm' } },
  },
});

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f5f2ea',
    '--mantine-color-text': '#1a1b25',
    '--mantine-color-dimmed': '#595a66',
    '--mantine-color-placeholder': '#716c5f',
    '--mantine-color-default': '#fffdf9',
    '--mantine-color-default-hover': '#f5f2ea',
    '--mantine-color-default-border': '#c4bdad',
    '--mantine-color-error': '#9a3412',
    '--mantine-color-anchor': '#2740d0',
    '--relais-card': '#fffdf9',
    '--relais-hair': '#dcd6c8',
    '--relais-brick': '#e4ddcd',
    '--relais-wash': '#e8ebfd',
    '--mantine-color-accent-light': '#e8ebfd',
    '--mantine-color-accent-light-color': '#2740d0',
    '--mantine-color-right-light': '#dff1e5',
    '--mantine-color-right-light-color': '#12633a',
    '--mantine-color-wrong-light': '#fbe7da',
    '--mantine-color-wrong-light-color': '#9a3412',
    '--mantine-color-gray-light': '#ebe6da',
    '--mantine-color-gray-light-color': '#35363f',
    '--relais-mute': '#c4bdad',
  },
  dark: {
    '--mantine-color-body': '#14151b',
    '--mantine-color-text': '#efece5',
    '--mantine-color-dimmed': '#adafbb',
    '--mantine-color-placeholder': '#9a9caa',
    '--mantine-color-default': '#1d1f28',
    '--mantine-color-default-hover': '#2a2d3a',
    '--mantine-color-default-border': '#4a4e60',
    '--mantine-color-error': '#ffb48f',
    '--mantine-color-anchor': '#a8b6ff',
    '--relais-card': '#1d1f28',
    '--relais-hair': '#353846',
    '--relais-brick': '#262935',
    '--relais-wash': '#262c50',
    '--mantine-color-accent-light': '#262c50',
    '--mantine-color-accent-light-color': '#a8b6ff',
    '--mantine-color-right-light': '#16331f',
    '--mantine-color-right-light-color': '#86dbab',
    '--mantine-color-wrong-light': '#402316',
    '--mantine-color-wrong-light-color': '#ffb48f',
    '--mantine-color-gray-light': '#2a2d3a',
    '--mantine-color-gray-light-color': '#d5d5dc',
    '--relais-mute': '#4a4e60',
  },
});
