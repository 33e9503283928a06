import { useMemo } from 'preact/hooks';
import { message } from '../../browser.ts';
import { Icon } from '../../ui/Icon.tsx';
import { qrPicture } from './qr-picture.ts';
import './qr.css';

export interface QrCodeProps {
  url: string;
  onClose(): void;
}

/** Screen pixels for each module: whole ones, so that edges are sharp. */
const SCALE = 4;

/** An authorization URL for the camera of a phone. */
export function QrCode({ url, onClose }: QrCodeProps) {
  const picture = useMemo(() => qrPicture(url), [url]);
  return (
    <section class="qr card stack tight" aria-label={message('qr_title')}>
      <h3>{message('qr_title')}</h3>
      <p>{message('qr_meaning')}</p>
      {picture ? (
        <svg
          class="qr-code"
          role="img"
          aria-label={message('qr_image')}
          viewBox={`0 0 ${picture.size} ${picture.size}`}
          width={picture.size * SCALE}
          height={picture.size * SCALE}
          shape-rendering="crispEdges"
        >
          <path fill="#fff" d={`M0 0h${picture.size}v${picture.size}H0z`} />
          <path fill="#000" d={picture.path} />
        </svg>
      ) : (
        <p class="problem">{message('qr_too_long', url.length)}</p>
      )}
      {picture?.dense && (
        <p class="warning-line">
          <Icon name="warn" />
          <span>{message('qr_dense', url.length)}</span>
        </p>
      )}
      <div class="row">
        <button type="button" onClick={onClose}>
          {message('qr_close')}
        </button>
      </div>
    </section>
  );
}
