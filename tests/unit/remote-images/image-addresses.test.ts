import { describe, expect, it } from 'vitest';
import { imageAddresses } from '../../../server/remote-images/image-addresses';

const image = (more: string) => `<img data-remote-src="https://pictures.example/a.png?x=1&amp;y=2" ${more}>`;

describe('the remote pictures of a mail', () => {
  it('are those of its stored HTML, counted in the order of the document', () => {
    const html = `<p>${image('alt="a"')}</p><img data-content-id="c"><img data-remote-src="http://b.example/b.gif">`;
    expect(imageAddresses(html)).toEqual([
      { index: 0, address: 'https://pictures.example/a.png?x=1&y=2' },
      { index: 1, address: 'http://b.example/b.gif' },
    ]);
  });

  it('are no texts that only look like one', () => {
    expect(
      imageAddresses(`<img alt="<img data-remote-src=http://a.example/>"><p>&lt;img data-remote-src=x&gt;</p>`)
    ).toEqual([]);
  });

  it('are of http and https only', () => {
    expect(
      imageAddresses('<img data-remote-src="file:///etc/passwd"><img data-remote-src="ftp://a.example/a">')
    ).toEqual([]);
  });

  it.each([
    'width="1" height="1"',
    'width="0"',
    'height="1px"',
    'style="color: red; WIDTH: 1px"',
    'style="width: 40px; height:0 !important"',
    'style="width: 0.5px"',
  ])('leave out a tracker, %s, and the others keep their number', (more) => {
    expect(imageAddresses(image(more) + image('')).map(({ index }) => index)).toEqual([1]);
  });

  it.each([
    'width="100"',
    'width="10%"',
    'width="1%"',
    'style="max-width: 1px"',
    'style="border-width: 1px; width: 11px"',
  ])('keep what can be seen, %s', (more) => expect(imageAddresses(image(more))).toHaveLength(1));
});
