import { Box } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import classes from './Preview.module.css';

/** Pixels a desktop gives a mail; where there are fewer, it is drawn smaller, not narrower. */
const DESKTOP = 680;

interface Props {
  src: string;
  /** Changes when what lies at `src` does. */
  fresh: string;
  title: string;
  phone: boolean;
  dark: boolean;
}

/** A document of its own. While a newer one loads, the one before stays in sight. */
export function Frame({ src, fresh, title, phone, dark }: Props) {
  const wanted = { key: `${src} ${fresh}`, src };
  const [shown, setShown] = useState(wanted);
  const { ref, width } = useElementSize();
  const fit = phone || width === 0 ? 1 : Math.min(1, width / DESKTOP);
  const frames = shown.key === wanted.key ? [wanted] : [shown, wanted];
  return (
    <Box ref={ref} className={classes.stage} data-frame __vars={{ '--fit': String(fit) }}>
      {frames.map(({ key, src: at }) => {
        const coming = key !== shown.key;
        return (
          <iframe
            key={key}
            src={at}
            title={coming ? '' : title}
            aria-hidden={coming}
            tabIndex={coming ? -1 : 0}
            data-scheme={dark ? 'dark' : 'light'}
            className={[classes.frame, phone ? classes.phone : classes.desktop, coming ? classes.coming : ''].join(' ')}
            onLoad={() => coming && setShown(wanted)}
          />
        );
      })}
    </Box>
  );
}
