"""Photos made small before they are kept: at most 1600 pixels, upright, without place, time or name of the camera."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard.files import NewFile
from desktop.store.attachments import MOST_BYTES
from desktop.values import media

LONGEST = 1600  # pixels of the longer side
QUALITY = 85  # of 100
MOST_MB = MOST_BYTES // 1_048_576


def taken_in(paths: Sequence[Path], *, scans: bool) -> tuple[NewFile, ...]:
    """The files as they are kept, read on a thread that is not the window's; `scans` takes PDFs too, as they are.

    UserError names the first that cannot be taken; then none is.
    """
    return tuple(_taken(path, scans=scans) for path in paths)


def image_of(data: bytes, *, longest: int) -> QImage:
    """A picture, upright, its longer side at most so many pixels; an empty one for what is none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _taken(path: Path, *, scans: bool) -> NewFile:
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        raise UserError(_("“{name}”读不出来，没有添加。请核对文件。").format(name=path.name)) from error
    if data is None:
        sentence = _("“{name}”超过 {most} MB，没有添加。请缩小后再试。")
        raise UserError(sentence.format(name=path.name, most=MOST_MB))
    kind = media.told(data)
    if kind == media.PDF and scans and _opens(data):
        return NewFile(path.name, media.PDF, data)
    small = image_of(data, longest=LONGEST) if kind in media.IMAGES else QImage()
    if small.isNull():
        kinds = _("照片（JPG、PNG、WebP）或 PDF") if scans else _("照片（JPG、PNG、WebP）")
        sentence = _("“{name}”不是能打开的{kinds}，没有添加。请换一个文件。")
        raise UserError(sentence.format(name=path.name, kinds=kinds))
    return NewFile(f"{path.stem}.jpg", media.JPEG, _as_jpeg(small))


def _opens(pdf: bytes) -> bool:
    from desktop.printing import preview  # late: the PDF reader is loaded with the first PDF

    try:
        return preview.page_count(pdf) > 0
    except RuntimeError:  # what PDFium says of a file that it cannot open, or only with a password
        return False


def _as_jpeg(image: QImage) -> bytes:
    """Drawn anew on white: what a camera wrote beside the picture does not come along, and nothing is transparent."""
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(QColor("white"))
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(QUALITY)
    writer.write(plain)
    return bytes(buffer.data().data())
