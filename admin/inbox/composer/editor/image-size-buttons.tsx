import { Button, Flex } from '@strapi/design-system';
import { useEditorState, type Editor } from '@tiptap/react';
import { useTranslate } from '../../../i18n/use-translate';
import { IMAGE_SIZES, sizeOf, widthOf } from './image-sizes';
import { INLINE_IMAGE, type ImageAttributes } from './inline-image';

/** Shown while a picture is selected, with the mouse or with the arrow keys. */
export function ImageSizeButtons({ editor }: { editor: Editor }) {
  const t = useTranslate();
  const selected = useEditorState({
    editor,
    selector: ({ editor: current }) =>
      current.isActive(INLINE_IMAGE)
        ? { width: (current.getAttributes(INLINE_IMAGE) as ImageAttributes).width, at: current.state.selection.from }
        : null,
  });
  if (!selected) return null;
  const image = editor.view.nodeDOM(selected.at);
  const natural = image instanceof HTMLImageElement ? image.naturalWidth : 0;
  if (natural === 0) return null;
  // The attribute alone: to replace the node would take the selection from it, and with it these buttons.
  const resize = (width: number) =>
    editor.commands.command(({ tr }) => {
      tr.setNodeAttribute(selected.at, 'width', width);
      return true;
    });
  return (
    <Flex gap={1} role="group" aria-label={t('composer.image.size')}>
      {IMAGE_SIZES.map((size) => (
        <Button
          key={size}
          size="S"
          variant={sizeOf(selected.width, natural) === size ? 'secondary' : 'tertiary'}
          aria-pressed={sizeOf(selected.width, natural) === size}
          onClick={() => resize(widthOf(size, natural))}
        >
          {t(`composer.image.size.${size}`)}
        </Button>
      ))}
    </Flex>
  );
}
