/** A host that no page of the demo may ever ask anything of. */
export const TRACKER = 'https://tracker.example';

/** Ways in which a mail has tried to run code, to leave its frame or to tell its sender that it was read. */
export const HOSTILE_HTML = `
  <p style="background:url(${TRACKER}/style.png)">Buenos días, <b>adjunto el plano</b>.</p>
  <script>window.taken = 'script'; alert('script')</script>
  <img src="x" onerror="window.taken = 'onerror'; alert('onerror')">
  <img src="${TRACKER}/open.gif" width="40" height="40" alt="plano">
  <img srcset="${TRACKER}/srcset.gif 1x" alt="otro">
  <svg onload="window.taken = 'svg'"><image href="${TRACKER}/svg.png"></image></svg>
  <iframe src="${TRACKER}/frame"></iframe>
  <object data="${TRACKER}/object"></object>
  <link rel="stylesheet" href="${TRACKER}/link.css">
  <style>@import url(${TRACKER}/import.css); b { background: url(${TRACKER}/rule.png) }</style>
  <a href="javascript:window.top.taken='link'">pulse aquí</a>
  <form action="${TRACKER}/form"><input name="clave" autofocus onfocus="window.taken = 'focus'"></form>
  <meta http-equiv="refresh" content="0;url=${TRACKER}/refresh">`;
