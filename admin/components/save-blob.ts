/** Has the browser save what was fetched, and never show it: it may be anything. */
export function saveBlob(content: Blob, name: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  // The browser reads it after the click has returned.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
